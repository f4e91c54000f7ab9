//+ title.vi:    Ai giao việc gì cho ai
//+ title.en:    Who gave what to whom
//+ question.vi: Trong khoảng ngày này ai giao việc gì cho ai? Mỗi việc một lời kể, nhiều nhất 12 việc, sớm nhất trước.
//+ question.en: In this period, who gave what to whom? One account of each order, at most 12 orders, the earliest first.
//+ param since: day = "2024-05-01" | từ ngày | from this day
//+ param until: day = "2024-05-31" | đến ngày | up to this day
MATCH (a:Assignment)
WHERE a.kind <> 'requested'
  AND ($since IS NULL OR coalesce(a.date, a.seen) >= $since)
  AND ($until IS NULL OR coalesce(a.date, a.seen) <= $until)
WITH a ORDER BY coalesce(a.date, a.seen), a.id
WITH a.order AS order, collect(a)[0] AS a
WITH a ORDER BY coalesce(a.date, a.seen), a.id LIMIT 12
OPTIONAL MATCH given = (a)-[:GIVEN_BY]->(:Agent)
OPTIONAL MATCH to = (a)-[:GIVEN_TO]->(:Agent)
RETURN a AS task, given AS given, to AS to
