//+ link: FOLLOWED_BY
//+ from: Assignment
//+ to: Assignment
//+ touched: claims
//+ rule.vi: việc được giao tiếp: người hay nơi giao việc sau là nơi nhận chủ trì của việc trước, hay nói từ một chức vụ của nơi ấy; không phải đề nghị, không qua tập thể chung, không rõ là sớm hơn, không cùng một cuộc họp. cites: việc sau theo cùng văn bản, quyết định với việc trước; told together: một nguồn kể cả hai và chính nơi nhận giao tiếp; same subject: cùng công trình, văn bản (luật, văn bản của trung ương không tính)
//+ rule.en: given onward: who gives the second is a lead receiver of the first, or speaks from an office of it; neither a request, no collective crossed, not known to be earlier, not both in one meeting. cites: the second stands under the document or decision of the first; told together: one source tells both and the receiver itself gives; same subject: they share a project or document (laws and other documents of the country do not count)
// An order, and each that its receiver, or an office of the receiver, gives.
CALL () {
  CALL () {
    UNWIND CASE WHEN $ids IS NULL THEN [true] ELSE [] END AS every
    MATCH (a:Assignment)
    RETURN a
    UNION ALL
    UNWIND coalesce($ids, []) AS id
    MATCH (a:Assignment {id: id})
    RETURN a
  }
  MATCH (a)-[:GIVEN_TO]->(x:Agent)
  WHERE a.kind <> 'requested' AND NOT x:Group
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
  RETURN a, b, itself
  UNION
  // The same from the second, where a load touched it.
  UNWIND coalesce($ids, []) AS id
  MATCH (b:Assignment {id: id})-[:GIVEN_BY]->(x:Agent)<-[:GIVEN_TO]-(a:Assignment)
  WHERE NOT x:Group
  RETURN a, b, 1 AS itself
  UNION
  UNWIND coalesce($ids, []) AS id
  MATCH (b:Assignment {id: id})-[:GIVEN_AS]->(x:Role)<-[:GIVEN_TO]-(a:Assignment)
  WHERE x.seats = 'one'
  RETURN a, b, 0 AS itself
  UNION
  UNWIND coalesce($ids, []) AS id
  MATCH (b:Assignment {id: id})-[:GIVEN_AS]->(:Role)-[:IN_BODY]->(x:Body)<-[:GIVEN_TO]-(a:Assignment)
  RETURN a, b, 0 AS itself
}
WITH a, b, itself
WHERE a.id STARTS WITH 'assignment/' AND a.kind <> 'requested' AND b.kind <> 'requested' AND a.order <> b.order
  AND (coalesce(a.date, a.seen) IS NULL OR coalesce(b.date, b.seen) IS NULL OR coalesce(b.date, b.seen) >= coalesce(a.date, a.seen))
// What the first names, read once. A law, or another document of the country, is no subject: many orders name it.
WITH a, collect({b: b, itself: itself}) AS others
WITH a, others, [(a)-[:UNDER]->(u) | u.id] AS papers, [(a)-[:AT_MEETING]->(u) | u.id] AS meetings,
     [(a)-[:ABOUT]->(u) WHERE coalesce(u.level, '') <> 'trung ương' | u.id] AS subjects
UNWIND others AS other
WITH a, other.b AS b, other.itself AS itself, papers, meetings, subjects
WITH a, b, CASE WHEN size(papers) > 0 AND any(u IN [(b)-[:UNDER]->(v) | v.id] WHERE u IN papers) THEN 1
                WHEN itself = 1 AND a.source = b.source THEN 2
                WHEN size(subjects) > 0 AND any(u IN [(b)-[:ABOUT]->(v) | v.id] WHERE u IN subjects) THEN 3
                ELSE null END AS rank, meetings
WHERE rank IS NOT NULL AND none(u IN [(b)-[:AT_MEETING]->(v) | v.id] WHERE u IN meetings)
  AND EXISTS { (b)-[:GIVEN_TO]->(:Agent) }
WITH a, b, min(rank) AS rank
MERGE (a)-[f:FOLLOWED_BY]->(b)
SET f.rule = ['cites', 'told together', 'same subject'][rank - 1]
