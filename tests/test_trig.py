"""Sources as TriG and back: nothing is lost, the bytes are always the same, and rdflib reads what was written."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import Real
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Dataset, Graph, URIRef
from rdflib.compare import isomorphic
from reference import BASE, rdflib_graph

from giaoviec.graph.errors import InputError
from giaoviec.graph.files import write_parts
from giaoviec.graph.mint import Id
from giaoviec.graph.rdf import source_graph
from giaoviec.graph.records import Record, dump
from giaoviec.graph.trig import Told, read, trig
from giaoviec.graph.triples import SourceGraph, Triple, Value
from giaoviec.graph.vocabulary import ontology

# rdflib uses its own older names.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

SMALL = Record.model_validate(
    {
        "made": {"by": "hand"},
        "source": {"key": "text:small", "title": "Kết luận"},
        "jurisdiction": None,
        "meetings": [{"id": "m1", "name": "Phiên họp", "date": "2021-03-04", "chairs": ["Lê Văn Bình"]}],
        "people": [{"name": "Lê Văn Bình", "part": ["chair"], "meeting": None, "evidence": "ông Bình", "start": 3}],
        "assignments": [
            {
                "id": "a1",
                "kind": "assigned",
                "to": [{"name": "Sở Xây dựng", "as": "Sở"}],
                "task": "kiểm tra",
                "evidence": "giao kiểm tra",
            }
        ],
    }
)


def told(record: Record) -> Told:
    graph = source_graph(record, None)
    return Told(graph.id, record, graph.triples)


def write(sources: Iterable[Told], path: Path) -> None:
    write_parts(path, trig(sources, ontology()))


def exact(triples: tuple[Triple, ...]) -> set[tuple[str, str, type, Id | Value]]:
    """Triples as a set in which true is not 1 and an id is not its text."""
    return {(str(s), w, type(v), v) for s, w, v in triples}


def parsed(text: str) -> Dataset:
    return Dataset().parse(data=text, format="trig")


def named(data: Dataset, name: str) -> Graph:
    return data.graph(URIRef(BASE + name))


@pytest.fixture(scope="session")
def real_sources(reals: list[Real], real_graphs: list[SourceGraph]) -> list[Told]:
    pairs = zip(reals, real_graphs, strict=True)
    return [Told(graph.id, real.record, graph.triples) for real, graph in pairs]


def test_real_records_come_back_as_they_were(real_sources: list[Told], tmp_path: Path) -> None:
    write(real_sources, tmp_path / "all.trig")
    back = {source.id: source for source in read(tmp_path / "all.trig", ontology())}
    assert len(back) == 35
    for source in real_sources:
        assert back[source.id].record == source.record
        assert dump(back[source.id].record) == dump(source.record)
        assert exact(back[source.id].triples) == exact(source.triples)


def test_real_records_read_back_make_the_same_graph_again(reals: list[Real], real_sources: list[Told], tmp_path: Path) -> None:
    """What a graph depends on (a field that was given as null, say) is in the record that travels."""
    write(real_sources, tmp_path / "all.trig")
    texts = {source.id: real.text for source, real in zip(real_sources, reals, strict=True)}
    made = {source.id: source.triples for source in real_sources}
    for source in read(tmp_path / "all.trig", ontology()):
        assert source_graph(source.record, texts[source.id]).triples == made[source.id]


def test_rdflib_reads_the_graphs_that_the_standard_way_makes(real_sources: list[Told]) -> None:
    data = parsed("".join(trig(real_sources, ontology())))
    assert len(list(data.graphs())) == 2 * 35 + 1  # and the default graph, which is empty
    for source in real_sources:
        assert set(named(data, source.id)) == set(rdflib_graph(source.triples))


def test_written_read_and_written_again_it_is_isomorphic_and_the_same_bytes(real_sources: list[Told], tmp_path: Path) -> None:
    one, two = tmp_path / "one.trig", tmp_path / "two.trig"
    write(sorted(real_sources, key=lambda source: source.id), one)
    write(read(one, ontology()), two)
    assert two.read_bytes() == one.read_bytes()
    first, second = parsed(one.read_text(encoding="utf-8")), parsed(two.read_text(encoding="utf-8"))
    for source in real_sources[:5]:
        assert isomorphic(named(first, source.id), named(second, source.id))


def test_what_rdflib_writes_of_it_reads_back_the_same(real_sources: list[Told], tmp_path: Path) -> None:
    path = tmp_path / "by-rdflib.trig"
    parsed("".join(trig(real_sources[:5], ontology()))).serialize(path, format="trig", encoding="utf-8")
    back = {source.id: source for source in read(path, ontology())}
    for source in real_sources[:5]:
        assert dump(back[source.id].record) == dump(source.record)
        assert exact(back[source.id].triples) == exact(source.triples)


def test_the_order_of_triples_changes_no_byte() -> None:
    source = told(SMALL)
    turned = Told(source.id, source.record, tuple(reversed(source.triples)))
    assert "".join(trig([source], ontology())) == "".join(trig([turned], ontology()))


def test_a_source_has_a_graph_of_its_own_and_its_record_another() -> None:
    source = told(SMALL)
    data = parsed("".join(trig([source], ontology())))
    assert {str(g.identifier) for g in data.graphs() if len(g)} == {f"{BASE}{source.id}", f"{BASE}{source.id}/record"}
    assert len(named(data, f"{source.id}/record")) == 1


def test_dates_numbers_and_truth_have_their_datatypes() -> None:
    text = "".join(trig([told(SMALL)], ontology()))
    assert ':date "2021-03-04"^^xsd:date' in text
    assert ":checked false" in text
    assert ':task "kiểm tra"' in text


words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(lambda text: text.strip())


@settings(max_examples=150, deadline=None)
@given(
    task=words,
    evidence=words,
    name=words.filter(lambda text: any(map(str.isalnum, text))),
    start=st.none() | st.integers(0, 10**6),
    url=st.none() | words,
)
def test_any_text_comes_back(
    tmp_path_factory: pytest.TempPathFactory, task: str, evidence: str, name: str, start: int | None, url: str | None
) -> None:
    order = {"id": "a1", "kind": "assigned", "to": [{"name": name}], "task": task, "evidence": evidence, "start": start}
    data = {"made": {"by": "machine"}, "source": {"key": "k", "title": url}, "assignments": [order]}
    source = told(Record.model_validate(data))
    path = tmp_path_factory.mktemp("any") / "any.trig"
    write([source], path)
    (back,) = read(path, ontology())
    assert dump(back.record) == dump(source.record)
    assert exact(back.triples) == exact(source.triples)


@pytest.mark.parametrize(
    "triple",
    [
        (Id("meeting/1"), "date", "2021-02-31"),
        (Id("meeting/1"), "date", "ngày 4/3"),
        (Id("meeting/1"), "ordinal", "2"),
        (Id("meeting/1"), "ordinal", True),
        (Id("meeting/1"), "name", 7),
        (Id("meeting/1"), "heldBy", "UBND"),
    ],
)
def test_a_wrong_value_travels_as_it_is_without_a_word_in_the_log(
    triple: Triple, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """To be wrong is the checker's to say; the writer hides nothing."""
    source = told(SMALL)
    write([Told(source.id, source.record, (*source.triples, triple))], tmp_path / "x.trig")
    (back,) = read(tmp_path / "x.trig", ontology())
    assert exact((triple,)) <= exact(back.triples)
    assert not caplog.records
    assert logging.getLogger("rdflib.term").level == logging.NOTSET


@pytest.mark.parametrize(("word", "thing"), [("unknown", "x"), ("type", Id("Thing"))])
def test_a_word_of_no_ontology_is_not_written_and_the_old_file_stays(word: str, thing: Value, tmp_path: Path) -> None:
    path = tmp_path / "x.trig"
    path.write_text("old", encoding="utf-8")
    source = told(SMALL)
    with pytest.raises(InputError, match=str(thing) if word == "type" else word):
        write([source, Told(source.id, source.record, ((Id("x/1"), word, thing),))], path)
    assert path.read_text(encoding="utf-8") == "old"


@pytest.mark.parametrize(
    ("old", "new", "told_en"),
    [
        (":task", ":chore", "chore"),
        ("a :Assignment", "a :Chore", "Chore"),
        (":task", "<urn:x:task>", "urn:x:task"),
        ("^^rdf:JSON", "", None),
        ("prov:value", "prov:label", "does not hold a record"),
        ('"{', '"', "broken record"),
        ('\\"made\\"', '\\"maid\\"', "broken record"),
        (":checked false", ":checked 1.5", "1.5"),
        (":checked false", ':checked "x"@vi', "'vi'"),
        (":checked false", ':checked "x"^^xsd:integer', "another kind"),
        (":checked false", ":checked <urn:x:1>", "urn:x:1"),
        (":checked false", ":checked [ :task 'x' ]", "no id of giaoviec"),
        ("/record> {", "/other> {", "no word of giaoviec"),
        ("@prefix : ", "<urn:giaoviec:x> a <urn:giaoviec:y> . @prefix : ", "belong to no source"),
        ("@prefix : ", "this is no TriG @prefix : ", "no TriG"),
        (".", ". [", "no TriG"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_one_sentence(old: str, new: str, told_en: str | None, tmp_path: Path) -> None:
    text = "".join(trig([told(SMALL)], ontology()))
    changed = text.replace(old, new, 1) if "record> {" not in old else text.replace(old, new)
    assert changed != text
    path = tmp_path / "x.trig"
    path.write_text(changed, encoding="utf-8")
    if told_en is None:  # a record without its datatype is a record all the same
        assert len(read(path, ontology())) == 1
        return
    with pytest.raises(InputError) as caught:
        read(path, ontology())
    assert told_en in caught.value.said.en
    assert "\n" not in caught.value.sentence("vi")
    assert str(path) in caught.value.sentence("vi")


def test_a_source_without_its_record_is_refused(tmp_path: Path) -> None:
    text = "".join(trig([told(SMALL)], ontology()))
    path = tmp_path / "x.trig"
    path.write_text(text[: text.index(f"\n<{BASE}{told(SMALL).id}/record> {{")], encoding="utf-8")
    with pytest.raises(InputError, match="lacks its graph or its record"):
        read(path, ontology())


@pytest.mark.parametrize("content", [b"\xe9t\xe9", b"[" * 5000, b"<a> <b> " + b"(" * 5000])
def test_bytes_that_are_no_trig_are_refused(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.trig"
    path.write_bytes(content)
    with pytest.raises(InputError, match="no TriG"):
        read(path, ontology())


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "no.trig", ontology())


def test_a_thousand_sources_are_written_in_a_few_seconds(real_sources: list[Told]) -> None:
    start = time.perf_counter()
    size = sum(len(piece) for _ in range(30) for piece in trig(real_sources, ontology()))
    assert size > 10_000_000
    assert time.perf_counter() - start < 10
