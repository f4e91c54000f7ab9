//+ title.vi:    Việc được giao tiếp
//+ title.en:    An order given onward
//+ question.vi: Việc này được giao tiếp cho ai, và chính nó bắt nguồn từ việc nào?
//+ question.en: To whom was this order given onward, and from which order did it come? Up to three hops down and up.
//+ param order:   order = "assignment/7e38485548dc" | mã việc được giao | the order's id
//+ column hop: number | bước | 0 the order itself, 1 and on: given onward, -1 and back: where it came from
//+ column rule: text | quy tắc | rule by which the hop is made
//+ column near: id | nối với việc | the order it hangs on
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
MATCH (one:Assignment {id: $order})
WITH one.order AS start
CALL (start) {
  MATCH (a:Assignment {order: start})
  RETURN a, 0 AS hop, null AS rule, start AS near
  UNION
  MATCH (:Assignment {order: start})-[f:FOLLOWED_BY]->(a:Assignment)
  RETURN a, 1 AS hop, f.rule AS rule, start AS near
  UNION
  MATCH (:Assignment {order: start})-[:FOLLOWED_BY]->(x:Assignment)
  MATCH (:Assignment {order: x.order})-[f:FOLLOWED_BY]->(a:Assignment)
  RETURN a, 2 AS hop, f.rule AS rule, x.order AS near
  UNION
  MATCH (:Assignment {order: start})-[:FOLLOWED_BY]->(x:Assignment)
  MATCH (:Assignment {order: x.order})-[:FOLLOWED_BY]->(y:Assignment)
  MATCH (:Assignment {order: y.order})-[f:FOLLOWED_BY]->(a:Assignment)
  RETURN a, 3 AS hop, f.rule AS rule, y.order AS near
  UNION
  MATCH (:Assignment {order: start})<-[f:FOLLOWED_BY]-(a:Assignment)
  RETURN a, -1 AS hop, f.rule AS rule, start AS near
  UNION
  MATCH (:Assignment {order: start})<-[:FOLLOWED_BY]-(x:Assignment)
  MATCH (:Assignment {order: x.order})<-[f:FOLLOWED_BY]-(a:Assignment)
  RETURN a, -2 AS hop, f.rule AS rule, x.order AS near
  UNION
  MATCH (:Assignment {order: start})<-[:FOLLOWED_BY]-(x:Assignment)
  MATCH (:Assignment {order: x.order})<-[:FOLLOWED_BY]-(y:Assignment)
  MATCH (:Assignment {order: y.order})<-[f:FOLLOWED_BY]-(a:Assignment)
  RETURN a, -3 AS hop, f.rule AS rule, y.order AS near
}
// One row for each hop between two orders, whichever accounts show it.
WITH a, hop, rule, near ORDER BY abs(hop), rule, coalesce(a.date, a.seen), a.id
WITH a.order AS order, near, collect(a)[0] AS a, collect(hop)[0] AS hop, collect(rule)[0] AS rule
WHERE hop = 0 OR order <> near
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
RETURN hop AS hop, rule AS rule, near AS near, coalesce(a.date, a.seen_in, a.seen) AS date,
       givers AS givers, office AS office,
       a.kind + CASE WHEN size(receivers) = 0 THEN ', no receiver' ELSE '' END AS kind,
       receivers AS receivers, support AS support, a.task AS task, a.deadline AS deadline, a.deadline_text AS due,
       coalesce(t.label, t.name) AS report_to, m.name AS meeting, told AS told, sources AS sources, differ AS differ,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, a.sure AS sure, order AS order
ORDER BY hop, date, order, near
