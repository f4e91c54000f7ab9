// Quyết định không ai nhận làm · Decisions nobody took on
// Quyết định nào không có việc giao cho ai theo nó, cũng không có việc nào cùng công trình, văn bản được giao về sau?
// Which decisions have no order to anybody under them, and none later on the same project or document?
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {since: null, until: null}
MATCH (a:Decision)
WHERE ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
  AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
WITH a, coalesce(a.date, a.seen) AS day
OPTIONAL MATCH (a)<-[:UNDER]-(b:Assignment)-[:GIVEN_TO]->(:Agent)
WHERE b.kind <> 'requested'
WITH a, day, count(b) AS taken WHERE taken = 0
// On the same subject: an order that is not known to be earlier. A request takes nothing on.
OPTIONAL MATCH (a)-[:ABOUT]->(thing)<-[:ABOUT|UNDER]-(b:Assignment)-[:GIVEN_TO]->(:Agent)
WHERE b.kind <> 'requested' AND (day IS NULL OR coalesce(b.date, b.seen) IS NULL OR coalesce(b.date, b.seen) >= day)
WITH a, day, count(b) AS taken WHERE taken = 0
MATCH (a)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
CALL (a) { OPTIONAL MATCH (a)-[:DECIDED_BY]->(x:Agent) WITH coalesce(x.label, x.name) AS name ORDER BY name RETURN collect(name) AS who }
CALL (a) { OPTIONAL MATCH (a)-[:ABOUT]->(x) WITH coalesce(x.label, x.name) AS name ORDER BY name RETURN collect(name) AS about }
OPTIONAL MATCH (a)-[:AT_MEETING]->(m:Meeting)
RETURN day AS date, who AS who, a.kind AS kind, a.what AS what, about AS about, m.name AS meeting,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule, s.made_by) AS made, a.sure AS sure, a.id AS id
ORDER BY date, id;
