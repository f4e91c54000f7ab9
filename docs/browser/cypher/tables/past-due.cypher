// Quá hạn mà không thấy trả lời · Past due, no answer found
// Đến ngày này, việc nào đã quá hạn mà không thấy trả lời, lúc giao ai giữ chức vụ nhận việc?
// On this day, which orders are past due with no answer found in what is loaded, and who held the receiving office? It does not mean that they were not done.
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {day: null, since: null, until: null, receiver: null, giver: null, project: null, province: null}
// The last day that the sources cover: nothing is known of what came after it.
CALL () { MATCH (x:Source) RETURN max(left(x.published, 10)) AS published }
CALL () { MATCH (x:Meeting) RETURN max(x.date) AS met }
WITH CASE WHEN published IS NULL OR met > published THEN met ELSE published END AS covered, coalesce($day, toString(date())) AS today
MATCH (a:Assignment)
WHERE (coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= today)
  AND ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
  AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
  AND ($receiver IS NULL OR EXISTS { MATCH (a)-[:GIVEN_TO]->(:Agent)-[:BECAME*0..3]->(x:Agent) WHERE x.label = $receiver })
  AND ($giver IS NULL OR EXISTS { MATCH (a)-[:GIVEN_BY]->(:Agent)-[:BECAME*0..3]->(x:Agent) WHERE x.label = $giver })
  AND ($project IS NULL OR EXISTS { MATCH (a)-[:ABOUT]->(x:Project) WHERE x.label = $project })
  AND ($province IS NULL
       OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_BY|SUPPORTED_BY]->(x:Body) WHERE x.province = $province }
       OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_AS|SUPPORTED_BY]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province })
WITH today, covered, a ORDER BY coalesce(a.date, a.seen), a.id
WITH today, covered, a.order AS order, collect(a)[0] AS a
// Where accounts differ, the last deadline that a source gives counts. An answer counts from its own day.
CALL (order, today) {
  MATCH (b:Assignment {order: order})
  OPTIONAL MATCH (b)<-[f:ANSWERS]-(x:Report)-[:STATED_IN]->(y:Quote)-[:IN_SOURCE]->(z:Source)
  WHERE coalesce(x.date, x.seen) IS NULL OR coalesce(x.date, x.seen) <= today
  WITH b, f, x, y, z ORDER BY coalesce(x.date, x.seen), x.id
  RETURN max(b.deadline) AS last_deadline,
         collect(CASE WHEN x IS NULL THEN null
                      ELSE {day: coalesce(x.date, x.seen), rule: f.rule, words: y.text, title: coalesce(z.title, z.file)} END)[0] AS answer
}
WITH today, covered, order, a, last_deadline, answer
WHERE answer IS NULL AND last_deadline < today AND a.kind <> 'requested' AND EXISTS { (a)-[:GIVEN_TO]->(:Agent) }
// The account that is shown: its sentence, and whom it names.
MATCH (a)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
CALL (a) { OPTIONAL MATCH (a)-[:GIVEN_BY]->(x:Agent) WITH coalesce(x.label, x.name) AS name ORDER BY name RETURN collect(name) AS givers }
CALL (a) { OPTIONAL MATCH (a)-[:GIVEN_AS]->(x:Role) WITH x.name AS name ORDER BY name RETURN collect(name) AS office }
CALL (a) { OPTIONAL MATCH (a)-[:GIVEN_TO]->(x:Agent) WITH coalesce(x.label, x.name) AS name ORDER BY name RETURN collect(name) AS receivers }
CALL (a) { OPTIONAL MATCH (a)-[:SUPPORTED_BY]->(x:Agent) WITH coalesce(x.label, x.name) AS name ORDER BY name RETURN collect(name) AS support }
OPTIONAL MATCH (a)-[:REPORT_TO]->(t:Agent)
OPTIONAL MATCH (a)-[:AT_MEETING]->(m:Meeting)
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
CALL (order) {
  // What is no order has none. An index finds '', but the embedded engine looks at every order for null.
  MATCH (b:Assignment {order: coalesce(order, '')})-[f:FALLS_TO]->(x:Person)
  WITH DISTINCT x.label AS name, f.rule AS rule ORDER BY name, rule
  RETURN collect(name) AS holders, collect(rule) AS holder_rules
}
CALL (a, today) {
  OPTIONAL MATCH (a)-[:ABOUT]->()<-[:ABOUT]-(x:Report)-[:STATED_IN]->(y:Quote)
  WHERE coalesce(x.date, x.seen) >= coalesce(a.date, a.seen) AND coalesce(x.date, x.seen) <= today
    AND NOT EXISTS { (a)-[:AT_MEETING]->(:Meeting)<-[:AT_MEETING]-(x) }
  WITH DISTINCT coalesce(x.date, x.seen) AS day, y.text AS words ORDER BY day, words
  RETURN collect(words) AS leads
}
RETURN last_deadline AS last_deadline, holders AS holders, holder_rules AS holder_rules, leads AS leads, covered AS covered,
       coalesce(a.date, a.seen) AS date, givers AS givers, office AS office,
       a.kind + CASE WHEN size(receivers) = 0 THEN ', no receiver' ELSE '' END AS kind,
       receivers AS receivers, support AS support, a.task AS task, a.deadline AS deadline, a.deadline_text AS due,
       coalesce(t.label, t.name) AS report_to, m.name AS meeting, told AS told, sources AS sources, differ AS differ,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule, s.made_by) AS made, a.sure AS sure, order AS order
ORDER BY last_deadline, date, order;
