// Chỗ còn trống · Gaps
// Việc nào không rõ giao cho ai, không có hạn, không biết ai giữ chức vụ nhận việc; quyết định nào không ai nhận; công trình nào có quyết định mà không giao ai?
// Which orders have no receiver, no date, no known holder; which decisions did nobody take on; which projects were decided and ordered of nobody?
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {since: null, until: null, province: null}
CALL () {
  MATCH (a:Assignment)
  WHERE ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
    AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
    AND ($province IS NULL
         OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_BY|SUPPORTED_BY]->(x:Body) WHERE x.province = $province }
         OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_AS|SUPPORTED_BY]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province })
  WITH a ORDER BY coalesce(a.date, a.seen), a.id
  WITH a.order AS order, collect(a)[0] AS n
  CALL (order) {
    MATCH (b:Assignment {order: order})
    OPTIONAL MATCH (b)-[:GIVEN_TO]->(x:Agent)
    OPTIONAL MATCH (b)-[:FALLS_TO]->(y:Person)
    RETURN count(x) AS receivers, count(CASE WHEN x:Group THEN 1 ELSE null END) AS groups, count(y) AS holders, max(b.deadline) AS last_deadline
  }
  WITH n, [g IN [['no receiver', receivers = 0],
                 ['no date', receivers > 0 AND n.kind <> 'requested' AND last_deadline IS NULL],
                 ['given to a collective', receivers > 0 AND n.kind <> 'requested' AND receivers = groups],
                 ['holder not known', receivers > groups AND n.kind <> 'requested' AND holders = 0]] WHERE g[1] | g[0]] AS found
  UNWIND found AS gap
  RETURN n, gap
  UNION
  MATCH (a:Decision)
  WHERE ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
    AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
    AND ($province IS NULL OR EXISTS { MATCH (a)-[:DECIDED_BY]->(x:Body) WHERE x.province = $province })
  OPTIONAL MATCH (a)<-[:UNDER]-(b:Assignment)-[:GIVEN_TO]->(:Agent)
  WHERE b.kind <> 'requested'
  WITH a, count(b) AS taken WHERE taken = 0
  OPTIONAL MATCH (a)-[:ABOUT]->()<-[:ABOUT|UNDER]-(b:Assignment)-[:GIVEN_TO]->(:Agent)
  WHERE b.kind <> 'requested' AND (coalesce(a.date, a.seen) IS NULL OR coalesce(b.date, b.seen) IS NULL
                                   OR coalesce(b.date, b.seen) >= coalesce(a.date, a.seen))
  WITH a, count(b) AS taken WHERE taken = 0
  RETURN a AS n, 'decision nobody took on' AS gap
  UNION
  MATCH (n:Project)
  WHERE ($province IS NULL OR EXISTS { MATCH (n)-[:IN_PLACE]->(:Place)-[:WITHIN*0..2]->(x:Place) WHERE x.name = $province })
    AND EXISTS { MATCH (n)<-[:ABOUT]-(x:Decision)
                 WHERE ($since IS NULL OR coalesce(x.date, x.seen) IS NULL OR coalesce(x.date, x.seen) >= $since)
                   AND ($until IS NULL OR coalesce(x.date, x.seen) IS NULL OR coalesce(x.date, x.seen) <= $until) }
  OPTIONAL MATCH (n)<-[:ABOUT]-(b:Assignment)-[:GIVEN_TO]->(:Agent) WHERE b.kind <> 'requested'
  WITH n, count(b) AS ordered WHERE ordered = 0
  RETURN n, 'decided, ordered of nobody' AS gap
}
// A project is shown by the first sentence that names it.
CALL (n) {
  MATCH (n)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
  WITH q, s ORDER BY s.published, s.id, q.start
  RETURN collect(q)[0] AS q, collect(s)[0] AS s
}
WITH n, q, s, gap AS note
// What is shown: who, to whom, where.
CALL (n) {
  OPTIONAL MATCH (n)-[:GIVEN_BY|DECIDED_BY|REPORTED_BY|HOLDER|CHAIRED_BY]->(x:Agent)
  WITH coalesce(x.label, x.name) AS name ORDER BY name
  RETURN collect(name) AS who
}
CALL (n) {
  OPTIONAL MATCH (n)-[:GIVEN_TO|REPORTED_TO|OFFICE|HELD_BY]->(x:Agent)
  WITH coalesce(x.label, x.name) AS name ORDER BY name
  RETURN collect(name) AS to
}
OPTIONAL MATCH (n)-[:AT_MEETING]->(m:Meeting)
WITH n, coalesce(n.order, '') AS order, q, s, who, to, m, note
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
RETURN note AS gap, coalesce(n.date, n.seen) AS date, who AS who, to AS to, coalesce(n.task, n.what, n.name) AS text,
       n.deadline AS deadline, n.deadline_text AS due, m.name AS meeting, CASE WHEN n:Assignment THEN told ELSE null END AS told,
       sources AS sources, differ AS differ,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(n.rule, s.made_by) AS made, n.sure AS sure, n.id AS id
ORDER BY gap, date, id;
