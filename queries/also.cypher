//+ title.vi:    Tỉnh và ủy ban của tỉnh
//+ title.en:    A place and its committee
//+ question.vi: Nguồn có khi nói "tỉnh", có khi nói "Ủy ban nhân dân tỉnh": bên kia được giao, được đề nghị, đã giao bao nhiêu việc?
//+ question.en: Sources say "the province" or "its people's committee": how many orders went to, and came from, the other one?
//+ param body:    body = "Ủy ban nhân dân tỉnh Sông Vân" | cơ quan hay địa phương | the body or place
//+ param since:   day = null | từ ngày | from this day
//+ param until:   day = null | đến ngày | up to this day
//+ param sure:    number = null | 1: không đếm việc không chắc; cột unsure nói là bao nhiêu | 1: what is not sure is not counted; the column unsure says how many
//+ column also: text | còn được gọi | the other one
//+ column orders: number | số việc được giao | orders to it
//+ column requests: number | số lời đề nghị | requests to it
//+ column given: number | số việc nó giao, kể cả không rõ cho ai | orders and requests it gave, with those without receiver
//+ column unsure: number | việc và đề nghị không chắc | orders and requests that are not sure
//+ column date: day | ngày | day given, or by which it was said
//+ column text: text | việc đầu tiên | the first of these, in the source's words
//+ column quote: text | câu làm căn cứ | sentence it rests on
//+ column source: text | nguồn | source
//+ column file: text | tệp | file
//+ column start: number | từ ký tự | from character
//+ column end: number | đến ký tự | to character
//+ column made: text | do ai đọc | read by
//+ column sure: yes | chắc chắn | sure
//+ column order: id | mã | id
MATCH (one:Body) WHERE one.label = $body
WITH DISTINCT one // found first, by its name: there are few places, and a planner may prefer to begin with all of them
MATCH (one)-[:IN_PLACE]->(:Place)<-[:IN_PLACE]-(other:Body)
WHERE other.level = one.level AND (one.kind = 'place' AND other.kind = 'government' OR one.kind = 'government' AND other.kind = 'place')
MATCH (other)<-[r:GIVEN_TO|GIVEN_BY]-(a:Assignment)
WHERE ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
  AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
// An order is sure where one of its accounts is; the account that is shown is one of those that count, if any does.
WITH other, a, r, CASE WHEN a.sure OR $sure IS NULL THEN a.order ELSE null END AS counted
WITH other, a, r, counted ORDER BY CASE WHEN counted IS NULL THEN 1 ELSE 0 END, coalesce(a.date, a.seen), a.id
WITH other, collect(a)[0] AS a,
     count(DISTINCT CASE WHEN type(r) = 'GIVEN_TO' AND a.kind <> 'requested' THEN counted ELSE null END) AS orders,
     count(DISTINCT CASE WHEN type(r) = 'GIVEN_TO' AND a.kind = 'requested' THEN counted ELSE null END) AS requests,
     count(DISTINCT CASE WHEN type(r) = 'GIVEN_BY' THEN counted ELSE null END) AS given,
     count(DISTINCT a.order) - count(DISTINCT CASE WHEN a.sure THEN a.order ELSE null END) AS unsure
MATCH (a)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
RETURN other.label AS also, orders AS orders, requests AS requests, given AS given, unsure AS unsure, coalesce(a.date, a.seen_in, a.seen) AS date, a.task AS text,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, a.sure AS sure, a.order AS order
ORDER BY also
