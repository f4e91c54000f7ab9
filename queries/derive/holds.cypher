//+ link: HOLDS
//+ from: Person
//+ to: Role
//+ rule.vi: một nguồn thấy người ấy giữ chức vụ ấy vào ngày của nguồn; chức vụ cũ, và nhiệm kỳ đã hết trước ngày ấy, không tính
//+ rule.en: a source sees the person in the office on its day; a former office, and a term that had ended by that day, do not count
MATCH (t:Tenure)-[:HOLDER]->(p:Person)
WHERE t.id STARTS WITH 'tenure/' AND ($ids IS NULL OR t.id IN $ids)
  AND t.former = false AND (t.until IS NULL OR t.seen IS NULL OR t.until >= t.seen)
MATCH (t)-[:OFFICE]->(r:Role)
WITH p, r, min(t.seen) AS first_seen, max(t.seen) AS last_seen
MERGE (p)-[h:HOLDS]->(r)
SET h.first_seen = first_seen, h.last_seen = last_seen, h.rule = 'seen in office'
