// Một việc được giao, kể đủ · One order in full
// Việc này ai giao cho ai, từng nguồn kể thế nào, lúc đó ai giữ chức vụ nhận việc?
// Who gave this order to whom, how does each source tell it, and who held the receiving office that day?
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {order: "assignment/7e38485548dc"}
MATCH (one:Assignment {id: $order})
WITH one.order AS order
MATCH (a:Assignment {order: order})
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
OPTIONAL MATCH (a)-[:UNDER]->(u)
CALL (a) { OPTIONAL MATCH (a)-[:ABOUT]->(x) WITH coalesce(x.label, x.name) AS name ORDER BY name RETURN collect(name) AS about }
CALL (a) {
  OPTIONAL MATCH (a)-[f:FALLS_TO]->(x:Person)
  WITH x.label AS name, f.rule AS rule, coalesce(f.through, '') AS through ORDER BY name
  RETURN collect(name) AS holders, collect(rule) AS holder_rules, [o IN collect(through) WHERE o <> '' | o] AS holder_offices
}
CALL (a) {
  OPTIONAL MATCH (a)-[f:FALLS_TO]->(:Person)<-[:HOLDER]-(h:Tenure)-[:OFFICE]->(r:Role)
  WHERE r.name = f.through AND (f.rule <> 'same source' OR h.source = a.source)
  OPTIONAL MATCH (h)-[:STATED_IN]->(x:Quote)
  WITH DISTINCT h.seen AS day, x.text AS words ORDER BY day, words
  RETURN collect(words) AS holder_quotes
}
RETURN a.date AS date, coalesce(a.seen_in, a.seen) AS seen, givers AS givers, office AS office,
       a.kind + CASE WHEN size(receivers) = 0 THEN ', no receiver' ELSE '' END AS kind,
       receivers AS receivers, support AS support, a.task AS task, about AS about, a.deadline AS deadline, a.deadline_text AS due,
       coalesce(t.label, t.name) AS report_to, coalesce(u.name, u.what) AS under, m.name AS meeting,
       holders AS holders, holder_rules AS holder_rules, holder_offices AS holder_offices, holder_quotes AS holder_quotes,
       told AS told, sources AS sources, differ AS differ,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, a.sure AS sure, s.publisher AS publisher, s.published AS published, s.url AS url,
       order AS order, a.id AS account
ORDER BY s.published, account;
