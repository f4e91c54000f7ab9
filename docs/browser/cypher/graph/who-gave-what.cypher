// Ai giao việc gì cho ai · Who gave what to whom
// Trong khoảng ngày này ai giao việc gì cho ai? Mỗi việc một lời kể, nhiều nhất 12 việc, sớm nhất trước.
// In this period, who gave what to whom? One account of each order, at most 12 orders, the earliest first.
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {since: "2024-05-01", until: "2024-05-31"}
MATCH (a:Assignment)
WHERE a.kind <> 'requested'
  AND ($since IS NULL OR coalesce(a.date, a.seen) >= $since)
  AND ($until IS NULL OR coalesce(a.date, a.seen) <= $until)
WITH a ORDER BY coalesce(a.date, a.seen), a.id
WITH a.order AS order, collect(a)[0] AS a
WITH a ORDER BY coalesce(a.date, a.seen), a.id LIMIT 12
OPTIONAL MATCH given = (a)-[:GIVEN_BY]->(:Agent)
OPTIONAL MATCH to = (a)-[:GIVEN_TO]->(:Agent)
RETURN a AS task, given AS given, to AS to;
