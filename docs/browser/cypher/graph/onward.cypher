// Một việc và những gì theo sau · An order and what followed
// Việc này được giao tiếp cho ai, và báo cáo nào trả lời? Đến ba bước; mỗi nguồn kể là một nút.
// To whom was this order given onward, and which report answers it? Up to three hops; one node for each account.
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {order: "assignment/7e38485548dc"}
MATCH (one:Assignment {id: $order})
MATCH (start:Assignment {order: one.order})
MATCH chain = (start)-[:FOLLOWED_BY*0..3]->(:Assignment)
WITH chain ORDER BY length(chain) LIMIT 20
UNWIND nodes(chain) AS a
CALL (a) {
  MATCH path = (a)-[:GIVEN_BY|GIVEN_TO]->(:Agent)
  RETURN path
  UNION
  MATCH path = (a)<-[:ANSWERS]-(:Report)
  RETURN path
}
RETURN chain AS chain, path AS path;
