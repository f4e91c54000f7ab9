//+ link: HOLDS
//+ from: Person
//+ to: Role
//+ touched: people
//+ rule.vi: một nguồn thấy người ấy giữ chức vụ ấy vào ngày của nguồn; chức vụ cũ, và nhiệm kỳ đã hết trước ngày ấy, không tính
//+ rule.en: a source sees the person in the office on its day; a former office, and a term that had ended by that day, do not count
// All tenures; after a load only those of the people that it touched.
CALL () {
  UNWIND CASE WHEN $ids IS NULL THEN [true] ELSE [] END AS every
  MATCH (t:Tenure)
  RETURN t
  UNION ALL
  UNWIND coalesce($ids, []) AS id
  MATCH (t:Tenure {id: id})
  RETURN t
}
MATCH (t)-[:HOLDER]->(p:Person)
WHERE t.id STARTS WITH 'tenure/'
  AND t.former = false AND (t.until IS NULL OR t.seen IS NULL OR t.until >= t.seen)
MATCH (t)-[:OFFICE]->(r:Role)
WITH p, r, min(t.seen) AS first_seen, max(t.seen) AS last_seen
MERGE (p)-[h:HOLDS]->(r)
SET h.first_seen = first_seen, h.last_seen = last_seen, h.rule = 'seen in office'
