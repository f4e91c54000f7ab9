//+ title.vi:    Việc một người, một nơi đã giao
//+ title.en:    Tasks given by a person or body
//+ question.vi: Người, cơ quan hay chức vụ này đã giao, yêu cầu, đề nghị việc gì, cho ai?
//+ question.en: What did this person, body or office tell or ask others to do, and whom?
//+ param person:  person = "Lương Đình Khoát" | người giao | the person who gave it
//+ param body:    body = null | cơ quan giao | the body that gave it
//+ param role:    role = null | chức vụ của người giao | the office spoken from
//+ param since:   day = null | từ ngày | from this day
//+ param until:   day = null | đến ngày | up to this day
//+ param province: province = null | tỉnh của nơi giao hay nơi nhận | province of who gives or receives
//+ column date: day | ngày | day given, or by which it was said
//+ column part: text | vai | itself, speaking from this office, or from an office of this body
//+ column named: text | được gọi là | under which name it is told
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
MATCH (one:Agent) WHERE one.label = coalesce($body, $role, $person)
CALL (one) {
  // A renamed or merged body answers for what it was before, under the name of the day.
  MATCH (one)<-[:BECAME*0..3]-(old:Agent)<-[:GIVEN_BY]-(a:Assignment)
  RETURN a, 1 AS rank, coalesce(old.label, old.name) AS named
  UNION
  MATCH (one)<-[:GIVEN_AS]-(a:Assignment)
  RETURN a, 2 AS rank, coalesce(one.label, one.name) AS named
  UNION
  // Apart: who speaks from an office of the body.
  MATCH (one)<-[:BECAME*0..3]-(:Agent)<-[:IN_BODY]-(r:Role)<-[:GIVEN_AS]-(a:Assignment)
  RETURN a, 3 AS rank, r.name AS named
}
WITH a, rank, named ORDER BY rank, coalesce(a.date, a.seen), a.id, named
WITH a.order AS order, collect(a)[0] AS a, collect(rank)[0] AS rank, collect(named)[0] AS named
WHERE ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
  AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
  AND ($province IS NULL
       OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_BY|SUPPORTED_BY]->(x:Body) WHERE x.province = $province }
       OR EXISTS { MATCH (a)-[:GIVEN_TO|GIVEN_AS|SUPPORTED_BY]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province })
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
RETURN coalesce(a.date, a.seen_in, a.seen) AS date, ['itself', 'from the office', 'from an office of it'][rank - 1] AS part, named AS named,
       givers AS givers, office AS office,
       a.kind + CASE WHEN size(receivers) = 0 THEN ', no receiver' ELSE '' END AS kind,
       receivers AS receivers, support AS support, a.task AS task, a.deadline AS deadline, a.deadline_text AS due,
       coalesce(t.label, t.name) AS report_to, m.name AS meeting, told AS told, sources AS sources, differ AS differ,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, a.sure AS sure, order AS order
ORDER BY CASE WHEN rank = 3 THEN 1 ELSE 0 END, date, order
