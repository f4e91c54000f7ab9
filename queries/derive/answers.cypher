//+ link: ANSWERS
//+ from: Report
//+ to: Assignment
//+ rule.vi: stated: nguồn nói báo cáo ấy về việc đã giao; receiver reports: nơi nhận việc, hay ai nói từ một chức vụ của nơi ấy, báo cáo về cùng công trình, văn bản (luật, văn bản của trung ương không tính), vào ngày không sớm hơn ngày giao, không ở chính cuộc họp giao việc
//+ rule.en: stated: the source says that the report is on that order; receiver reports: a receiver, or somebody who speaks from an office of it, reports on the same project or document (laws and other documents of the country do not count), on a day that is not earlier than the order's, and not in the very meeting where it was given
CALL () {
  MATCH (r:Report)-[:REPORTS_ON]->(a:Assignment)
  WHERE r.id STARTS WITH 'report/' AND ($ids IS NULL OR a.id IN $ids OR r.id IN $ids)
  RETURN r, a, 1 AS rank
  UNION
  // A law, or another document of the country, is no subject of its own: many orders name it.
  // A day that is not known is not later than any other, so such an order or report has no answer by this rule.
  MATCH (r:Report)-[:ABOUT]->(u)<-[:ABOUT]-(a:Assignment)-[:GIVEN_TO]->(x:Agent)
  WHERE coalesce(u.level, '') <> 'trung ương' AND r.id STARTS WITH 'report/' AND ($ids IS NULL OR a.id IN $ids OR r.id IN $ids)
    AND coalesce(r.date, r.seen) >= coalesce(a.date, a.seen)
    AND NOT EXISTS { (a)-[:AT_MEETING]->(:Meeting)<-[:AT_MEETING]-(r) }
    AND NOT x:Group
    AND (EXISTS { (r)-[:REPORTED_BY]->(x) } OR EXISTS { (r)-[:REPORTED_AS]->(x) } OR EXISTS { (r)-[:REPORTED_AS]->(:Role)-[:IN_BODY]->(x) })
  RETURN r, a, 2 AS rank
}
WITH r, a, min(rank) AS rank
MERGE (r)-[f:ANSWERS]->(a)
SET f.rule = ['stated', 'receiver reports'][rank - 1]
