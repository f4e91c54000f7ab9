//+ link: FOLLOWED_BY
//+ from: Assignment
//+ to: Assignment
//+ rule.vi: việc được giao tiếp: người hay nơi giao việc sau là nơi nhận chủ trì của việc trước, hay nói từ một chức vụ của nơi ấy; không phải đề nghị, không qua tập thể chung, không rõ là sớm hơn, không cùng một cuộc họp. cites: việc sau theo cùng văn bản, quyết định với việc trước; told together: một nguồn kể cả hai và chính nơi nhận giao tiếp; same subject: cùng công trình, văn bản
//+ rule.en: given onward: who gives the second is a lead receiver of the first, or speaks from an office of it; neither a request, no collective crossed, not known to be earlier, not both in one meeting. cites: the second stands under the document or decision of the first; told together: one source tells both and the receiver itself gives; same subject: they share a project or document
CALL () {
  MATCH (a:Assignment)-[:UNDER]->()<-[:UNDER]-(b:Assignment)
  WHERE a.id STARTS WITH 'assignment/' AND ($ids IS NULL OR a.id IN $ids OR b.id IN $ids) AND a.order <> b.order
  RETURN a, b, 1 AS rank
  UNION
  MATCH (a:Assignment)-[:GIVEN_TO]->(x:Agent)<-[:GIVEN_BY]-(b:Assignment)
  WHERE a.id STARTS WITH 'assignment/' AND ($ids IS NULL OR a.id IN $ids OR b.id IN $ids) AND a.order <> b.order AND a.source = b.source
  RETURN a, b, 2 AS rank
  UNION
  MATCH (a:Assignment)-[:ABOUT]->()<-[:ABOUT]-(b:Assignment)
  WHERE a.id STARTS WITH 'assignment/' AND ($ids IS NULL OR a.id IN $ids OR b.id IN $ids) AND a.order <> b.order
  RETURN a, b, 3 AS rank
}
WITH a, b, min(rank) AS rank
WHERE a.kind <> 'requested' AND b.kind <> 'requested'
  AND (coalesce(a.date, a.seen) IS NULL OR coalesce(b.date, b.seen) IS NULL OR coalesce(b.date, b.seen) >= coalesce(a.date, a.seen))
  AND EXISTS { (b)-[:GIVEN_TO]->(:Agent) }
  AND NOT EXISTS { (a)-[:AT_MEETING]->(:Meeting)<-[:AT_MEETING]-(b) }
MATCH (a)-[:GIVEN_TO]->(x:Agent)
WHERE NOT x:Group
  AND (EXISTS { (b)-[:GIVEN_BY]->(x) } OR EXISTS { (b)-[:GIVEN_AS]->(x) } OR EXISTS { (b)-[:GIVEN_AS]->(:Role)-[:IN_BODY]->(x) })
WITH DISTINCT a, b, rank
MERGE (a)-[f:FOLLOWED_BY]->(b)
SET f.rule = ['cites', 'told together', 'same subject'][rank - 1]
