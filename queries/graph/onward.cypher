//+ title.vi:    Một việc và những gì theo sau
//+ title.en:    An order and what followed
//+ question.vi: Việc này được giao tiếp cho ai, và báo cáo nào trả lời? Đến ba bước; mỗi nguồn kể là một nút.
//+ question.en: To whom was this order given onward, and which report answers it? Up to three hops; one node for each account.
//+ param order:  order = "assignment/7e38485548dc" | mã việc được giao | the order's id
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
RETURN chain AS chain, path AS path
