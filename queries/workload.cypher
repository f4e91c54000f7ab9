//+ title.vi:    Việc theo nơi nhận và tháng
//+ title.en:    Orders by receiver and month
//+ question.vi: Mỗi nơi, mỗi tháng được giao bao nhiêu việc, được đề nghị bao nhiêu?
//+ question.en: How many orders, and how many requests, went to each receiver in each month? An order to two leads counts with both.
//+ param since:   day = null | từ ngày | from this day
//+ param until:   day = null | đến ngày | up to this day
//+ param province: province = null | tỉnh của nơi giao hay nơi nhận | province of who gives or receives
//+ param sure:    number = null | 1: không đếm việc không chắc; cột unsure nói là bao nhiêu | 1: what is not sure is not counted; the column unsure says how many
//+ param limit:   number = null | nhiều nhất bao nhiêu dòng (để trống: mọi dòng) | at most so many rows (empty: all)
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
//+ column unsure: number | việc và đề nghị không chắc | orders and requests that are not sure
//+ column total: number | tổng số dòng | rows in all
MATCH (a:Assignment)-[:GIVEN_TO]->(r:Agent)
WHERE ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
  AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
  AND ($province IS NULL
       OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_BY|SUPPORTED_BY]->(x:Body) WHERE x.province = $province }
       OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_AS|SUPPORTED_BY]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province })
// Each order once, told by the first of its accounts that are asked for: the smallest day and id. What has no day comes last.
WITH r, a.order AS order, min(coalesce(a.date, a.seen, '9999-99-99') + ' ' + a.id + ' ' + left(coalesce(a.date, a.seen_in, a.seen, '9999-99'), 7)
                             + CASE WHEN a.kind = 'requested' THEN ' request' ELSE ' order' END
                             + CASE WHEN a.sure THEN '' ELSE '?' END) AS first
WITH r, split(first, ' ')[2] AS month, min(first) AS first,
     count(CASE WHEN first ENDS WITH ' order' OR $sure IS NULL AND first ENDS WITH ' order?' THEN 1 ELSE null END) AS orders,
     count(CASE WHEN first ENDS WITH ' request' OR $sure IS NULL AND first ENDS WITH ' request?' THEN 1 ELSE null END) AS requests,
     count(CASE WHEN first ENDS WITH '?' THEN 1 ELSE null END) AS unsure
WITH collect({receiver: coalesce(r.label, r.name), month: month, id: split(first, ' ')[1], orders: orders, requests: requests, unsure: unsure}) AS found
// No more rows than asked for; `total` says how many there are.
WITH found, size(found) AS total
UNWIND found AS one
// Told apart and counted anew: no store may keep the whole list beside each row (one needs the first for it, one the second).
WITH DISTINCT one.receiver AS receiver, one.month AS month, one.id AS id, one.orders AS orders, one.requests AS requests, one.unsure AS unsure, total
WITH receiver, month, id, orders, requests, unsure, total, count(*) AS once ORDER BY receiver, month, id LIMIT toInteger(coalesce($limit, 1000000000))
MATCH (a:Assignment {id: id})-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
RETURN receiver AS receiver, CASE WHEN month = '9999-99' THEN null ELSE month END AS month, orders AS orders, requests AS requests, a.task AS first,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, a.sure AS sure, a.order AS order, unsure AS unsure, total AS total
ORDER BY receiver, month, id
