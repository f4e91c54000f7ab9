// Mọi việc được giao · All orders
// Ai giao việc gì cho ai, hạn đến khi nào?
// Who gave what task to whom, and by when? Requests and orders without receiver are told apart by their kind.
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {since: null, until: null, province: null, limit: null}
MATCH (a:Assignment)
WHERE ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
  AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
  AND ($province IS NULL
       OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_BY|SUPPORTED_BY]->(x:Body) WHERE x.province = $province }
       OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_AS|SUPPORTED_BY]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province })
// Each order once, told by the first of its accounts that are asked for: the smallest day and id. What has no day comes last.
WITH a.order AS order, min(coalesce(a.date, a.seen, '9999-99-99') + ' ' + a.id) AS first
// One text for each, which sorts as its rows do: cheaper to tell apart and to sort than many columns.
WITH collect(left(first, 10) + ' ' + order + ' ' + split(first, ' ')[1]) AS found
// No more rows than asked for; `total` says how many there are.
WITH found, size(found) AS total
UNWIND found AS one
// Told apart and counted anew: no store may keep the whole list beside each row (one needs the first for it, one the second).
WITH DISTINCT one, total
WITH one, total, count(*) AS once ORDER BY one LIMIT toInteger(coalesce($limit, 1000000000))
WITH split(one, ' ')[1] AS order, split(one, ' ')[2] AS id, total
MATCH (a:Assignment {id: id})
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
RETURN coalesce(a.date, a.seen_in, a.seen) AS date, givers AS givers, office AS office,
       a.kind + CASE WHEN size(receivers) = 0 THEN ', no receiver' ELSE '' END AS kind,
       receivers AS receivers, support AS support, a.task AS task, a.deadline AS deadline, a.deadline_text AS due,
       coalesce(t.label, t.name) AS report_to, m.name AS meeting, told AS told, sources AS sources, differ AS differ,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, a.sure AS sure, order AS order, total AS total
ORDER BY date, order;
