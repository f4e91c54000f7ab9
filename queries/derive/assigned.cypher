//+ link: ASSIGNED
//+ from: Agent
//+ to: Agent
//+ rule.vi: ai giao hay yêu cầu, và nơi nhận chủ trì, mỗi việc một liên kết; chỉ để vẽ
//+ rule.en: who ordered, and a lead receiver, one link for each order; for pictures
MATCH (a:Assignment)-[:GIVEN_BY]->(giver:Agent)
WHERE a.id STARTS WITH 'assignment/' AND a.kind <> 'requested' AND ($ids IS NULL OR a.id IN $ids)
MATCH (a)-[:GIVEN_TO]->(receiver:Agent)
WITH giver, receiver, a ORDER BY coalesce(a.date, a.seen), a.id
WITH giver, receiver, a.order AS order, collect(a.task)[0] AS task,
     min(coalesce(a.date, a.seen)) AS date, count(DISTINCT a.source) AS told
MERGE (giver)-[l:ASSIGNED {order: order}]->(receiver)
SET l.task = task, l.date = date, l.told = told, l.rule = 'order'
