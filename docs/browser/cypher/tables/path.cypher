// Hai bên liên hệ với nhau ra sao · How two hang together
// Hai người, hai cơ quan này liên hệ với nhau thế nào, trực tiếp hay qua một bên thứ ba: việc giao, chức vụ, cuộc họp?
// How do these two persons or bodies hang together, directly or through one third: orders, offices, meetings?
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {person: "Lương Đình Khoát", body: null, other_person: "Đàm Xuân Lịch", other_body: null, since: null, until: null}
// A renamed or merged body is what it was before, too.
MATCH (asked:Agent) WHERE asked.label = coalesce($body, $person, '')
MATCH (asked)<-[:BECAME*0..3]-(one:Agent)
MATCH (other_asked:Agent) WHERE other_asked.label = coalesce($other_body, $other_person)
MATCH (other_asked)<-[:BECAME*0..3]-(other:Agent)
// What each is joined to by a claim or a meeting; of several claims of one kind the first. No collective is crossed.
CALL (one) {
  MATCH (one)<-[:GIVEN_BY]-(n:Assignment)-[:GIVEN_TO]->(y:Agent) WHERE NOT y:Group
  RETURN y, n, CASE WHEN n.kind = 'requested' THEN 'asked' ELSE 'gave an order to' END AS how
  UNION
  MATCH (one)<-[:GIVEN_TO]-(n:Assignment)-[:GIVEN_BY]->(y:Agent)
  RETURN y, n, CASE WHEN n.kind = 'requested' THEN 'was asked by' ELSE 'was given an order by' END AS how
  UNION
  MATCH (one)<-[:HOLDER]-(n:Tenure)-[:OFFICE]->(:Role)-[:IN_BODY]->(y:Body)
  RETURN y, n, CASE WHEN n.former THEN 'once held an office of' ELSE 'holds an office of' END AS how
  UNION
  MATCH (one)<-[:IN_BODY]-(:Role)<-[:OFFICE]-(n:Tenure)-[:HOLDER]->(y:Person)
  RETURN y, n, CASE WHEN n.former THEN 'once had in office' ELSE 'has in office' END AS how
  UNION
  MATCH (one)<-[:CHAIRED_BY|ATTENDED_BY|HELD_BY]-(n:Meeting)-[:CHAIRED_BY|ATTENDED_BY|HELD_BY]->(y:Agent) WHERE y.id <> one.id
  RETURN y, n, 'at one meeting with' AS how
}
WITH one, other, y, how, n ORDER BY coalesce(n.date, n.seen), n.id
WHERE ($since IS NULL OR coalesce(n.date, n.seen) IS NULL OR coalesce(n.date, n.seen) >= $since)
  AND ($until IS NULL OR coalesce(n.date, n.seen) IS NULL OR coalesce(n.date, n.seen) <= $until)
WITH one, other, y, how, collect(n)[0] AS n
WITH one, other, collect({from: one.label, how: how, to: y.label, y: y.id, n: n}) AS near
CALL (other) {
  MATCH (other)<-[:GIVEN_BY]-(n:Assignment)-[:GIVEN_TO]->(y:Agent) WHERE NOT y:Group
  RETURN y, n, CASE WHEN n.kind = 'requested' THEN 'asked' ELSE 'gave an order to' END AS how
  UNION
  MATCH (other)<-[:GIVEN_TO]-(n:Assignment)-[:GIVEN_BY]->(y:Agent)
  RETURN y, n, CASE WHEN n.kind = 'requested' THEN 'was asked by' ELSE 'was given an order by' END AS how
  UNION
  MATCH (other)<-[:HOLDER]-(n:Tenure)-[:OFFICE]->(:Role)-[:IN_BODY]->(y:Body)
  RETURN y, n, CASE WHEN n.former THEN 'once held an office of' ELSE 'holds an office of' END AS how
  UNION
  MATCH (other)<-[:IN_BODY]-(:Role)<-[:OFFICE]-(n:Tenure)-[:HOLDER]->(y:Person)
  RETURN y, n, CASE WHEN n.former THEN 'once had in office' ELSE 'has in office' END AS how
  UNION
  MATCH (other)<-[:CHAIRED_BY|ATTENDED_BY|HELD_BY]-(n:Meeting)-[:CHAIRED_BY|ATTENDED_BY|HELD_BY]->(y:Agent) WHERE y.id <> other.id
  RETURN y, n, 'at one meeting with' AS how
}
WITH one, other, near, y, how, n ORDER BY coalesce(n.date, n.seen), n.id
WHERE ($since IS NULL OR coalesce(n.date, n.seen) IS NULL OR coalesce(n.date, n.seen) >= $since)
  AND ($until IS NULL OR coalesce(n.date, n.seen) IS NULL OR coalesce(n.date, n.seen) <= $until)
WITH one, other, near, y, how, collect(n)[0] AS n
WITH one, other, near, collect({from: other.label, how: how, to: y.label, y: y.id, n: n}) AS far
WITH [x IN near WHERE x.y = other.id | {through: null, hop: 1, edge: x}] AS direct,
     [x IN near WHERE any(z IN far WHERE z.y = x.y) | {through: x.to, hop: 1, edge: x}]
     + [z IN far WHERE any(x IN near WHERE x.y = z.y) | {through: z.to, hop: 2, edge: z}] AS through
UNWIND CASE WHEN size(direct) > 0 THEN direct ELSE through END AS step
WITH step.through AS through, step.hop AS hop, step.edge.from AS from, step.edge.how AS how, step.edge.to AS to, step.edge.n AS n
CALL (n, from, to) {
  MATCH (n)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source) WHERE NOT n:Meeting
  RETURN q, s
  UNION
  // Who was at a meeting: the sentence that names the person, in a source that tells of the meeting.
  MATCH (n)-[r:CHAIRED_BY|ATTENDED_BY]->(p:Person)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source)
  WHERE n:Meeting AND p.label IN [from, to] AND s.id IN r.sources
  WITH q, s ORDER BY CASE WHEN p.label = from THEN 1 ELSE 2 END, s.published, s.id, q.start
  RETURN collect(q)[0] AS q, collect(s)[0] AS s
}
WITH through, hop, from, how, to, n, q, s WHERE q IS NOT NULL
RETURN through AS through, hop AS hop, from AS from, how AS how, to AS to, coalesce(n.date, n.seen_in, n.seen) AS date,
       coalesce(n.task, n.name) AS text,
       q.text AS quote, coalesce(s.title, s.file, s.id) AS source, s.file AS file, q.start AS start, q.end AS end,
       coalesce(n.rule + CASE s.made_by WHEN 'hand' THEN ', corrected' ELSE '' END, s.made_by) AS made, n.sure AS sure, n.id AS id
ORDER BY through, hop, how, id;
