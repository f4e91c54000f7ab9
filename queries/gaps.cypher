//+ title.vi:    Chỗ còn trống
//+ title.en:    Gaps
//+ question.vi: Việc nào không rõ giao cho ai, không có hạn, không biết ai giữ chức vụ nhận việc; quyết định nào không ai nhận; công trình nào có quyết định mà không giao ai?
//+ question.en: Which orders have no receiver, no date, no known holder; which decisions did nobody take on; which projects were decided and ordered of nobody?
//+ param since:   day = null | từ ngày | from this day
//+ param until:   day = null | đến ngày | up to this day
//+ param province: province = null | tỉnh của nơi giao hay nơi nhận | province of who gives or receives
//+ param limit:   number = null | nhiều nhất bao nhiêu dòng (để trống: mọi dòng) | at most so many rows (empty: all)
//+ column gap: text | còn trống | what is missing
//+ column date: day | ngày | day given, or by which it was said
//+ column who: list | ai | who
//+ column to: list | với ai, giữ gì | to whom, in what
//+ column text: text | nội dung | in the source's words
//+ column deadline: day | hạn | deadline
//+ column due: text | lời về hạn | deadline in the source's words
//+ column meeting: text | cuộc họp | meeting
//+ column told: number | số nguồn kể | sources that tell the order
//+ column sources: list | các nguồn kể | those sources
//+ column differ: list | nguồn nói khác nhau về | sources differ in
//+ column quote: text | câu làm căn cứ | sentence it rests on
//+ column source: text | nguồn | source
//+ column file: text | tệp | file
//+ column start: number | từ ký tự | from character
//+ column end: number | đến ký tự | to character
//+ column made: text | do ai đọc | read by
//+ column sure: yes | chắc chắn | sure
//+ column id: id | mã | id
//+ column total: number | tổng số dòng | rows in all
// One text for each row: gap, day and id, which sort as the rows do: cheaper to tell apart and to sort than three columns.
CALL () {
  MATCH (b:Assignment)
  // Each order once, told by the first of its accounts that are asked for: the smallest day and id. What has no day comes last.
  WITH b, CASE WHEN ($since IS NULL OR coalesce(b.date, b.seen) IS NULL OR coalesce(b.date, b.seen) >= $since)
                AND ($until IS NULL OR coalesce(b.date, b.seen) IS NULL OR coalesce(b.date, b.seen) <= $until)
                AND ($province IS NULL
                     OR EXISTS { MATCH (b)-[:GIVEN_TO|GIVEN_BY|SUPPORTED_BY]->(x:Body) WHERE x.province = $province }
                     OR EXISTS { MATCH (b)-[:GIVEN_TO|GIVEN_AS|SUPPORTED_BY]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province })
               THEN coalesce(b.date, b.seen, '9999-99-99') + ' ' + b.id + CASE WHEN b.kind = 'requested' THEN ' request' ELSE ' order' END ELSE null END AS first
  OPTIONAL MATCH (b)-[r:GIVEN_TO|FALLS_TO]->(x:Agent)
  WITH b.order AS order, min(first) AS first, max(b.deadline) AS last_deadline, count(CASE WHEN type(r) = 'FALLS_TO' THEN 1 ELSE null END) AS holders,
       count(CASE WHEN type(r) = 'GIVEN_TO' THEN 1 ELSE null END) AS receivers, count(CASE WHEN x:Group THEN 1 ELSE null END) AS groups
  WHERE first IS NOT NULL
  UNWIND CASE WHEN receivers = 0 THEN ['no receiver'] WHEN first ENDS WITH ' request' THEN [] WHEN receivers = groups THEN ['given to a collective']
              WHEN holders = 0 THEN ['holder not known'] ELSE [] END
         + CASE WHEN first ENDS WITH ' order' AND last_deadline IS NULL THEN ['no date'] ELSE [] END AS gap
  RETURN gap + '|' + left(first, 10) + '|' + split(first, ' ')[1] AS one
  UNION ALL
  MATCH (a:Decision)
  WHERE ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
    AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
    AND ($province IS NULL OR EXISTS { MATCH (a)-[:DECIDED_BY]->(x:Body) WHERE x.province = $province })
  OPTIONAL MATCH (a)<-[:UNDER]-(b:Assignment)-[:GIVEN_TO]->(:Agent)
  WHERE b.kind <> 'requested'
  WITH a, count(b) AS taken WHERE taken = 0
  // Each subject once: the last day of an order on it. One that is not known to be earlier may take the decision on.
  OPTIONAL MATCH (a)-[:ABOUT]->(thing)
  WITH thing, collect({id: a.id, day: coalesce(a.date, a.seen)}) AS decisions
  OPTIONAL MATCH (thing)<-[:ABOUT|UNDER]-(b:Assignment)-[:GIVEN_TO]->(:Agent)
  WHERE b.kind <> 'requested'
  WITH decisions, count(b) AS orders, max(coalesce(b.date, b.seen, '9999-99-99')) AS latest
  UNWIND decisions AS d
  WITH d.id AS id, d.day AS day, max(CASE WHEN orders > 0 AND (d.day IS NULL OR latest >= d.day) THEN 1 ELSE 0 END) AS taken WHERE taken = 0
  RETURN 'decision nobody took on|' + coalesce(day, '9999-99-99') + '|' + id AS one
  UNION ALL
  MATCH (n:Project)
  WHERE ($province IS NULL OR EXISTS { MATCH (n)-[:IN_PLACE]->(:Place)-[:WITHIN*0..2]->(x:Place) WHERE x.name = $province })
    AND EXISTS { MATCH (n)<-[:ABOUT]-(x:Decision)
                 WHERE ($since IS NULL OR coalesce(x.date, x.seen) IS NULL OR coalesce(x.date, x.seen) >= $since)
                   AND ($until IS NULL OR coalesce(x.date, x.seen) IS NULL OR coalesce(x.date, x.seen) <= $until) }
  OPTIONAL MATCH (n)<-[:ABOUT]-(b:Assignment)-[:GIVEN_TO]->(:Agent) WHERE b.kind <> 'requested'
  WITH n, count(b) AS ordered WHERE ordered = 0
  RETURN 'decided, ordered of nobody|9999-99-99|' + n.id AS one
}
WITH collect(one) AS found
// No more rows than asked for; `total` says how many there are.
WITH found, size(found) AS total
UNWIND found AS one
// Told apart and counted anew: no store may keep the whole list beside each row (one needs the first for it, one the second).
WITH DISTINCT one, total
WITH one, total, count(*) AS once ORDER BY one LIMIT toInteger(coalesce($limit, 1000000000))
WITH split(one, '|')[0] AS gap, split(one, '|')[2] AS id, total
CALL (id) {
  MATCH (n:Claim {id: id}) RETURN n
  UNION ALL
  MATCH (n:Project {id: id}) RETURN n
}
// A project is shown by the first sentence that names it.
CALL (n) {
  MATCH (n)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
  WITH q, s ORDER BY s.published, s.id, q.start
  RETURN collect(q)[0] AS q, collect(s)[0] AS s
}
WITH n, q, s, gap AS note, total
// What is shown: who, to whom, where.
CALL (n) {
  OPTIONAL MATCH (n)-[:GIVEN_BY|DECIDED_BY|REPORTED_BY|HOLDER|CHAIRED_BY]->(x:Agent)
  WITH coalesce(x.label, x.name) AS name ORDER BY name
  RETURN collect(name) AS who
}
CALL (n) {
  OPTIONAL MATCH (n)-[:GIVEN_TO|REPORTED_TO|OFFICE|HELD_BY|BECAME]->(x:Agent)
  WITH coalesce(x.label, x.name) AS name ORDER BY name
  RETURN collect(name) AS to
}
OPTIONAL MATCH (n)-[:AT_MEETING]->(m:Meeting)
WITH n, coalesce(n.order, '') AS order, q, s, who, to, m, note, total
// All accounts of the order: who tells it, and in what they differ.
CALL (order) {
  // What is no order has none. An index finds '', but the embedded engine looks at every order for null.
  MATCH (b:Assignment {order: coalesce(order, '')})-[:STATED_IN]->(:Quote)-[:IN_SOURCE]->(o:Source)
  OPTIONAL MATCH (b)-[:GIVEN_BY]->(x:Agent)
  WITH b, o, x.name AS name ORDER BY name
  WITH b, o, collect(name) AS from_whom
  OPTIONAL MATCH (b)-[:GIVEN_TO]->(x:Agent)
  WITH b, o, from_whom, x.name AS name ORDER BY name
  WITH b, o, from_whom, collect(name) AS leads
  OPTIONAL MATCH (b)-[:SUPPORTED_BY]->(x:Agent)
  WITH b, o, from_whom, leads, x.name AS name ORDER BY name
  WITH b, o, from_whom, leads, collect(name) AS helpers
  OPTIONAL MATCH (b)-[:REPORT_TO]->(x:Agent)
  WITH b, from_whom, leads, helpers, coalesce(x.name, '') AS above, coalesce(o.title, o.file, o.id) AS title ORDER BY title, b.id
  WITH count(b) AS told, collect(title) AS sources,
       [['giver', count(DISTINCT from_whom)], ['receiver', count(DISTINCT leads)], ['support', count(DISTINCT helpers)],
        ['report_to', count(DISTINCT above)], ['deadline', count(DISTINCT coalesce(b.deadline, b.deadline_text, ''))],
        ['date', count(DISTINCT coalesce(b.date, ''))], ['kind', count(DISTINCT b.kind = 'requested')]] AS kinds
  RETURN told, sources, [k IN kinds WHERE k[1] > 1 | k[0]] AS differ
}
RETURN note AS gap, coalesce(n.date, n.seen_in, n.seen) AS date, who AS who, to AS to, coalesce(n.task, n.what, n.name) AS text,
       n.deadline AS deadline, n.deadline_text AS due, m.name AS meeting, CASE WHEN n:Assignment THEN told ELSE null END AS told,
       sources AS sources, differ AS differ,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(n.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, n.sure AS sure, n.id AS id, total AS total
ORDER BY gap, date, id
