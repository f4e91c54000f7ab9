//+ title.vi:    Việc đã giao đến một ngày: đếm
//+ title.en:    Duties on a day, counted
//+ question.vi: Đến ngày này, mỗi nơi nhận, bên giao, công trình hay tháng có bao nhiêu việc đã có trả lời, còn hạn, quá hạn mà không thấy trả lời, không có hạn?
//+ question.en: On this day, how many orders of each receiver, giver, project or month are answered, due, past due with no answer found, without date? "No answer found" does not mean "not done".
//+ param by:       by = "receiver" | đếm theo: receiver (nơi nhận), giver (bên giao), project (công trình), month (tháng) | count by: receiver, giver, project or month
//+ param day:      day = null | tính đến ngày (mặc định hôm nay) | as of this day (today where none is given)
//+ param since:   day = null | từ ngày | from this day
//+ param until:   day = null | đến ngày | up to this day
//+ param receiver: agent = null | nơi nhận | receiver
//+ param giver:    agent = null | người, nơi giao | giver
//+ param project:  project = null | công trình, dự án | project
//+ param province: province = null | tỉnh của nơi giao hay nơi nhận | province of who gives or receives
//+ param sure:    number = null | 1: không đếm việc không chắc; cột unsure nói là bao nhiêu | 1: what is not sure is not counted; the column unsure says how many
//+ param limit:   number = null | nhiều nhất bao nhiêu dòng (để trống: mọi dòng) | at most so many rows (empty: all)
//+ column name: text | nơi nhận, bên giao, công trình hay tháng | receiver, giver, project or month; empty: not told
//+ column count_past_due: number | việc quá hạn, không tìm thấy trả lời | orders past due, no answer found
//+ column count_due: number | việc còn hạn | orders due
//+ column count_no_date: number | việc không đặt hạn | orders without date
//+ column count_answered: number | việc đã có trả lời | orders answered
//+ column count_requests: number | lời đề nghị, đếm riêng | requests, counted apart
//+ column count_no_receiver: number | việc không nêu nơi nhận, đếm riêng | orders without receiver, counted apart
//+ column covered: day | các nguồn kể đến ngày | last day that the sources cover
//+ column state: text | tình trạng của việc dẫn ra | state of the order that is shown
//+ column last_deadline: day | hạn muộn nhất của việc ấy | last deadline that a source gives it
//+ column task: text | việc dẫn ra: quá hạn lâu nhất, nếu không thì việc đầu tiên | the order that is shown: the longest past due, else the first
//+ column unsure: number | việc và đề nghị không chắc | orders and requests that are not sure
//+ column total: number | tổng số dòng | rows in all
//+ column quote: text | câu làm căn cứ | sentence it rests on
//+ column source: text | nguồn | source
//+ column file: text | tệp | file
//+ column start: number | từ ký tự | from character
//+ column end: number | đến ký tự | to character
//+ column made: text | do ai đọc | read by
//+ column sure: yes | chắc chắn | sure
//+ column order: id | mã | id
// All accounts of the orders that are asked about: where no one, no project and no province is named, of every order.
CALL () {
  UNWIND CASE WHEN coalesce($receiver, $giver, $project, $province) IS NULL THEN [true] ELSE [] END AS every
  MATCH (b:Assignment)
  RETURN b
  UNION ALL
  MATCH (one:Agent) WHERE one.label = coalesce($receiver, '')
  MATCH (one)<-[:BECAME*0..3]-(:Agent)<-[:GIVEN_TO]-(a:Assignment)
  WITH DISTINCT a.order AS order
  MATCH (b:Assignment {order: order})
  RETURN b
  UNION ALL
  MATCH (one:Agent) WHERE one.label = CASE WHEN $receiver IS NULL THEN coalesce($giver, '') ELSE '' END
  MATCH (one)<-[:BECAME*0..3]-(:Agent)<-[:GIVEN_BY]-(a:Assignment)
  WITH DISTINCT a.order AS order
  MATCH (b:Assignment {order: order})
  RETURN b
  UNION ALL
  MATCH (one:Project) WHERE one.label = CASE WHEN coalesce($receiver, $giver) IS NULL THEN coalesce($project, '') ELSE '' END
  MATCH (one)<-[:ABOUT]-(a:Assignment)
  WITH DISTINCT a.order AS order
  MATCH (b:Assignment {order: order})
  RETURN b
  UNION ALL
  MATCH (one:Body) WHERE one.province = CASE WHEN coalesce($receiver, $giver, $project) IS NULL THEN coalesce($province, '') ELSE '' END
  MATCH (one)<-[:IN_BODY*0..1]-(:Agent)<-[:GIVEN_TO|GIVEN_BY|GIVEN_AS|SUPPORTED_BY]-(a:Assignment)
  WITH DISTINCT a.order AS order
  MATCH (b:Assignment {order: order})
  RETURN b
}
// Each order once, told by the first of its accounts that are asked for: the smallest day and id. What has no day comes last.
WITH b, coalesce(b.date, b.seen) AS day, coalesce($day, toString(date())) AS today,
     CASE $by WHEN 'receiver' THEN 'GIVEN_TO' WHEN 'giver' THEN 'GIVEN_BY' WHEN 'project' THEN 'ABOUT' ELSE '' END AS how
WITH b, today, how,
     CASE WHEN (day IS NULL OR day <= today) AND ($since IS NULL OR day IS NULL OR day >= $since) AND ($until IS NULL OR day IS NULL OR day <= $until)
           AND ($receiver IS NULL OR EXISTS { MATCH (b)-[:GIVEN_TO]->(:Agent)-[:BECAME*0..3]->(x:Agent) WHERE x.label = $receiver })
           AND ($giver IS NULL OR EXISTS { MATCH (b)-[:GIVEN_BY]->(:Agent)-[:BECAME*0..3]->(x:Agent) WHERE x.label = $giver })
           AND ($project IS NULL OR EXISTS { MATCH (b)-[:ABOUT]->(x:Project) WHERE x.label = $project })
           AND ($province IS NULL
                OR EXISTS { MATCH (b)-[:GIVEN_TO|GIVEN_BY|SUPPORTED_BY]->(x:Body) WHERE x.province = $province }
                OR EXISTS { MATCH (b)-[:GIVEN_TO|GIVEN_AS|SUPPORTED_BY]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province })
          THEN coalesce(day, '9999-99-99') + ' ' + b.id + ' ' + left(coalesce(b.date, b.seen_in, day, '9999-99'), 7) ELSE null END AS first
// Its receivers, its answers and what is counted by, in one step. An answer counts from its own day.
OPTIONAL MATCH (b)-[r:GIVEN_TO|GIVEN_BY|ABOUT|ANSWERS]-(x)
WHERE type(r) = how AND (x:Agent OR x:Project) OR type(r) = 'GIVEN_TO'
   OR type(r) = 'ANSWERS' AND (coalesce(x.date, x.seen) IS NULL OR coalesce(x.date, x.seen) <= today)
// Where accounts differ, the last deadline that a source gives counts. An account has a receiver where one of its rows says so: ' order' comes before ' without'.
WITH today, b.order AS order, max(b.deadline) AS last_deadline, count(CASE WHEN type(r) = 'ANSWERS' THEN 1 ELSE null END) AS answers,
     min(first + CASE WHEN b.kind = 'requested' THEN ' request' WHEN type(r) = 'GIVEN_TO' THEN ' order' ELSE ' without receiver' END
         + CASE WHEN b.sure THEN '' ELSE '?' END) AS first,
     collect(CASE WHEN type(r) = how THEN x ELSE null END) AS named
WITH last_deadline, first, named, first ENDS WITH '?' AS doubt,
     CASE WHEN first CONTAINS ' request' THEN 'request' WHEN first CONTAINS ' without' THEN 'no receiver' WHEN answers > 0 THEN 'answered'
          WHEN last_deadline IS NULL THEN 'no date set' WHEN last_deadline < today THEN 'past due, no answer found' ELSE 'due' END AS state
WHERE first IS NOT NULL
// An order that is given to two counts with both, with each of them once.
UNWIND CASE size(named) WHEN 0 THEN [null] WHEN 1 THEN named
            ELSE reduce(each = [], x IN named | CASE WHEN x IN each THEN each ELSE each + [x] END) END AS x
// How many are in each state is counted below, of the rows that are shown.
WITH x, CASE WHEN $by = 'month' THEN split(first, ' ')[2] ELSE null END AS month, collect(CASE WHEN doubt AND $sure IS NOT NULL THEN null ELSE state END) AS states,
     count(CASE WHEN state STARTS WITH 'past due' AND (NOT doubt OR $sure IS NULL) THEN 1 ELSE null END) AS past_due, count(CASE WHEN doubt THEN 1 ELSE null END) AS unsure,
     min(CASE WHEN doubt AND $sure IS NOT NULL THEN '3 ' WHEN state STARTS WITH 'past due' THEN '1 ' + last_deadline ELSE '2 ' END + ' ' + first + '|' + state
         + '|' + coalesce(last_deadline, '')) AS shown
WITH collect({of: x.id, name: CASE WHEN $by = 'month' THEN month ELSE coalesce(x.label, x.name) END, rank: CASE WHEN $by = 'month' THEN 0 ELSE -past_due END,
              states: states, unsure: unsure, shown: shown}) AS found
// The last day that the sources cover: nothing is known of what came after it.
CALL () { MATCH (x:Source) RETURN max(left(x.published, 10)) AS published }
CALL () { MATCH (x:Meeting) RETURN max(x.date) AS met }
// No more rows than asked for; `total` says how many there are.
WITH CASE WHEN published IS NULL OR met > published THEN met ELSE published END AS covered, found, size(found) AS total
UNWIND found AS one
// Told apart and counted anew: no store may keep the whole list beside each row (one needs the first for it, one the second).
WITH DISTINCT covered, one.of AS of, one.rank AS rank, one.name AS name, split(one.shown, ' ')[3] AS id, one.states AS states, one.unsure AS unsure, one.shown AS shown, total
WITH covered, of, rank, name, id, states, unsure, split(shown, '|') AS shown, total, count(*) AS once ORDER BY rank, name, id LIMIT toInteger(coalesce($limit, 1000000000))
MATCH (a:Assignment {id: id})-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
RETURN CASE WHEN name = '9999-99' THEN null ELSE name END AS name,
       size([k IN states WHERE k = 'past due, no answer found']) AS count_past_due, size([k IN states WHERE k = 'due']) AS count_due,
       size([k IN states WHERE k = 'no date set']) AS count_no_date, size([k IN states WHERE k = 'answered']) AS count_answered,
       size([k IN states WHERE k = 'request']) AS count_requests, size([k IN states WHERE k = 'no receiver']) AS count_no_receiver, covered AS covered,
       shown[1] AS state, CASE WHEN shown[2] = '' THEN null ELSE shown[2] END AS last_deadline, a.task AS task, unsure AS unsure, total AS total,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, a.sure AS sure, a.order AS order
ORDER BY rank, name, id
