//+ title.vi:    Việc đã giao: tình trạng đến một ngày
//+ title.en:    Duties on a day
//+ question.vi: Đến ngày này, việc nào đã có trả lời, việc nào còn hạn, quá hạn mà không thấy trả lời, không có hạn?
//+ question.en: On this day, which orders are answered, due, past due with no answer found, without date? "No answer found" does not mean "not done".
//+ param day:      day = null | tính đến ngày (mặc định hôm nay) | as of this day (today where none is given)
//+ param since:   day = null | từ ngày | from this day
//+ param until:   day = null | đến ngày | up to this day
//+ param receiver: agent = null | nơi nhận | receiver
//+ param giver:    agent = null | người, nơi giao | giver
//+ param project:  project = null | công trình, dự án | project
//+ param province: province = null | tỉnh của nơi giao hay nơi nhận | province of who gives or receives
//+ param limit:   number = null | nhiều nhất bao nhiêu dòng (để trống: mọi dòng) | at most so many rows (empty: all)
//+ column state: text | tình trạng đến ngày ấy | state on that day
//+ column last_deadline: day | hạn muộn nhất | last deadline that a source gives
//+ column month: text | tháng giao | month given
//+ column about: list | về | about
//+ column answered: day | ngày trả lời | day of the answer
//+ column answer_rule: text | quy tắc trả lời | rule by which it answers
//+ column answer: text | câu trả lời | sentence of the answer
//+ column answer_source: text | nguồn của câu trả lời | source of the answer
//+ column covered: day | các nguồn kể đến ngày | last day that the sources cover
//+ column date: day | ngày | day given, or by which it was said
//+ column givers: list | ai giao | who gave it
//+ column office: list | với tư cách | speaking from
//+ column kind: text | loại | kind
//+ column receivers: list | nơi nhận | lead receivers
//+ column support: list | phối hợp | supporting
//+ column task: text | việc | task, in the source's words
//+ column deadline: day | hạn | deadline
//+ column due: text | lời về hạn | deadline in the source's words
//+ column report_to: text | báo cáo với | report to
//+ column meeting: text | cuộc họp | meeting
//+ column told: number | số nguồn kể | sources that tell it
//+ column sources: list | các nguồn kể | those sources
//+ column differ: list | nguồn nói khác nhau về | sources differ in
//+ column quote: text | câu làm căn cứ | sentence it rests on
//+ column source: text | nguồn | source
//+ column file: text | tệp | file
//+ column start: number | từ ký tự | from character
//+ column end: number | đến ký tự | to character
//+ column made: text | do ai đọc | read by
//+ column sure: yes | chắc chắn | sure
//+ column order: id | mã | id
//+ column total: number | tổng số dòng | rows in all
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
WITH b, coalesce(b.date, b.seen) AS day, coalesce($day, toString(date())) AS today
WITH today, b,
     CASE WHEN (day IS NULL OR day <= today) AND ($since IS NULL OR day IS NULL OR day >= $since) AND ($until IS NULL OR day IS NULL OR day <= $until)
           AND ($receiver IS NULL OR EXISTS { MATCH (b)-[:GIVEN_TO]->(:Agent)-[:BECAME*0..3]->(x:Agent) WHERE x.label = $receiver })
           AND ($giver IS NULL OR EXISTS { MATCH (b)-[:GIVEN_BY]->(:Agent)-[:BECAME*0..3]->(x:Agent) WHERE x.label = $giver })
           AND ($project IS NULL OR EXISTS { MATCH (b)-[:ABOUT]->(x:Project) WHERE x.label = $project })
           AND ($province IS NULL
                OR EXISTS { MATCH (b)-[:GIVEN_TO|GIVEN_BY|SUPPORTED_BY]->(x:Body) WHERE x.province = $province }
                OR EXISTS { MATCH (b)-[:GIVEN_TO|GIVEN_AS|SUPPORTED_BY]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province })
          THEN coalesce(day, '9999-99-99') + ' ' + b.id ELSE null END AS first
// Its receivers and its answers in one step. An answer counts from its own day.
OPTIONAL MATCH (b)-[r:GIVEN_TO|ANSWERS]-(x)
WHERE type(r) = 'GIVEN_TO' OR coalesce(x.date, x.seen) IS NULL OR coalesce(x.date, x.seen) <= today
// Where accounts differ, the last deadline that a source gives counts. An account has a receiver where one of its rows says so: ' order' comes before ' without'.
WITH today, b.order AS order, max(b.deadline) AS last_deadline, count(CASE WHEN type(r) = 'ANSWERS' THEN 1 ELSE null END) AS answers,
     min(first + CASE WHEN b.kind = 'requested' THEN ' request' WHEN type(r) = 'GIVEN_TO' THEN ' order' ELSE ' without receiver' END) AS first
WITH order, last_deadline, first,
     CASE WHEN first ENDS WITH ' request' THEN 'request' WHEN first ENDS WITH ' without receiver' THEN 'no receiver' WHEN answers > 0 THEN 'answered'
          WHEN last_deadline IS NULL THEN 'no date set' WHEN last_deadline < today THEN 'past due, no answer found' ELSE 'due' END AS state
WHERE first IS NOT NULL
// One text for each, which sorts as its rows do: cheaper to tell apart and to sort than many columns.
WITH collect(state + '|' + coalesce(last_deadline, '9999-99-99') + '|' + left(first, 10) + '|' + order + '|' + split(first, ' ')[1]) AS found
// The last day that the sources cover: nothing is known of what came after it.
CALL () { MATCH (x:Source) RETURN max(left(x.published, 10)) AS published }
CALL () { MATCH (x:Meeting) RETURN max(x.date) AS met }
// No more rows than asked for; `total` says how many there are.
WITH coalesce($day, toString(date())) AS today, CASE WHEN published IS NULL OR met > published THEN met ELSE published END AS covered, found, size(found) AS total
UNWIND found AS one
// Told apart and counted anew: no store may keep the whole list beside each row (one needs the first for it, one the second).
WITH DISTINCT today, covered, one, total
WITH today, covered, one, total, count(*) AS once ORDER BY one LIMIT toInteger(coalesce($limit, 1000000000))
WITH today, covered, split(one, '|') AS one, total
WITH today, covered, one[0] AS state, CASE WHEN one[1] = '9999-99-99' THEN null ELSE one[1] END AS last_deadline, one[3] AS order, one[4] AS id, total
CALL (order, today) {
  OPTIONAL MATCH (b:Assignment {order: coalesce(order, '')})<-[f:ANSWERS]-(x:Report)-[:STATED_IN]->(y:Quote)-[:IN_SOURCE]->(z:Source)
  WHERE coalesce(x.date, x.seen) IS NULL OR coalesce(x.date, x.seen) <= today
  WITH f, x, y, z ORDER BY coalesce(x.date, x.seen), x.id
  RETURN collect(CASE WHEN x IS NULL THEN null
                      ELSE {day: coalesce(x.date, x.seen_in, x.seen), rule: f.rule, words: y.text, title: coalesce(z.title, z.file)} END)[0] AS answer
}
MATCH (a:Assignment {id: id})
// The account that is shown: its sentence, and whom it names.
MATCH (a)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
CALL (a) { OPTIONAL MATCH (a)-[:GIVEN_BY]->(x:Agent) WITH coalesce(x.label, x.name) AS name ORDER BY name RETURN collect(name) AS givers }
CALL (a) { OPTIONAL MATCH (a)-[:GIVEN_AS]->(x:Role) WITH x.name AS name ORDER BY name RETURN collect(name) AS office }
CALL (a) { OPTIONAL MATCH (a)-[:GIVEN_TO]->(x:Agent) WITH coalesce(x.label, x.name) AS name ORDER BY name RETURN collect(name) AS receivers }
CALL (a) { OPTIONAL MATCH (a)-[:SUPPORTED_BY]->(x:Agent) WITH coalesce(x.label, x.name) AS name ORDER BY name RETURN collect(name) AS support }
OPTIONAL MATCH (a)-[:REPORT_TO]->(t:Agent)
OPTIONAL MATCH (a)-[:AT_MEETING]->(m:Meeting)
// All accounts of the order: who tells it, and in what they differ.
CALL (order) {
  // What is no order has none. An index finds '', but the embedded engine looks at every order for null.
  MATCH (b:Assignment {order: coalesce(order, '')})-[:STATED_IN]->(:Quote)-[:IN_SOURCE]->(o:Source)
  OPTIONAL MATCH (b)-[:GIVEN_BY]->(x:Agent)
  WITH b, o, x.name AS name ORDER BY name
  WITH b, o, collect(name) AS from_whom
  OPTIONAL MATCH (b)-[:GIVEN_TO]->(x:Agent)
  WITH b, o, from_whom, x.name AS name ORDER BY name
  WITH b, o, from_whom, collect(name) AS leads
  OPTIONAL MATCH (b)-[:SUPPORTED_BY]->(x:Agent)
  WITH b, o, from_whom, leads, x.name AS name ORDER BY name
  WITH b, o, from_whom, leads, collect(name) AS helpers
  OPTIONAL MATCH (b)-[:REPORT_TO]->(x:Agent)
  WITH b, from_whom, leads, helpers, coalesce(x.name, '') AS above, coalesce(o.title, o.file, o.id) AS title ORDER BY title, b.id
  WITH count(b) AS told, collect(title) AS sources,
       [['giver', count(DISTINCT from_whom)], ['receiver', count(DISTINCT leads)], ['support', count(DISTINCT helpers)],
        ['report_to', count(DISTINCT above)], ['deadline', count(DISTINCT coalesce(b.deadline, b.deadline_text, ''))],
        ['date', count(DISTINCT coalesce(b.date, ''))], ['kind', count(DISTINCT b.kind = 'requested')]] AS kinds
  RETURN told, sources, [k IN kinds WHERE k[1] > 1 | k[0]] AS differ
}
CALL (a) { OPTIONAL MATCH (a)-[:ABOUT]->(x) WITH coalesce(x.label, x.name) AS name ORDER BY name RETURN collect(name) AS about }
RETURN state AS state,
       last_deadline AS last_deadline, left(coalesce(a.date, a.seen_in, a.seen), 7) AS month, about AS about,
       answer.day AS answered, answer.rule AS answer_rule, answer.words AS answer, answer.title AS answer_source,
       covered AS covered, coalesce(a.date, a.seen_in, a.seen) AS date, givers AS givers, office AS office,
       a.kind + CASE WHEN size(receivers) = 0 THEN ', no receiver' ELSE '' END AS kind,
       receivers AS receivers, support AS support, a.task AS task, a.deadline AS deadline, a.deadline_text AS due,
       coalesce(t.label, t.name) AS report_to, m.name AS meeting, told AS told, sources AS sources, differ AS differ,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, a.sure AS sure, order AS order, total AS total
ORDER BY state, last_deadline, date, order
