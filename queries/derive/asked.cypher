//+ link: ASKED
//+ from: Agent
//+ to: Agent
//+ touched: orders
//+ rule.vi: ai đề nghị, và nơi được đề nghị, mỗi lời đề nghị một liên kết; chỉ để vẽ
//+ rule.en: who asked, and who was asked, one link for each request; for pictures
// All accounts; after a load only those that it touched, with the other accounts of their orders.
CALL () {
  UNWIND CASE WHEN $ids IS NULL THEN [true] ELSE [] END AS every
  MATCH (a:Assignment)
  RETURN a
  UNION ALL
  UNWIND coalesce($ids, []) AS id
  MATCH (a:Assignment {id: id})
  RETURN a
}
MATCH (a)-[:GIVEN_BY]->(giver:Agent)
WHERE a.id STARTS WITH 'assignment/' AND a.kind = 'requested'
MATCH (a)-[:GIVEN_TO]->(receiver:Agent)
WITH giver, receiver, a ORDER BY coalesce(a.date, a.seen), a.id
WITH giver, receiver, a.order AS order, collect(a.task)[0] AS task,
     min(coalesce(a.date, a.seen)) AS date, count(DISTINCT a.source) AS told
MERGE (giver)-[l:ASKED {order: order}]->(receiver)
SET l.task = task, l.date = date, l.told = told, l.rule = 'request'
