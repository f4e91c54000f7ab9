//+ title.vi:    Quyết định không ai nhận làm
//+ title.en:    Decisions nobody took on
//+ question.vi: Quyết định nào không có việc giao cho ai theo nó, cũng không có việc nào cùng công trình, văn bản được giao về sau?
//+ question.en: Which decisions have no order to anybody under them, and none later on the same project or document?
//+ param since:   day = null | từ ngày | from this day
//+ param until:   day = null | đến ngày | up to this day
//+ param province: province = null | tỉnh của nơi quyết định | province of who decided
//+ column date: day | ngày | day decided, or by which it was said
//+ column who: list | ai quyết định | who decided
//+ column kind: text | loại | kind
//+ column what: text | quyết định gì | what, in the source's words
//+ column about: list | về | about
//+ column meeting: text | cuộc họp | meeting
//+ column quote: text | câu làm căn cứ | sentence it rests on
//+ column source: text | nguồn | source
//+ column file: text | tệp | file
//+ column start: number | từ ký tự | from character
//+ column end: number | đến ký tự | to character
//+ column made: text | do ai đọc | read by
//+ column sure: yes | chắc chắn | sure
//+ column id: id | mã | id
MATCH (a:Decision)
WHERE ($since IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) >= $since)
  AND ($until IS NULL OR coalesce(a.date, a.seen) IS NULL OR coalesce(a.date, a.seen) <= $until)
  AND ($province IS NULL
       OR EXISTS { MATCH (a)-[:DECIDED_BY]->(x:Body) WHERE x.province = $province }
       OR EXISTS { MATCH (a)-[:DECIDED_BY]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province }
       OR EXISTS { MATCH (a)-[:AT_MEETING]->(:Meeting)-[:HELD_BY]->(x:Body) WHERE x.province = $province })
OPTIONAL MATCH (a)<-[:UNDER]-(b:Assignment)-[:GIVEN_TO]->(:Agent)
WHERE b.kind <> 'requested'
WITH a, count(b) AS taken WHERE taken = 0
// Each subject once: the last day of an order on it. One that is not known to be earlier may take the decision on; a request may not.
// A law, or another document of the country, is no subject: many orders name it.
OPTIONAL MATCH (a)-[:ABOUT]->(thing) WHERE coalesce(thing.level, '') <> 'trung ương'
WITH thing, collect({id: a.id, day: coalesce(a.date, a.seen)}) AS decisions
OPTIONAL MATCH (thing)<-[:ABOUT|UNDER]-(b:Assignment)-[:GIVEN_TO]->(:Agent)
WHERE b.kind <> 'requested'
WITH decisions, count(b) AS orders, max(coalesce(b.date, b.seen, '9999-99-99')) AS latest
UNWIND decisions AS d
WITH d.id AS id, d.day AS day, max(CASE WHEN orders > 0 AND (d.day IS NULL OR latest >= d.day) THEN 1 ELSE 0 END) AS taken WHERE taken = 0
MATCH (a:Decision {id: id})
MATCH (a)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
CALL (a) { OPTIONAL MATCH (a)-[:DECIDED_BY]->(x:Agent) WITH coalesce(x.label, x.name) AS name ORDER BY name RETURN collect(name) AS who }
CALL (a) { OPTIONAL MATCH (a)-[:ABOUT]->(x) WITH coalesce(x.label, x.name) AS name ORDER BY name RETURN collect(name) AS about }
OPTIONAL MATCH (a)-[:AT_MEETING]->(m:Meeting)
RETURN coalesce(a.date, a.seen_in, a.seen) AS date, who AS who, a.kind AS kind, a.what AS what, about AS about, m.name AS meeting,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(a.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, a.sure AS sure, a.id AS id
ORDER BY date, id
