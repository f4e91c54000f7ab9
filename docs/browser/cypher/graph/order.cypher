// Một việc và mọi thứ quanh nó · One order and all around it
// Việc này ai giao cho ai, ở đâu, về gì, thuộc trách nhiệm ai, câu nào nói thế? Mỗi nguồn kể là một nút.
// Who gave this order to whom, where, about what, to whom does it fall, which sentence says so? One node for each account.
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {order: "assignment/7e38485548dc"}
MATCH (one:Assignment {id: $order})
MATCH (a:Assignment {order: one.order})
CALL (a) {
  MATCH path = (a)-[:GIVEN_BY|GIVEN_AS|GIVEN_TO|SUPPORTED_BY|REPORT_TO|FALLS_TO]->(:Agent)
  RETURN path
  UNION
  MATCH path = (a)-[:AT_MEETING|ABOUT|UNDER]->(x)
  WHERE x:Meeting OR x:Project OR x:Document OR x:Decision
  RETURN path
  UNION
  MATCH path = (a)<-[:ANSWERS]-(:Report)
  RETURN path
  UNION
  MATCH path = (a)-[:STATED_IN]->(:Quote)-[:IN_SOURCE]->(:Source)
  RETURN path
}
RETURN path AS path
LIMIT 60;
