//+ link: FALLS_TO
//+ from: Assignment
//+ to: Person
//+ rule.vi: named: nơi nhận là chính người ấy; same source: chính nguồn ấy nêu một người đang giữ chức vụ nhận việc, hay chức vụ đứng đầu cơ quan nhận việc, chức vụ ấy chỉ một ghế. Đề nghị thì không rơi vào ai.
//+ rule.en: named: the receiver is the person; same source: this source names one person who holds the receiving office, or the head office of the receiving body, an office of one seat. A request falls to nobody.
CALL () {
  MATCH (a:Assignment)-[:GIVEN_TO]->(p:Person)
  WHERE a.id STARTS WITH 'assignment/' AND a.kind <> 'requested' AND ($ids IS NULL OR a.id IN $ids)
  RETURN a, p, 'named' AS rule, null AS office
  UNION
  MATCH (a:Assignment)-[:GIVEN_TO]->(r:Role)
  WHERE a.id STARTS WITH 'assignment/' AND a.kind <> 'requested' AND ($ids IS NULL OR a.id IN $ids) AND r.seats = 'one'
  MATCH (t:Tenure)-[:OFFICE]->(r) WHERE t.source = a.source
  MATCH (t)-[:HOLDER]->(p:Person)
  WITH a, r, p, t WHERE t.former = false AND (t.until IS NULL OR coalesce(a.date, a.seen) IS NULL OR t.until >= coalesce(a.date, a.seen))
  WITH a, r, collect(DISTINCT p) AS people WHERE size(people) = 1
  RETURN a, people[0] AS p, 'same source' AS rule, r.name AS office
  UNION
  MATCH (a:Assignment)-[:GIVEN_TO]->(b:Body)
  WHERE a.id STARTS WITH 'assignment/' AND a.kind <> 'requested' AND ($ids IS NULL OR a.id IN $ids)
  MATCH (r:Role)-[:IN_BODY]->(b) WHERE r.head = true AND r.seats = 'one'
  MATCH (t:Tenure)-[:OFFICE]->(r) WHERE t.source = a.source
  MATCH (t)-[:HOLDER]->(p:Person)
  WITH a, r, p, t WHERE t.former = false AND (t.until IS NULL OR coalesce(a.date, a.seen) IS NULL OR t.until >= coalesce(a.date, a.seen))
  WITH a, r, collect(DISTINCT p) AS people WHERE size(people) = 1
  RETURN a, people[0] AS p, 'same source' AS rule, r.name AS office
}
WITH a, p, rule, office
MERGE (a)-[f:FALLS_TO]->(p)
SET f.rule = rule, f.through = office
