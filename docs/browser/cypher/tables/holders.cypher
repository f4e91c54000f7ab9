// Một chức vụ qua thời gian · An office through time
// Chức vụ này các nguồn thấy ai giữ, từ ngày nào đến ngày nào, khoảng nào không biết là ai?
// Whom do the sources see in this office, from when to when, and for which time is nobody known?
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {role: "Giám đốc Sở Tài chính tỉnh Sông Vân", since: null, until: null}
MATCH (r:Role) WHERE r.label = $role
MATCH (r)<-[:OFFICE]-(t:Tenure)-[:HOLDER]->(p:Person)
MATCH (t)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
WITH t, p, q, s, CASE WHEN t.until < t.seen OR t.since > t.seen THEN null ELSE t.seen END AS seen
WITH t, p, q, s, coalesce(t.since, seen, t.until) AS first, CASE WHEN t.until IS NULL OR t.until > seen THEN seen ELSE t.until END AS last
WITH t, p, q, s, first, last ORDER BY first, last, t.id
WITH collect({id: t.id, person: p.label, former: t.former, since: t.since, until: t.until, first: first, last: coalesce(last, first), seen: t.seen,
              // As exactly as it is told: a year or month where no day is.
              first_in: CASE first WHEN t.since THEN t.since_in WHEN t.seen THEN t.seen_in WHEN t.until THEN t.until_in ELSE null END,
              last_in: CASE coalesce(last, first) WHEN t.seen THEN t.seen_in WHEN t.until THEN t.until_in WHEN t.since THEN t.since_in ELSE null END,
              since_in: t.since_in, until_in: t.until_in, rule: t.rule, sure: t.sure, text: q.text, start: q.start, end: q.end, made: s.made_by, file: s.file,
              title: coalesce(s.title, s.file, s.id)}) AS told
UNWIND range(0, size(told) - 1) AS i
WITH told[i] AS x, [y IN told[0..i] WHERE y.former = false AND y.last IS NOT NULL] AS earlier
// What is known before: the last day shown by anybody. Another person later than the next day leaves a time unknown.
WITH x, reduce(z = null, y IN earlier | CASE WHEN z IS NULL OR y.last >= z.last THEN y ELSE z END) AS z
WITH x, CASE WHEN x.former = false AND z IS NOT NULL AND date(x.first) > date(z.last) + duration({days: 1})
              AND (z.person <> x.person OR date(x.first) > date(z.last) + duration({months: 24})) THEN coalesce(z.last_in, z.last) ELSE null END AS unknown
// What is asked about: who is seen in the office between two days; who held it before, and whose days are not known, stay.
WITH x, unknown
WHERE ($since IS NULL OR x.former OR x.last IS NULL OR x.last >= $since) AND ($until IS NULL OR x.former OR x.first IS NULL OR x.first <= $until)
RETURN x.person AS person,
       CASE WHEN x.former THEN 'held it before' WHEN x.until < x.seen THEN 'left by then' ELSE 'in office' END AS said,
       CASE WHEN x.former THEN null ELSE coalesce(x.first_in, x.first) END AS first,
       CASE WHEN x.former THEN null ELSE coalesce(x.last_in, x.last) END AS last,
       coalesce(x.since_in, x.since) AS since, coalesce(x.until_in, x.until) AS until,
       unknown AS unknown_from, CASE WHEN unknown IS NULL THEN null ELSE coalesce(x.first_in, x.first) END AS unknown_to,
       x.text AS quote, x.title AS source, x.file AS file, x.start AS start, x.end AS end,
       coalesce(x.rule + CASE x.made WHEN 'hand' THEN ', corrected' ELSE '' END, x.made) AS made, x.sure AS sure, x.id AS id
ORDER BY first, last, id;
