//+ title.vi:    Việc giao cho một nơi, một người
//+ title.en:    Tasks given to a body or person
//+ question.vi: Cơ quan, chức vụ hay người này được giao, được yêu cầu, được đề nghị việc gì, ai giao, hạn đến khi nào?
//+ question.en: What was this body, office or person told or asked to do, by whom, and by when?
//+ param body:    body = "Sở Giao thông vận tải tỉnh Sông Vân" | cơ quan nhận | the receiving body
//+ param role:    role = null | chức vụ nhận | the receiving office
//+ param person:  person = null | người nhận | the receiving person
//+ param since:   day = null | từ ngày | from this day
//+ param until:   day = null | đến ngày | up to this day
//+ column date:     day | ngày | day given, or by which it was said
//+ column givers:   list | ai giao | who gave it
//+ column office:   list | với tư cách | speaking from
//+ column kind:     text | loại | kind
//+ column receivers: list | nơi nhận | lead receivers
//+ column support:  list | phối hợp | supporting
//+ column task:     text | việc | task, in the source's words
//+ column deadline: day | hạn | deadline
//+ column due:      text | lời về hạn | deadline in the source's words
//+ column report_to: text | báo cáo với | report to
//+ column meeting:  text | cuộc họp | meeting
//+ column told:     number | số nguồn kể | sources that tell it
//+ column differ:   list | nguồn nói khác nhau về | sources differ in
//+ column quote:    text | câu làm căn cứ | sentence it rests on
//+ column source:   text | nguồn | source
//+ column file:     text | tệp | file
//+ column start:    number | từ ký tự | from character
//+ column end:      number | đến ký tự | to character
//+ column made:     text | do ai đọc | read by
//+ column sure:     yes | chắc chắn | sure
//+ column order:    id | mã | id
MATCH (x:Agent) WHERE x.label = coalesce($body, $role, $person)
// A renamed or merged body answers for what it was before, under the name of the day.
MATCH (old:Agent)-[:BECAME*0..3]->(x)
MATCH (given:Assignment)-[:GIVEN_TO]->(old)
WITH given ORDER BY coalesce(given.date, given.seen), given.id
WITH given.order AS order, collect(given)[0] AS a
WHERE ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
  AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
MATCH (a)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
OPTIONAL MATCH (a)-[:GIVEN_BY]->(g:Agent)
WITH order, a, q, s, g ORDER BY g.name
WITH order, a, q, s, collect(coalesce(g.label, g.name)) AS givers
OPTIONAL MATCH (a)-[:GIVEN_AS]->(o:Role)
WITH order, a, q, s, givers, o ORDER BY o.name
WITH order, a, q, s, givers, collect(o.name) AS office
OPTIONAL MATCH (a)-[:GIVEN_TO]->(r:Agent)
WITH order, a, q, s, givers, office, r ORDER BY r.name
WITH order, a, q, s, givers, office, collect(coalesce(r.label, r.name)) AS receivers
OPTIONAL MATCH (a)-[:SUPPORTED_BY]->(h:Agent)
WITH order, a, q, s, givers, office, receivers, h ORDER BY h.name
WITH order, a, q, s, givers, office, receivers, collect(coalesce(h.label, h.name)) AS support
OPTIONAL MATCH (a)-[:REPORT_TO]->(t:Agent)
OPTIONAL MATCH (a)-[:AT_MEETING]->(m:Meeting)
// All accounts of the order: how many, and in what they differ.
MATCH (b:Assignment {order: order})
OPTIONAL MATCH (b)-[:GIVEN_TO]->(l:Agent)
WITH order, a, q, s, givers, office, receivers, support, t, m, b, l ORDER BY l.name
WITH order, a, q, s, givers, office, receivers, support, t, m, b, collect(l.name) AS leads
WITH order, a, q, s, givers, office, receivers, support, t, m,
     count(b) AS told, count(DISTINCT leads) AS lead_sets, count(DISTINCT coalesce(b.deadline, b.deadline_text, '')) AS dues
RETURN coalesce(a.date, a.seen) AS date, givers AS givers, office AS office, a.kind AS kind, receivers AS receivers, support AS support,
       a.task AS task, a.deadline AS deadline, a.deadline_text AS due, t.name AS report_to, m.name AS meeting, told AS told,
       CASE WHEN lead_sets > 1 THEN ['receiver'] ELSE [] END + CASE WHEN dues > 1 THEN ['deadline'] ELSE [] END AS differ,
       q.text AS quote, s.title AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule, s.made_by) AS made, a.sure AS sure, order AS order
ORDER BY date, order
