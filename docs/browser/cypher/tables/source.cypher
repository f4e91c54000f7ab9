// Một nguồn nói những gì · All that one source says
// Nguồn này nói gì: cuộc họp, người, chức vụ, quyết định, việc giao, báo cáo?
// What does this source say: meetings, people, offices, decisions, orders, reports?
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {source: "source/cfdb47afadef"}
MATCH (s:Source {id: $source})
MATCH (s)<-[:IN_SOURCE]-(q:Quote)<-[:STATED_IN]-(n)
WITH n, q, s, null AS note
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
RETURN CASE WHEN n:Body THEN n.until ELSE coalesce(n.date, n.seen_in, n.seen) END AS date,
       CASE WHEN n:Claim THEN coalesce(note + ': ', '') ELSE '' END +
         CASE WHEN n:Assignment AND size(to) = 0 AND n.kind = 'requested' THEN 'request, no receiver'
            WHEN n:Assignment AND size(to) = 0 THEN 'order, no receiver'
            WHEN n:Assignment AND n.kind = 'requested' THEN 'request'
            WHEN n:Assignment THEN 'order'
            WHEN n:Decision THEN 'decision'
            WHEN n:Report AND n.kind = 'finding' THEN 'finding'
            WHEN n:Report THEN 'report'
            WHEN n:Tenure AND n.former THEN 'former office'
            WHEN n:Tenure THEN 'office'
            WHEN n:Project THEN 'project'
            WHEN n:Document THEN 'document'
            WHEN n:Meeting THEN coalesce(note, 'meeting')
            WHEN n:Body AND size(to) > 0 THEN 'became'
            WHEN n:Body THEN 'body'
            ELSE coalesce(note, 'person') END AS row,
       CASE WHEN n:Person OR n:Body THEN [n.label] ELSE who END AS who, to AS to,
       coalesce(n.task, n.what, n.name) AS text, n.deadline AS deadline, n.deadline_text AS due,
       m.name AS meeting, CASE WHEN n:Assignment THEN told ELSE null END AS told, sources AS sources,
       differ + coalesce(n.disputed, []) AS differ,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(n.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, n.sure AS sure, n.id AS id
ORDER BY start, row, id;
