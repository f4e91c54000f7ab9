"""What every store must do: one class of tests, which each store's own file runs on an empty store (`place`).

The same body judges the embedded store on both builds of its engine and the real servers, so none can differ unseen.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from stores import SAMPLE

from giaoviec.graph import recordfile
from giaoviec.graph.build import Progress
from giaoviec.graph.case import SILENT, Options, load
from giaoviec.graph.derive import derive
from giaoviec.graph.errors import Said, StoreError
from giaoviec.graph.folder import Case
from giaoviec.graph.projection import Node, PropertyGraph
from giaoviec.graph.receipt import Receipt
from giaoviec.graph.stores import mark, sync
from giaoviec.graph.stores.base import NO_ACCESS, Access, Limits, Statement, Store, Taken, open_store
from giaoviec.graph.stores.mark import Loader, Mark
from giaoviec.graph.vocabulary import ontology

RECORDS = sorted((SAMPLE / "records").glob("*.yaml"))
ANOTHER = Loader("another machine", "another copy")
WRITES = [
    "CREATE (n:Person {id: 'person/x'})",
    "CREATE (n:Person {id: 'person/x'}) RETURN n.id AS id",
    "MERGE (n:Person {id: 'person/x'}) RETURN n.id AS id",
    "MATCH (n:Person) SET n.name = 'x' RETURN n.name AS name",
    "MATCH (n:Person) SET n:Agent RETURN n.id AS id",
    "MATCH (n:Person) REMOVE n.name RETURN n.id AS id",
    "MATCH (n:Person) DETACH DELETE n",
    "MATCH (n:Person) DELETE n",
    "MATCH (n:Person) FOREACH (i IN [1] | SET n.name = 'x')",
    "MATCH (n:Person) CALL (n) { SET n.name = 'x' } RETURN n.id AS id",
    "MATCH (n:Person) WITH n CREATE (n)-[:HOLDS]->(n) RETURN n.id AS id",
    "UNWIND [1] AS i CREATE (n:Person {id: 'person/x'})",
    "/* a remark */ CREATE (n:Person {id: 'person/x'})",
    "CREATE INDEX other IF NOT EXISTS FOR (n:Person) ON (n.name)",
    "DROP CONSTRAINT person_id IF EXISTS",
]
# What reaches files, other hosts or unknown code, and what writes in disguise; each is refused on each store.
DISGUISED = [
    "LOAD CSV FROM 'http://127.0.0.1:1/x' AS line RETURN line",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "load /* a remark */ csv FROM 'http://127.0.0.1:1/x' AS line RETURN line",
    "LOAD // CSV\n CSV WITH HEADERS FROM 'http://127.0.0.1:1/x' AS line RETURN line",
    "// a remark\rLOAD CSV FROM 'http://127.0.0.1:1/x' AS line RETURN line",
    "MATCH (n:Person) WHERE 'it\\'s' <> '/*' CALL () { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l } RETURN l /* '*/",
    "RETURN COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l } AS a",
    "RETURN [x IN [1, 2] WHERE EXISTS { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l }] AS a",
    "MATCH (n:Person) RETURN CASE WHEN true THEN [y IN [1] | COLLECT { LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l }] END AS a",
    "\\u004cOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "L\\u004fAD\\u0020CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "\\u0043REATE (n:Person {id: 'person/2'})",
    "// \\u000a CREATE (n:Person {id: 'person/2'})",
    "CREATE (n:Person {id: 'person/2'}) // RETURN 1",
    "RETURN 1 AS a; CREATE (n:Person {id: 'person/2'})",
    "MATCH (n:Person) CALL (n) { SET n.name = 'x' } IN TRANSACTIONS RETURN n.id AS id",
    "CALL () { CREATE (n:Person {id: 'person/2'}) } IN TRANSACTIONS OF 1 ROW ON ERROR CONTINUE",
    "CALL () { CALL () { CREATE (n:Person {id: 'person/2'}) } }",
    "MATCH (n:Person) FOREACH (i IN CASE WHEN true THEN [1] ELSE [] END | CREATE (:Person {id: 'person/2'}))",
    "PROFILE CREATE (n:Person {id: 'person/2'})",
    "CALL apoc.load.json('http://127.0.0.1:1/') YIELD value RETURN value",
    "CALL apoc.create.node(['Person'], {id: 'person/2'}) YIELD node RETURN node.id AS id",
    "CALL apoc.cypher.doIt('CREATE (:Person)', {}) YIELD value RETURN value",
    "CALL `apoc`.`cypher`.`runWrite`('CREATE (:Person)', {}) YIELD value RETURN value",
    "CALL /* a remark */ db.createLabel('Other')",
    "WITH 1 AS `a`CALL db.stats.collect('QUERIES') YIELD section RETURN section",
    "CALL db.awaitIndexes(1)",
    "CALL db.stats.collect('QUERIES')",
    "CALL db.prepareForReplanning()",
    "CALL tx.setMetaData({a: 1})",
    "CALL dbms.killConnection('bolt-1')",
    "MATCH (n:Person) WHERE EXISTS { CALL db.stats.collect('QUERIES') YIELD section RETURN section } RETURN n.id AS id",
    "RETURN [x IN [1] WHERE EXISTS { CALL db.stats.collect('QUERIES') YIELD section RETURN section }] AS a",
    "RETURN apoc.cypher.runFirstColumnSingle('LOAD CSV FROM \"file:///etc/hosts\" AS l RETURN l', {}) AS a",
    "RETURN `apoc` . `cypher`./* a remark */runFirstColumnMany ('RETURN 1', {}) AS a",
    "MATCH (n:Person) WHERE '\\\\' <> n.name AND \\u0061poc.cypher.runFirstColumnMany('RETURN 1', {}) = [] RETURN n.id AS id",
    "TERMINATE TRANSACTIONS 'neo4j-transaction-1'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'another one'",
]
HARMLESS = [
    ("MATCH (n:Person) WHERE n.name <> 'create (n) set merge' RETURN n.id AS id // DELETE", [{"id": "person/1"}]),
    ("MATCH (n:Person) WITH n.name AS `SET` RETURN `SET` AS a /* CREATE () */", [{"a": "a"}]),
    ("WITH {call: 1, load: 2} AS map RETURN map.call AS a, map.load AS b;", [{"a": 1, "b": 2}]),
    ("CALL db.labels() YIELD label WITH label WHERE label = 'Person' RETURN label", [{"label": "Person"}]),
    ("MATCH (n:Person) CALL (n) { RETURN n.name AS name } RETURN name", [{"name": "a"}]),
    (
        "RETURN toString(date.truncate('year', date('2024-05-14'))) + ' apoc.x(1)' AS a // apoc.y(2)",
        [{"a": "2024-01-01 apoc.x(1)"}],
    ),
    ("RETURN 'load" + "/**/" * 40 + "' AS a", [{"a": "load" + "/**/" * 40}]),  # 2^40 ways to look for CSV behind it
]
VALUES: dict[str, Any] = {
    "name": "Nguyễn Thị Đượm — “Phó Chủ tịch”",
    "text": "dòng một\ndòng hai\t'nháy' \"kép\" \\ $x {y} 😀",
    "empty": "",
    "number": 0,
    "big": 2**53 + 1,
    "negative": -5,
    "yes": True,
    "no": False,
    "several": ["a", "Ủy ban", ""],
    "none": [],
    "day": "2024-02-29",
}


@dataclass(frozen=True)
class Place:
    """Where a store is, and the login it asks for."""

    uri: str
    access: Access = NO_ACCESS

    def open(self, *, read_only: bool = False) -> Store:
        return open_store(self.uri, read_only=read_only, access=self.access)

    def load(self, case: Case, paths: Iterable[Path] = RECORDS, progress: Progress = SILENT, **options: Any) -> Receipt:
        incoming = (each for path in paths for each in recordfile.read(path))
        asked = Options(texts=[SAMPLE / "sources"], store=self.uri, access=self.access, **options)
        return load(case, incoming, asked, progress)

    def read(self, text: str, **parameters: Any) -> list[dict[str, Any]]:
        store = self.open(read_only=True)
        try:
            return store.read(text, parameters)
        finally:
            store.close()

    def write(self, text: str, **parameters: Any) -> None:
        store = self.open()
        try:
            store.write([Statement(text, parameters)])
        finally:
            store.close()

    def digest(self) -> str:
        """A hash over the snapshot."""
        return hashlib.sha256(_text(self.snapshot()).encode()).hexdigest()

    def snapshot(self) -> dict[str, list[Any]]:
        store = self.open(read_only=True)
        try:
            return snapshot(store)
        finally:
            store.close()


def snapshot(store: Store) -> dict[str, list[Any]]:
    """Every node and relationship of giaoviec's classes, whoever made them, in an order of its own."""
    label = "|".join(ontology().concrete)
    nodes = store.read(f"MATCH (n:{label}) RETURN n.id AS id, labels(n) AS labels, properties(n) AS properties", {})
    links = store.read(
        f"MATCH (n:{label})-[r]->(b) RETURN n.id AS start, type(r) AS type, b.id AS end, properties(r) AS properties", {}
    )
    for node in nodes:
        node["labels"] = sorted(node["labels"])
    return {"nodes": sorted(nodes, key=_text), "links": sorted(links, key=_text)}


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path / "case")


class StoreBody:
    """A subclass gives `place`: an empty store for each test."""

    # --- the protocol --------------------------------------------------------------------------------------------------------

    def test_values_of_every_type_come_back_as_they_went_in(self, place: Place) -> None:
        store = place.open()
        store.prepare(sync.schema_of(ontology()))
        store.write(
            [Statement("UNWIND $rows AS r MERGE (n:Person {id: r.id}) SET n = r", {"rows": [{"id": "person/1", **VALUES}]})]
        )
        rows = store.read("MATCH (n:Person) RETURN properties(n) AS all, n.none AS none, date(n.day) AS day", {})
        store.close()
        assert rows == [{"all": {"id": "person/1", **VALUES}, "none": [], "day": "2024-02-29"}]

    def test_prepare_twice_is_prepare_once(self, place: Place) -> None:
        store = place.open()
        for _ in range(2):
            store.prepare(sync.schema_of(ontology()))
        with pytest.raises(StoreError):
            store.write([Statement("CREATE (:Person {id: 'person/1'}) CREATE (:Person {id: 'person/1'})", {})])
        assert store.read("MATCH (n:Person) RETURN count(n) AS n", {}) == [{"n": 0}]
        store.close()

    @pytest.mark.parametrize("text", WRITES)
    def test_reading_refuses_what_writes(self, place: Place, text: str) -> None:
        store = place.open()
        store.prepare(sync.schema_of(ontology()))
        store.write([Statement("MERGE (n:Person {id: 'person/1'}) SET n.name = 'a'", {})])
        with pytest.raises(StoreError):
            store.read(text, {})
        found = store.read("MATCH (n:Person) RETURN n.id AS id, n.name AS name, COUNT { (n)--() } AS links", {})
        store.close()
        assert found == [{"id": "person/1", "name": "a", "links": 0}]

    def test_what_reaches_beyond_reading_is_refused_in_every_disguise(self, place: Place) -> None:
        place.write("MERGE (n:Person {id: 'person/1'}) SET n.name = 'a'")
        store = place.open(read_only=True)
        for text in DISGUISED:
            for read in (lambda text: store.take(text, {}, Limits(5, 20)), lambda text: store.read(text, {})):
                with pytest.raises(StoreError) as raised:
                    read(text)
                assert "Traceback" not in raised.value.sentence("en") and "\n" not in raised.value.sentence("vi"), text
                if "passwd" in text and "\\u" not in text:
                    assert "LOAD CSV, which reads files" in raised.value.said.en
        found = store.read("MATCH (n) WHERE n.id STARTS WITH 'person' RETURN n.id AS id, n.name AS name", {})
        store.close()
        assert found == [{"id": "person/1", "name": "a"}]

    def test_what_only_speaks_of_writing_is_read(self, place: Place) -> None:
        place.write("MERGE (n:Person {id: 'person/1'}) SET n.name = 'a'")
        store = place.open(read_only=True)
        taken = [store.take(text, {}, Limits(5, 20)) for text, _ in HARMLESS]
        store.close()
        assert [each.rows for each in taken] == [rows for _, rows in HARMLESS]
        assert taken[2].columns == ("a", "b")

    def test_only_so_many_rows_are_taken_and_it_is_known_whether_there_are_more(self, place: Place) -> None:
        place.write("MERGE (n:Person {id: 'person/1'})")
        store = place.open(read_only=True)
        text = "UNWIND range(1, $n) AS i RETURN i"
        taken = [store.take(text, {"n": n}, Limits(3, 20)) for n in (1_000_000, 4, 3, 2, 0)]
        store.close()
        assert [(len(each.rows), each.more) for each in taken] == [(3, True), (3, True), (3, False), (2, False), (0, False)]
        assert taken[0] == Taken(("i",), [{"i": 1}, {"i": 2}, {"i": 3}], True)

    def test_a_store_opened_for_reading_takes_no_write(self, place: Place) -> None:
        place.write("MERGE (n:Person {id: 'person/1'})")
        store = place.open(read_only=True)
        with pytest.raises(StoreError):
            store.write([Statement("MERGE (n:Person {id: 'person/2'})", {})])
        assert store.read("MATCH (n:Person) RETURN n.id AS id", {}) == [{"id": "person/1"}]
        store.close()

    @pytest.mark.parametrize("returned", ["n", "[n] AS list", "{a: n} AS map"])
    def test_whole_nodes_do_not_come_back(self, place: Place, returned: str) -> None:
        place.write("MERGE (n:Person {id: 'person/1'})")
        with pytest.raises(StoreError, match="return their properties"):
            place.read(f"MATCH (n:Person) RETURN {returned}")

    @pytest.mark.parametrize("returned", ["p", "[p] AS list", "{a: p} AS map"])
    def test_paths_do_not_come_back(self, place: Place, returned: str) -> None:
        place.write("MERGE (n:Person {id: 'person/1'}) MERGE (r:Role {id: 'role/1'}) MERGE (n)-[:HOLDS]->(r)")
        for path in ("(:Person)", "(:Person)-->(:Role)", "(:Role)<--(:Person)", "(:Person)--()"):
            with pytest.raises(StoreError, match="return their properties"):
                place.read(f"MATCH p = {path} RETURN {returned}")
        assert place.read("MATCH (:Person) RETURN '(#1:0) là chữ' AS a") == [{"a": "(#1:0) là chữ"}]

    def test_a_transaction_is_done_whole_or_not_at_all(self, place: Place) -> None:
        store = place.open()
        good = Statement("MERGE (n:Person {id: 'person/1'})", {})
        with pytest.raises(StoreError):
            store.write([good, Statement("MATCH (n:Person) SET n.x = 1 / 0", {})])
        with pytest.raises(StoreError, match="nothing was found"):
            store.write([good, Statement("MATCH (n:Body) RETURN n.id AS id", {}, Said("không thấy gì", "nothing was found"))])
        assert store.read("MATCH (n:Person) RETURN count(n) AS n", {}) == [{"n": 0}]
        store.write([good])
        assert store.read("MATCH (n:Person) RETURN count(n) AS n", {}) == [{"n": 1}]
        store.close()

    def test_a_wrong_query_is_an_error_in_one_sentence(self, place: Place) -> None:
        place.write("MERGE (n:Person {id: 'person/1'})")
        with pytest.raises(StoreError) as raised:
            place.read("MATCH (n:Person RETURN n")
        assert "\n" not in raised.value.sentence("en") + raised.value.sentence("vi")
        assert "this query cannot be run" in raised.value.said.en

    def test_a_missing_parameter_is_an_error(self, place: Place) -> None:
        place.write("MERGE (n:Person {id: 'person/1'})")
        with pytest.raises(StoreError):
            place.read("MATCH (n:Person) WHERE n.id = $id RETURN n.id AS id")

    # --- loading -------------------------------------------------------------------------------------------------------------

    def test_the_receipt_counts_what_is_found_again(self, place: Place, case: Case) -> None:
        receipt = place.load(case)
        words = ontology()
        for kind in receipt.kinds:
            text = f"MATCH (n:{kind.name}) RETURN count(n) AS n"
            if kind.name in words.relationships:
                text = f"MATCH (:{'|'.join(words.concrete)})-[r:{kind.name}]->() RETURN count(r) AS n"
            assert place.read(text) == [{"n": kind.found}], kind
            assert (kind.new, kind.changed, kind.gone) == (kind.found, 0, 0), kind
        assert {"Assignment", "Person", "GIVEN_TO", "STATED_IN"} <= {kind.name for kind in receipt.kinds}
        assert sum(kind.found for kind in receipt.kinds) == receipt.nodes + receipt.links
        assert receipt.data()["store"]["kinds"]["Assignment"]["found"] > 0

    def test_the_store_counts_by_class_and_type_itself(self, place: Place, case: Case) -> None:
        found = {kind.name: kind.found for kind in place.load(case).kinds}
        store = place.open(read_only=True)
        counts = store.counts(sync.schema_of(ontology()))
        store.close()
        assert {name: count for name, count in counts.items() if name in found} == found

    def test_what_is_missing_in_the_store_after_all_is_an_error(self, place: Place) -> None:
        graph = PropertyGraph({_id("person/1"): Node("Person", {"id": "person/1"})}, {})
        store = place.open()
        store.prepare(sync.schema_of(ontology()))
        with pytest.raises(StoreError, match="Person: 0 / 1"):
            sync.counted(store, sync.counts_of(graph), ontology())
        sync.apply(store, sync.from_nothing(graph), ontology())
        assert sync.counted(store, sync.counts_of(graph), ontology()) == {"Person": 1}
        store.close()

    def test_a_second_load_writes_nothing(self, place: Place, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
        place.load(case)
        before = place.snapshot()
        opened = place.open()
        kind = type(opened)
        opened.close()
        monkeypatch.setattr(kind, "write", lambda *_: pytest.fail("the second load writes"))
        receipt = place.load(case)
        assert (receipt.nodes, receipt.links, receipt.gone) == (0, 0, 0)
        assert sum(kind.found for kind in receipt.kinds) > 0
        assert place.snapshot() == before

    def test_two_tasks_between_one_pair_stay_two(self, place: Place, case: Case, tmp_path: Path) -> None:
        place.load(case, [_record(tmp_path, "hai việc", "lập kế hoạch", "kiểm tra các chợ")])
        rows = place.read(
            "MATCH (g:Person)-[l:ASSIGNED]->(r:Body) RETURN g.name AS giver, r.name AS body, l.task AS task ORDER BY task"
        )
        assert [row["task"] for row in rows] == ["kiểm tra các chợ", "lập kế hoạch"]
        assert {(row["giver"], row["body"]) for row in rows} == {("Lê Văn Tám", "Sở Y tế tỉnh Sông Vân")}

    def test_only_the_difference_is_written(self, place: Place, case: Case, tmp_path: Path) -> None:
        place.load(case, [_record(tmp_path, "bài", "lập kế hoạch", "kiểm tra các chợ", due="2024-04-30")])
        receipt = place.load(case, [_record(tmp_path, "bài", "lập kế hoạch", "kiểm tra các chợ")])
        kinds = {kind.name: kind for kind in receipt.kinds if kind.new or kind.changed or kind.gone}
        assert {name: (kind.new, kind.changed, kind.gone) for name, kind in kinds.items()} == {"Assignment": (0, 2, 0)}
        assert place.read("MATCH (a:Assignment) WHERE a.deadline IS NOT NULL RETURN count(a) AS n") == [{"n": 0}]

    def test_removing_a_source_takes_exactly_its_own(self, place: Place, case: Case, tmp_path: Path) -> None:
        first, *others = RECORDS
        place.load(case, others)
        without = place.snapshot()
        assert place.load(case, [first]).nodes > 0
        assert place.snapshot() != without
        assert place.load(case, [], drop=[first.stem]).gone > 0
        assert place.snapshot() == without

    def test_batches_that_are_full_make_the_same_graph(self, place: Place, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sync, "BATCH", 7)
        place.load(case)
        small = place.snapshot()
        place.write("MATCH (n) DETACH DELETE n")
        monkeypatch.undo()
        place.load(case)
        assert place.snapshot() == small

    def test_more_nodes_than_a_batch_holds(self, place: Place) -> None:
        count = 2 * sync.BATCH + 1
        ids = [_id(f"person/{number:012x}") for number in range(count)]
        nodes = {each: Node("Person", {"id": each, "name": f"Người {number}"}) for number, each in enumerate(ids)}
        graph = PropertyGraph(nodes, {("HOLDS", ids[0], each): {} for each in ids[1:]})
        store = place.open()
        store.prepare(sync.schema_of(ontology()))
        sync.apply(store, sync.from_nothing(graph), ontology())
        found = store.read("MATCH (n:Person) RETURN count(n) AS n, count(DISTINCT n.name) AS names", {})
        links = store.read("MATCH (:Person {id: $id})-[r:HOLDS]->(b:Agent) RETURN count(DISTINCT b.id) AS n", {"id": ids[0]})
        store.close()
        assert (found, links) == ([{"n": count, "names": count}], [{"n": count - 1}])

    def test_a_link_that_stands_twice_is_made_one_again(self, place: Place, case: Case) -> None:
        place.load(case)
        before = place.snapshot()
        place.write(
            "MATCH (a:Assignment)-[:GIVEN_TO]->(b:Agent) WITH a, b ORDER BY a.id, b.id LIMIT 1 CREATE (a)-[:GIVEN_TO]->(b)"
        )
        assert len(place.snapshot()["links"]) == len(before["links"]) + 1
        place.load(case)
        assert place.snapshot() == before

    # --- whose a store is ----------------------------------------------------------------------------------------------------

    def test_a_store_of_a_newer_giaoviec_is_left_alone(self, place: Place, case: Case) -> None:
        place.load(case, RECORDS[:1])
        place.write("MATCH (m:StoreMark {id: 'mark'}) SET m.schema = $schema", schema=mark.SCHEMA_VERSION + 1)
        before = place.snapshot()
        with pytest.raises(StoreError, match="a newer giaoviec made this store"):
            place.load(case)
        assert place.snapshot() == before

    def test_a_store_of_another_case_is_left_alone(self, place: Place, case: Case, tmp_path: Path) -> None:
        place.load(case, RECORDS[:1])
        before = place.snapshot()
        with pytest.raises(StoreError, match="belongs to another case"):
            place.load(Case(tmp_path / "other"))
        assert place.snapshot() == before

    def test_what_other_programs_keep_is_not_touched(self, place: Place, case: Case) -> None:
        store = place.open()
        store.prepare(sync.schema_of(ontology()))
        for text in FOREIGN:
            store.write([Statement(text, {})])
        store.close()
        before = _foreign(place)
        first = RECORDS[0]
        place.load(case)
        assert _foreign(place) == before
        place.load(case, [], drop=[first.stem])
        assert _foreign(place) == before
        ours = "MATCH (a:Person {id: 7}) MATCH (b:Person) WHERE b.id STARTS WITH 'person/' "
        place.write(ours + "MERGE (b)-[:KNOWS]->(a) MERGE (a)-[:KNOWS]->(b)")
        place.load(case, [first])
        knows = place.read("MATCH (a:Person {id: 7})-[r:KNOWS]->(b:Person) RETURN count(r) AS n, count(DISTINCT b.id) AS people")
        assert knows[0]["n"] == knows[0]["people"] > 10

    # --- one load at a time --------------------------------------------------------------------------------------------------

    def test_a_store_that_another_copy_is_loading_is_refused(self, place: Place, case: Case) -> None:
        place.load(case, RECORDS[:1])
        store = place.open()
        with pytest.raises(ZeroDivisionError), mark.claimed(store, ANOTHER):
            raise ZeroDivisionError  # that load dies, so its claim stays
        store.close()
        before = place.snapshot()
        with pytest.raises(StoreError, match="'another machine' is loading into this store"):
            place.load(case)
        assert place.snapshot() == before

    def test_the_claim_of_a_dead_load_goes_stale(self, place: Place, case: Case) -> None:
        store = place.open()
        with pytest.raises(ZeroDivisionError), mark.claimed(store, ANOTHER):
            raise ZeroDivisionError
        store.close()
        past = mark.STALE_SECONDS * 1000 + 1
        place.write("MATCH (l:StoreMark {id: 'claim'}) SET l.beat = l.beat - $past", past=past)
        place.load(case)
        assert place.read("MATCH (m:StoreMark) RETURN m.id AS id, m.state AS state") == [{"id": "mark", "state": "ready"}]

    def test_the_same_copy_takes_over_from_its_dead_load_at_once(self, place: Place, case: Case) -> None:
        store = place.open()
        with pytest.raises(ZeroDivisionError), mark.claimed(store, case.loader()):
            raise ZeroDivisionError
        store.close()
        assert place.load(case).nodes > 0

    def test_a_load_whose_store_was_taken_over_writes_no_more(self, place: Place, case: Case) -> None:
        store = place.open()
        store.prepare(sync.schema_of(ontology()))
        with pytest.raises(StoreError, match="took this store over"), mark.claimed(store, ANOTHER) as slow:
            slow.write([Statement("MERGE (n:Person {id: 'person/1'})", {})])
            store.write([Statement("MATCH (l:StoreMark {id: 'claim'}) SET l.token = 'of a third'", {})])
            slow.write([Statement("MERGE (n:Person {id: 'person/2'})", {})])
        assert store.read("MATCH (n:Person) RETURN n.id AS id", {}) == [{"id": "person/1"}]
        store.close()

    def test_a_load_that_writes_on_several_lanes_is_taken_over_on_all_of_them(self, place: Place, case: Case) -> None:
        store = place.open()
        store.prepare(sync.schema_of(ontology()))
        with mark.claimed(store, case.loader()) as slow, slow.apart(2) as lanes:
            for number, lane in enumerate(lanes):
                lane.write([Statement(f"MERGE (n:Person {{id: 'person/{number}'}})", {})])
            store.write([Statement("MATCH (l:StoreMark {id: 'claim'}) SET l.beat = 0", {})])
            with mark.claimed(store, ANOTHER):
                for lane in lanes:
                    with pytest.raises(StoreError, match="took this store over"):
                        lane.write([Statement("MERGE (n:Person {id: 'person/x'})", {})])
            with pytest.raises(StoreError, match="took this store over"):
                slow.write([])
            place_lanes = store.read("MATCH (n:Person) RETURN count(n) AS n", {})
            assert place_lanes == [{"n": len(lanes)}]
            store.write([Statement("MERGE (l:StoreMark {id: 'claim'}) SET l.token = $token", {"token": slow._token})])  # type: ignore[attr-defined]
        store.close()

    def test_the_mark_says_while_a_load_is_not_finished(self, place: Place, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
        place.load(case, RECORDS[:1])
        done = place.snapshot()
        monkeypatch.setattr("giaoviec.graph.derive.derive", _fails)
        with pytest.raises(StoreError, match="broken off"):
            place.load(case)
        store = place.open(read_only=True)
        found = mark.read_mark(store)
        store.close()
        assert isinstance(found, Mark) and found.state == mark.LOADING
        monkeypatch.undo()
        place.load(case, [], drop=[path.stem for path in RECORDS[1:]])
        assert place.snapshot() == done

    def test_derived_links_after_each_load_are_those_of_making_all_again(self, place: Place, case: Case) -> None:
        for path in RECORDS:
            place.load(case, [path])
        place.load(case, [], drop=[RECORDS[0].stem])
        found = place.snapshot()
        store = place.open()
        derive(store)
        store.close()
        assert place.snapshot() == found


FOREIGN = [
    "CREATE (a:Person {id: 7, name: 'Người lạ'})-[:HOLDS {since: 1999}]->(b:Role {id: 'role-7', title: 'Giám đốc'})",
    "MATCH (a:Person {id: 7}) CREATE (a)-[:ASSIGNED {task: 'khác'}]->(c:Body {name: 'không mã'})",
    "CREATE (a:Assignment {id: 'x/1', task: 'việc lạ'})-[:GIVEN_TO]->(b:Body {id: 'nơi lạ'}) CREATE (a)-[:GIVEN_BY]->(b)",
    "MATCH (a:Assignment {id: 'x/1'}) MATCH (p:Person {id: 7}) CREATE (a)-[:FALLS_TO {rule: 'theirs'}]->(p)",
    "CREATE (t:Tenure {id: 'nhiệm kỳ', former: false})-[:OFFICE]->(:Role {id: 'r'}) CREATE (t)-[:HOLDER]->(:Person {id: 'p'})",
    "CREATE (:Thing {id: 'person/thing'})-[:MENTIONS]->(:Quote {text: 'không mã'})",
]


def _foreign(place: Place) -> list[Any]:
    """The nodes that are not giaoviec's, with their links."""
    told = (
        "MATCH (n) WHERE NOT n:StoreMark "
        "AND (n:Thing OR n.id IS NULL OR NOT any(p IN $ours WHERE coalesce(n.id STARTS WITH p, false))) "
        "OPTIONAL MATCH (n)-[r]-(b) RETURN labels(n) AS labels, properties(n) AS node, type(r) AS type, "
        "properties(r) AS link, properties(b) AS other"
    )
    rows = place.read(told, ours=[sync.prefix(kind) for kind in ontology().concrete])
    for row in rows:
        row["labels"] = sorted(row["labels"])
    assert len(rows) > 10
    return sorted(rows, key=_text)


def _record(folder: Path, title: str, *tasks: str, due: str | None = None) -> Path:
    """A record of one meeting at which one person gives each task to one body."""
    chair = "Lê Văn Tám"
    giving = {
        "made": {"by": "hand"},
        "source": {"title": title, "publisher": "Báo Sông Vân", "published": "2024-03-05", "key": title},
        "jurisdiction": "tỉnh Sông Vân",
        "meetings": [{"id": "m1", "body": "Ủy ban nhân dân tỉnh Sông Vân", "date": "2024-03-05", "chairs": [chair]}],
        "people": [
            {"name": chair, "part": ["chair"], "roles": [{"label": "Chủ tịch Ủy ban nhân dân tỉnh Sông Vân"}], "evidence": chair}
        ],
        "assignments": [
            {
                "id": f"a{number}",
                "meeting": "m1",
                "kind": "assigned",
                "by": [{"name": chair}],
                "to": [{"name": "Sở Y tế tỉnh Sông Vân"}],
                "task": task,
                "deadline": {"date": due} if due else None,
                "evidence": f"giao Sở Y tế {task}",
            }
            for number, task in enumerate(tasks, 1)
        ],
    }
    path = folder / f"{title}.json"
    path.write_text(json.dumps(giving, ensure_ascii=False), encoding="utf-8")
    return path


def _id(text: str) -> Any:
    return text


def _fails(*_: object) -> None:
    raise StoreError("đứt giữa chừng", "broken off")
