// Một công trình: việc giao và quyết định · A project: its orders and decisions
// Về công trình này ai quyết định gì, ai giao việc gì cho ai? Mỗi việc một lời kể, nhiều nhất 12 việc và quyết định, sớm nhất trước.
// On this project, who decided what, who gave what to whom? One account of each order, at most 12 orders and decisions, the earliest first.
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {project: "Dự án cầu Bến Trạm"}
MATCH (x:Project {label: $project})<-[:ABOUT]-(c:Claim)
WHERE c:Decision OR (c:Assignment AND c.kind <> 'requested')
WITH x, c ORDER BY coalesce(c.date, c.seen), c.id
WITH x, coalesce(c.order, c.id) AS one, collect(c)[0] AS c
WITH x, c ORDER BY coalesce(c.date, c.seen), c.id LIMIT 12
CALL (x, c) {
  MATCH path = (c)-[:ABOUT]->(x)
  RETURN path
  UNION
  MATCH path = (c)-[:GIVEN_BY|GIVEN_TO|DECIDED_BY]->(:Agent)
  RETURN path
}
RETURN path AS path;
