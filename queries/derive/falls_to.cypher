//+ link: FALLS_TO
//+ from: Assignment
//+ to: Person
//+ touched: holders
//+ rule.vi: named: nơi nhận là chính người ấy; same source: chính nguồn ấy nêu một người đang giữ chức vụ nhận việc, hay chức vụ đứng đầu cơ quan nhận việc; term: nhiệm kỳ một nguồn nêu có ngày giao việc ở trong; between: trước và sau ngày ấy, cách nhau không quá 24 tháng, các nguồn thấy người ấy giữ chức vụ, ở giữa không thấy ai khác. Chức vụ phải chỉ có một ghế. Đề nghị thì không rơi vào ai.
//+ rule.en: named: the receiver is the person; same source: this source names one person who holds the receiving office, or the head office of the receiving body; term: a term that a source tells holds the day; between: sources see the person in the office on or before and on or after the day, at most 24 months apart, and nobody else between. The office must be of one seat. A request falls to nobody.
CALL () {
  MATCH (a:Assignment)-[:GIVEN_TO]->(p:Person)
  WHERE $ids IS NULL AND a.id STARTS WITH 'assignment/' AND a.kind <> 'requested'
  RETURN a.id AS account, p.id AS person, 'named' AS rule, null AS through
  UNION
  UNWIND coalesce($ids, []) AS id
  MATCH (a:Assignment {id: id})-[:GIVEN_TO]->(p:Person)
  WHERE a.id STARTS WITH 'assignment/' AND a.kind <> 'requested'
  RETURN a.id AS account, p.id AS person, 'named' AS rule, null AS through
  UNION
  // The offices that an order goes to: the receiving one, or the head office of the receiving body.
  CALL () {
    MATCH (a:Assignment)-[:GIVEN_TO]->(r:Role)
    WHERE $ids IS NULL AND a.id STARTS WITH 'assignment/' AND a.kind <> 'requested' AND r.seats = 'one'
    RETURN a, r
    UNION
    MATCH (a:Assignment)-[:GIVEN_TO]->(:Body)<-[:IN_BODY]-(r:Role)
    WHERE $ids IS NULL AND a.id STARTS WITH 'assignment/' AND a.kind <> 'requested' AND r.seats = 'one' AND r.head = true
    RETURN a, r
    UNION
    UNWIND coalesce($ids, []) AS id
    MATCH (a:Assignment {id: id})-[:GIVEN_TO]->(r:Role)
    WHERE a.id STARTS WITH 'assignment/' AND a.kind <> 'requested' AND r.seats = 'one'
    RETURN a, r
    UNION
    UNWIND coalesce($ids, []) AS id
    MATCH (a:Assignment {id: id})-[:GIVEN_TO]->(:Body)<-[:IN_BODY]-(r:Role)
    WHERE a.id STARTS WITH 'assignment/' AND a.kind <> 'requested' AND r.seats = 'one' AND r.head = true
    RETURN a, r
  }
  WITH r, coalesce(a.date, a.seen) AS day, collect({id: a.id, source: a.source}) AS accounts
  // Who is seen in the office: on which last day before and first day after, in a term around it, in which sources that day.
  // A term without end proves nothing after the day of its source; who had left by then was not seen on it.
  MATCH (r)<-[:OFFICE]-(t:Tenure)-[:HOLDER]->(p:Person)
  WHERE t.former = false
  WITH r, day, accounts, p.id AS person, t.source AS source, t.since AS since, t.until AS until,
       CASE WHEN t.until < t.seen OR t.since > t.seen THEN null ELSE t.seen END AS seen
  WITH r, day, accounts, person,
       CASE WHEN until < day OR since > day THEN null ELSE source END AS source,
       since <= day AND coalesce(until, seen) >= day AS covers,
       [x IN [since, seen, until] WHERE x IS NOT NULL] AS points
  WITH r, day, accounts, person, source, covers,
       reduce(x = null, y IN points | CASE WHEN y <= day AND (x IS NULL OR y > x) THEN y ELSE x END) AS before,
       reduce(x = null, y IN points | CASE WHEN y >= day AND (x IS NULL OR y < x) THEN y ELSE x END) AS after
  WITH r, day, accounts, person, collect(DISTINCT source) AS sources, max(CASE WHEN covers THEN 1 ELSE 0 END) AS term,
       max(before) AS before, min(after) AS after
  WITH r, day, accounts, collect({person: person, sources: sources, term: term, before: before, after: after}) AS seen
  UNWIND accounts AS account
  WITH r, day, account.id AS account, seen, [x IN seen WHERE account.source IN x.sources] AS here,
       [x IN seen WHERE x.term = 1] AS terms, [x IN seen WHERE x.before = day OR x.after = day] AS that_day
  UNWIND seen AS one
  WITH r, account, one,
       CASE WHEN size(here) > 0 THEN CASE WHEN size(here) = 1 AND here[0].person = one.person THEN 'same source' ELSE null END
            WHEN day IS NULL THEN null
            WHEN one.term = 1 AND size(terms) = 1 AND all(x IN that_day WHERE x.person = one.person) THEN 'term'
            WHEN one.before IS NOT NULL AND one.after IS NOT NULL AND all(x IN terms WHERE x.person = one.person)
              AND date(one.after) <= date(one.before) + duration({months: 24})
              AND all(x IN seen WHERE x.person = one.person
                      OR (coalesce(x.before, '0000') < one.before AND coalesce(x.after, '9999') > one.after)) THEN 'between'
            ELSE null END AS rule
  WHERE rule IS NOT NULL
  RETURN account, one.person AS person, rule, r.name AS through
}
WITH account, person, rule, through ORDER BY CASE rule WHEN 'named' THEN 1 WHEN 'same source' THEN 2 WHEN 'term' THEN 3 ELSE 4 END, through
WITH account, person, collect(rule)[0] AS rule, collect(through)[0] AS through
MATCH (a:Assignment {id: account})
MATCH (p:Person {id: person})
MERGE (a)-[f:FALLS_TO]->(p)
SET f.rule = rule, f.through = through
