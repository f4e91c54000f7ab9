//+ link: ANSWERS
//+ from: Report
//+ to: Assignment
//+ touched: claims
//+ rule.vi: stated: nguồn nói báo cáo ấy về việc đã giao; receiver reports: nơi nhận việc, hay ai nói từ một chức vụ của nơi ấy, báo cáo về cùng công trình, văn bản (luật, văn bản của trung ương không tính), vào ngày không sớm hơn ngày giao, không ở chính cuộc họp giao việc
//+ rule.en: stated: the source says that the report is on that order; receiver reports: a receiver, or somebody who speaks from an office of it, reports on the same project or document (laws and other documents of the country do not count), on a day that is not earlier than the order's, and not in the very meeting where it was given
CALL () {
  MATCH (r:Report)-[:REPORTS_ON]->(a:Assignment)
  WHERE $ids IS NULL AND r.id STARTS WITH 'report/'
  RETURN r, a, 1 AS rank
  UNION
  UNWIND coalesce($ids, []) AS id
  MATCH (r:Report {id: id})-[:REPORTS_ON]->(a:Assignment)
  RETURN r, a, 1 AS rank
  UNION
  UNWIND coalesce($ids, []) AS id
  MATCH (a:Assignment {id: id})<-[:REPORTS_ON]-(r:Report)
  WHERE r.id STARTS WITH 'report/'
  RETURN r, a, 1 AS rank
  UNION
  // Reports and orders on one subject. A law, or another document of the country, is none: many orders name it.
  CALL () {
    MATCH (r:Report)-[:ABOUT]->(u)<-[:ABOUT]-(a:Assignment)
    WHERE $ids IS NULL AND r.id STARTS WITH 'report/' AND coalesce(u.level, '') <> 'trung ương'
    RETURN r, a
    UNION ALL
    UNWIND coalesce($ids, []) AS id
    MATCH (r:Report {id: id})-[:ABOUT]->(u)<-[:ABOUT]-(a:Assignment)
    WHERE coalesce(u.level, '') <> 'trung ương'
    RETURN r, a
    UNION ALL
    UNWIND coalesce($ids, []) AS id
    MATCH (a:Assignment {id: id})-[:ABOUT]->(u)<-[:ABOUT]-(r:Report)
    WHERE r.id STARTS WITH 'report/' AND coalesce(u.level, '') <> 'trung ương'
    RETURN r, a
  }
  // A day that is not known is not later than any other, so such an order or report has no answer by this rule.
  MATCH (a)-[:GIVEN_TO]->(x:Agent)
  WHERE coalesce(r.date, r.seen) >= coalesce(a.date, a.seen)
    AND NOT EXISTS { (a)-[:AT_MEETING]->(:Meeting)<-[:AT_MEETING]-(r) }
    AND NOT x:Group
    AND (EXISTS { (r)-[:REPORTED_BY]->(x) } OR EXISTS { (r)-[:REPORTED_AS]->(x) } OR EXISTS { (r)-[:REPORTED_AS]->(:Role)-[:IN_BODY]->(x) })
  RETURN r, a, 2 AS rank
}
WITH r, a, min(rank) AS rank
MERGE (r)-[f:ANSWERS]->(a)
SET f.rule = ['stated', 'receiver reports'][rank - 1]
