//+ link: ASKED
//+ from: Agent
//+ to: Agent
//+ rule.vi: ai đề nghị, và nơi được đề nghị, mỗi lời đề nghị một liên kết; chỉ để vẽ
//+ rule.en: who asked, and who was asked, one link for each request; for pictures
MATCH (a:Assignment)-[:GIVEN_BY]->(giver:Agent)
WHERE a.id STARTS WITH 'assignment/' AND a.kind = 'requested' AND ($ids IS NULL OR a.id IN $ids)
MATCH (a)-[:GIVEN_TO]->(receiver:Agent)
WITH giver, receiver, a ORDER BY coalesce(a.date, a.seen), a.id
WITH giver, receiver, a.order AS order, collect(a.task)[0] AS task,
     min(coalesce(a.date, a.seen)) AS date, count(DISTINCT a.source) AS told
MERGE (giver)-[l:ASKED {order: order}]->(receiver)
SET l.task = task, l.date = date, l.told = told, l.rule = 'request'
