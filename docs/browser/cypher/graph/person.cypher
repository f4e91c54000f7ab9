// Một người: chức vụ, cuộc họp, việc giao và được giao · A person: offices, meetings, orders
// Người này giữ chức gì, dự những cuộc họp nào, giao việc cho ai, được ai giao việc? Mỗi việc và mỗi nơi nhận một mũi tên.
// Which offices does this person hold, at which meetings, who gives orders to whom? One arrow for each order and receiver.
// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:
// :params {person: "Lương Đình Khoát"}
MATCH (x:Person {label: $person})
CALL (x) {
  MATCH path = (x)-[h:HOLDS]->(:Role)-[:IN_BODY]->(:Body)
  RETURN path ORDER BY h.last_seen DESC LIMIT 10
  UNION
  MATCH path = (x)<-[l:CHAIRED_BY|ATTENDED_BY]-(m:Meeting)
  WHERE l:CHAIRED_BY OR NOT EXISTS { (m)-[:CHAIRED_BY]->(x) }
  RETURN path ORDER BY m.date DESC, m.id LIMIT 10
  UNION
  MATCH path = (x)-[l:ASSIGNED|ASKED]-(:Agent)
  RETURN path ORDER BY l.date DESC, l.order LIMIT 20
  UNION
  MATCH path = (x)-[:HOLDS]->(:Role)<-[l:ASSIGNED|ASKED]-(:Agent)
  RETURN path ORDER BY l.date DESC, l.order LIMIT 10
}
RETURN path AS path;
