// Việc theo nơi nhận và tháng · Orders by receiver and month
// Mỗi nơi, mỗi tháng được giao bao nhiêu việc, được đề nghị bao nhiêu?
// How many orders, and how many requests, went to each receiver in each month? An order to two leads counts with both.
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {since: null, until: null, province: null}
MATCH (a:Assignment)-[:GIVEN_TO]->(r:Agent)
WHERE ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
  AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
  AND ($province IS NULL
       OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_BY]->(x:Body) WHERE x.province = $province }
       OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_AS]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province })
WITH r, a ORDER BY coalesce(a.date, a.seen), a.id
WITH r, a.order AS order, collect(a)[0] AS a
WITH r, left(coalesce(a.date, a.seen), 7) AS month, collect(a)[0] AS a,
     count(CASE WHEN a.kind <> 'requested' THEN 1 ELSE null END) AS orders, count(CASE WHEN a.kind = 'requested' THEN 1 ELSE null END) AS requests
MATCH (a)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
RETURN coalesce(r.label, r.name) AS receiver, month AS month, orders AS orders, requests AS requests, a.task AS first,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule, s.made_by) AS made, a.sure AS sure, a.order AS order
ORDER BY receiver, month, order;
