// Một người · One person
// Người này giữ chức vụ gì, chủ trì, dự họp nào, giao, nhận, quyết định, báo cáo gì?
// Which offices does this person hold, which meetings did they chair or attend, what did they give, receive, decide, report?
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {person: "Tạ Hữu Thịnh", since: null, until: null}
MATCH (one:Person) WHERE one.label = $person
CALL (one) {
  MATCH (one)<-[:HOLDER]-(n:Tenure)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
  RETURN n, q, s, null AS note, null AS rule
  UNION
  // Each source once for a meeting; who chaired it is not told again as having been there.
  MATCH (one)<-[r:CHAIRED_BY|ATTENDED_BY]-(n:Meeting)
  MATCH (one)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
  WHERE s.id IN r.sources
  WITH n, q, s, type(r) AS part ORDER BY q.start
  WITH n, s, collect(q)[0] AS q, max(part) AS part
  RETURN n, q, s, CASE part WHEN 'CHAIRED_BY' THEN 'chaired' ELSE 'attended' END AS note, null AS rule
  UNION
  // What is theirs to do: named as receiver, or holder of the receiving office that day. One row for each order and part.
  MATCH (one)<-[f:GIVEN_BY|GIVEN_TO|SUPPORTED_BY|FALLS_TO|DECIDED_BY|REPORTED_BY]-(c:Claim)
  WITH c, CASE type(f) WHEN 'GIVEN_TO' THEN 'received' WHEN 'SUPPORTED_BY' THEN 'supports' WHEN 'FALLS_TO' THEN 'falls to'
                       WHEN 'GIVEN_BY' THEN 'gave' WHEN 'DECIDED_BY' THEN 'decided' ELSE 'reported' END AS note,
       CASE WHEN type(f) = 'FALLS_TO' THEN f.rule ELSE null END AS rule
  ORDER BY coalesce(c.date, c.seen), c.id
  WITH coalesce(c.order, c.id) AS claim, note, collect(c)[0] AS n, collect(rule)[0] AS rule
  MATCH (n)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
  RETURN n, q, s, note, rule
}
WITH n, q, s, note, rule
WHERE ($since IS NULL OR coalesce(n.date, n.seen) IS NULL OR coalesce(n.date, n.seen) >= $since)
  AND ($until IS NULL OR coalesce(n.date, n.seen) IS NULL OR coalesce(n.date, n.seen) <= $until)
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
WITH n, coalesce(n.order, '') AS order, q, s, who, to, m, note, rule
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
RETURN coalesce(n.date, n.seen_in, n.seen) AS date,
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
            ELSE coalesce(note, 'person') END AS row,
       CASE WHEN n:Person THEN [n.label] ELSE who END AS who, to AS to,
       coalesce(n.task, n.what, n.name) AS text, n.deadline AS deadline, n.deadline_text AS due,
       m.name AS meeting, CASE WHEN n:Assignment THEN told ELSE null END AS told, sources AS sources,
       differ + coalesce(n.disputed, []) AS differ, rule AS rule,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(n.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, n.sure AS sure, n.id AS id
ORDER BY date, row, id, source;
