//+ link: FOLLOWED_BY
//+ from: Assignment
//+ to: Assignment
//+ rule.vi: việc được giao tiếp: người hay nơi giao việc sau là nơi nhận chủ trì của việc trước, hay nói từ một chức vụ của nơi ấy; không phải đề nghị, không qua tập thể chung, không rõ là sớm hơn, không cùng một cuộc họp. cites: việc sau theo cùng văn bản, quyết định với việc trước; told together: một nguồn kể cả hai và chính nơi nhận giao tiếp; same subject: cùng công trình, văn bản (luật, văn bản của trung ương không tính)
//+ rule.en: given onward: who gives the second is a lead receiver of the first, or speaks from an office of it; neither a request, no collective crossed, not known to be earlier, not both in one meeting. cites: the second stands under the document or decision of the first; told together: one source tells both and the receiver itself gives; same subject: they share a project or document (laws and other documents of the country do not count)
// What the first names, read once (a law, or another document of the country, is no subject of its own: many orders name it); then each order that its receiver, or an office of the receiver, gives.
MATCH (a:Assignment)-[:GIVEN_TO]->(x:Agent)
WHERE a.id STARTS WITH 'assignment/' AND a.kind <> 'requested' AND NOT x:Group
WITH a, x, coalesce(a.date, a.seen) AS day, [(a)-[:UNDER]->(u) | u.id] AS papers, [(a)-[:ABOUT]->(u) WHERE coalesce(u.level, '') <> 'trung ương' | u.id] AS subjects,
     [(a)-[:AT_MEETING]->(u) | u.id] AS meetings
CALL (x) {
  MATCH (x)<-[:GIVEN_BY]-(b:Assignment)
  RETURN b, 1 AS itself
  UNION
  // Of an office of several seats it is not known which holder was told.
  MATCH (x)<-[:GIVEN_AS]-(b:Assignment) WHERE x.seats = 'one'
  RETURN b, 0 AS itself
  UNION
  MATCH (x)<-[:IN_BODY]-(:Role)<-[:GIVEN_AS]-(b:Assignment)
  RETURN b, 0 AS itself
}
WITH a, b, itself, day, papers, subjects, meetings
WHERE ($ids IS NULL OR a.id IN $ids OR b.id IN $ids) AND b.kind <> 'requested' AND a.order <> b.order
  AND (day IS NULL OR coalesce(b.date, b.seen) IS NULL OR coalesce(b.date, b.seen) >= day)
WITH a, b, CASE WHEN size(papers) > 0 AND any(u IN [(b)-[:UNDER]->(v) | v.id] WHERE u IN papers) THEN 1
                WHEN itself = 1 AND a.source = b.source THEN 2
                WHEN size(subjects) > 0 AND any(u IN [(b)-[:ABOUT]->(v) | v.id] WHERE u IN subjects) THEN 3
                ELSE null END AS rank, meetings
WHERE rank IS NOT NULL AND none(u IN [(b)-[:AT_MEETING]->(v) | v.id] WHERE u IN meetings)
  AND EXISTS { (b)-[:GIVEN_TO]->(:Agent) }
WITH a, b, min(rank) AS rank
MERGE (a)-[f:FOLLOWED_BY]->(b)
SET f.rule = ['cites', 'told together', 'same subject'][rank - 1]
