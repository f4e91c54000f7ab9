//+ title.vi:    Việc theo nơi nhận và tháng
//+ title.en:    Orders by receiver and month
//+ question.vi: Mỗi nơi, mỗi tháng được giao bao nhiêu việc, được đề nghị bao nhiêu?
//+ question.en: How many orders, and how many requests, went to each receiver in each month? An order to two leads counts with both.
//+ param since:   day = null | từ ngày | from this day
//+ param until:   day = null | đến ngày | up to this day
//+ param province: text = null | tỉnh của nơi giao hay nơi nhận | province of who gives or receives
//+ column receiver: text | nơi nhận | receiver
//+ column month: text | tháng | month; empty: the day is not known
//+ column orders: number | số việc được giao | orders
//+ column requests: number | số lời đề nghị | requests
//+ column first: text | việc đầu tiên | the first of them, in the source's words
//+ column quote: text | câu làm căn cứ | sentence it rests on
//+ column source: text | nguồn | source
//+ column file: text | tệp | file
//+ column start: number | từ ký tự | from character
//+ column end: number | đến ký tự | to character
//+ column made: text | do ai đọc | read by
//+ column sure: yes | chắc chắn | sure
//+ column order: id | mã | id
MATCH (a:Assignment)-[:GIVEN_TO]->(r:Agent)
WHERE ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
  AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
  AND ($province IS NULL
       OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_BY]->(x:Body) WHERE x.province = $province }
       OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_AS]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province })
WITH r, a ORDER BY coalesce(a.date, a.seen), a.id
WITH r, a.order AS order, collect(a)[0] AS a
WITH r, left(coalesce(a.date, a.seen), 7) AS month, collect(a)[0] AS a,
     count(CASE WHEN a.kind <> 'requested' THEN 1 ELSE null END) AS orders, count(CASE WHEN a.kind = 'requested' THEN 1 ELSE null END) AS requests
MATCH (a)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
RETURN coalesce(r.label, r.name) AS receiver, month AS month, orders AS orders, requests AS requests, a.task AS first,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule, s.made_by) AS made, a.sure AS sure, a.order AS order
ORDER BY receiver, month, order
