//+ param since: day = "2024-01-01" | từ ngày | from this day
MATCH (a:Assignment)-[:GIVEN_BY]->(giver)
WHERE coalesce(a.date, a.seen) >= $since
RETURN giver.name AS giver, count(DISTINCT a.order) AS orders, max(coalesce(a.date, a.seen)) AS last
ORDER BY orders DESC, giver
