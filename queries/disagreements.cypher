//+ title.vi:    Chỗ các nguồn nói khác nhau
//+ title.en:    Where sources differ
//+ question.vi: Về cùng một việc, một cuộc họp, các nguồn nói khác nhau ở điểm nào?
//+ question.en: About one order or one meeting, in what do the sources differ? Both sentences, side by side.
//+ param since:   day = null | từ ngày | from this day
//+ param until:   day = null | đến ngày | up to this day
//+ param province: province = null | tỉnh của các bên trong việc, cuộc họp, công trình | province of who is in the order, the meeting, the project
//+ column date: day | ngày | day given, or by which it was said
//+ column row: text | là | what it is
//+ column differ: list | nguồn nói khác nhau về | they differ in
//+ column text: text | nội dung | in the source's words
//+ column other_text: text | nội dung theo nguồn kia | in the other source's words
//+ column quote: text | câu làm căn cứ | sentence it rests on
//+ column source: text | nguồn | source
//+ column file: text | tệp | file
//+ column start: number | từ ký tự | from character
//+ column end: number | đến ký tự | to character
//+ column made: text | do ai đọc | read by
//+ column sure: yes | chắc chắn | sure
//+ column other_quote: text | câu của nguồn kia | sentence of the other
//+ column other_source: text | nguồn kia | the other source
//+ column other_file: text | tệp kia | its file
//+ column other_start: number | từ ký tự | from character
//+ column other_end: number | đến ký tự | to character
//+ column id: id | mã | id
//+ column other_id: id | mã kia | id of the other
CALL () {
  // Accounts of one order: the first that was published beside each later one.
  MATCH (b:Assignment)
  WITH b.order AS order, count(b) AS accounts WHERE accounts > 1
  MATCH (n:Assignment {order: order})-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
  WITH order, n, q, s,
       CASE WHEN $province IS NULL
              OR EXISTS { MATCH (n)-[:GIVEN_TO|GIVEN_BY|SUPPORTED_BY]->(x:Body) WHERE x.province = $province }
              OR EXISTS { MATCH (n)-[:GIVEN_TO|GIVEN_AS|SUPPORTED_BY]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province }
            THEN 1 ELSE 0 END AS there
  ORDER BY s.published, n.id
  WITH order AS about, max(there) AS there, collect({n: n, q: q, s: s}) AS told WHERE there = 1
  RETURN about, told
  UNION
  // What is one thing in several sources: the graph keeps the newest value and names the property.
  MATCH (n:Meeting) WHERE n.disputed IS NOT NULL
    AND ($province IS NULL
         OR EXISTS { MATCH (n)-[:HELD_BY|CHAIRED_BY]->(x:Body) WHERE x.province = $province }
         OR EXISTS { MATCH (n)-[:HELD_BY|CHAIRED_BY]->(:Role)-[:IN_BODY]->(x:Body) WHERE x.province = $province })
  MATCH (n)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
  WITH n, q, s ORDER BY s.published, q.id
  WITH n.id AS about, collect({n: n, q: q, s: s}) AS told WHERE size(told) > 1
  RETURN about, told
  UNION
  MATCH (n:Project) WHERE n.disputed IS NOT NULL
    AND ($province IS NULL OR EXISTS { MATCH (n)-[:IN_PLACE]->(:Place)-[:WITHIN*0..2]->(x:Place) WHERE x.name = $province })
  MATCH (n)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
  WITH n, q, s ORDER BY s.published, q.id
  WITH n.id AS about, collect({n: n, q: q, s: s}) AS told WHERE size(told) > 1
  RETURN about, told
  UNION
  MATCH (n:Document) WHERE n.disputed IS NOT NULL
    AND ($province IS NULL
         OR EXISTS { MATCH (n)<-[:ABOUT|UNDER]-(:Claim)-[:GIVEN_TO|GIVEN_BY|DECIDED_BY|REPORTED_BY]->(x:Body) WHERE x.province = $province })
  MATCH (n)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
  WITH n, q, s ORDER BY s.published, q.id
  WITH n.id AS about, collect({n: n, q: q, s: s}) AS told WHERE size(told) > 1
  RETURN about, told
}
UNWIND range(1, size(told) - 1) AS i
WITH about, told[0].n AS n, told[0].q AS q, told[0].s AS s, told[i].n AS n2, told[i].q AS q2, told[i].s AS s2
CALL (n) { OPTIONAL MATCH (n)-[:GIVEN_BY]->(x:Agent) WITH x.name AS name ORDER BY name RETURN collect(name) AS givers1 }
CALL (n2) { OPTIONAL MATCH (n2)-[:GIVEN_BY]->(x:Agent) WITH x.name AS name ORDER BY name RETURN collect(name) AS givers2 }
CALL (n) { OPTIONAL MATCH (n)-[:GIVEN_TO]->(x:Agent) WITH x.name AS name ORDER BY name RETURN collect(name) AS leads1 }
CALL (n2) { OPTIONAL MATCH (n2)-[:GIVEN_TO]->(x:Agent) WITH x.name AS name ORDER BY name RETURN collect(name) AS leads2 }
CALL (n) { OPTIONAL MATCH (n)-[:SUPPORTED_BY]->(x:Agent) WITH x.name AS name ORDER BY name RETURN collect(name) AS helpers1 }
CALL (n2) { OPTIONAL MATCH (n2)-[:SUPPORTED_BY]->(x:Agent) WITH x.name AS name ORDER BY name RETURN collect(name) AS helpers2 }
OPTIONAL MATCH (n)-[:REPORT_TO]->(above1:Agent)
OPTIONAL MATCH (n2)-[:REPORT_TO]->(above2:Agent)
WITH n, q, s, n2, q2, s2,
     [k IN [['giver', givers1 <> givers2], ['receiver', leads1 <> leads2], ['support', helpers1 <> helpers2],
            ['report_to', coalesce(above1.name, '') <> coalesce(above2.name, '')],
            ['deadline', coalesce(n.deadline, n.deadline_text, '') <> coalesce(n2.deadline, n2.deadline_text, '')],
            ['date', n:Assignment AND coalesce(n.date, '') <> coalesce(n2.date, '')],
            ['kind', n:Assignment AND (n.kind = 'requested') <> (n2.kind = 'requested')]] WHERE k[1] | k[0]] + coalesce(n.disputed, []) AS differ
WHERE size(differ) > 0
  AND ($since IS NULL OR coalesce(n.date, n.seen) IS NULL OR coalesce(n.date, n.seen) >= $since)
  AND ($until IS NULL OR coalesce(n.date, n.seen) IS NULL OR coalesce(n.date, n.seen) <= $until)
RETURN coalesce(n.date, n.seen_in, n.seen) AS date,
       CASE WHEN n:Assignment AND n.kind = 'requested' THEN 'request' WHEN n:Assignment THEN 'order' WHEN n:Meeting THEN 'meeting'
            WHEN n:Project THEN 'project' ELSE 'document' END AS row,
       differ AS differ, coalesce(n.task, n.name) AS text, coalesce(n2.task, n2.name) AS other_text,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(n.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, n.sure AS sure,
       q2.text AS other_quote, coalesce(s2.title, s2.file, s2.id) AS other_source, s2.file AS other_file, q2.start AS other_start,
       q2.end AS other_end, n.id AS id, n2.id AS other_id
ORDER BY date, id, other_id, other_start
