"""The checker gives the verdicts of pyshacl: on the graphs of real records, and on a graph broken in each way."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
import yaml
from pyshacl import validate
from rdflib import RDF, SH, Graph
from reference import BASE, WORDS, rdflib_graph

from giaoviec.graph.check import violations
from giaoviec.graph.home import ONTOLOGY, ROOT
from giaoviec.graph.mint import Id
from giaoviec.graph.rdf import source_graph
from giaoviec.graph.records import Record
from giaoviec.graph.triples import SourceGraph, Triple, Value
from giaoviec.graph.validation import parse
from giaoviec.graph.vocabulary import ontology

SHAPES = Graph().parse(ONTOLOGY)

GOOD = source_graph(
    Record.model_validate(
        {
            "made": {"by": "hand"},
            "source": {"key": "text:small", "title": "Kết luận"},
            "jurisdiction": "tỉnh Sông Vân",
            "meetings": [{"id": "m1", "name": "Phiên họp", "body": "UBND tỉnh Sông Vân", "ordinal": 2, "date": "2021-03-04"}],
            "people": [
                {
                    "name": "Lê Văn Bình",
                    "part": ["chair"],
                    "roles": [{"label": "Chủ tịch UBND tỉnh Sông Vân"}],
                    "evidence": "ông Bình",
                }
            ],
            "projects": [{"name": "Cầu Sông Vân", "evidence": "cầu Sông Vân"}],
            "documents": [{"name": "Nghị quyết số 15-NQ/TU", "number": "15-NQ/TU", "evidence": "Nghị quyết 15"}],
            "decisions": [
                {"id": "d1", "kind": "agreed", "what": "đồng ý chủ trương", "evidence": "đồng ý", "about": ["Cầu Sông Vân"]}
            ],
            "assignments": [
                {
                    "id": "a1",
                    "meeting": "m1",
                    "kind": "assigned",
                    "by": [{"name": "Lê Văn Bình"}],
                    "to": [{"name": "Sở Xây dựng tỉnh Sông Vân"}],
                    "task": "kiểm tra cầu",
                    "deadline": {"text": "trước 31/3", "date": "2021-03-31"},
                    "about": ["Cầu Sông Vân"],
                    "evidence": "giao Sở Xây dựng kiểm tra cầu",
                }
            ],
            "reports": [
                {
                    "id": "r1",
                    "by": [{"name": "Sở Xây dựng tỉnh Sông Vân"}],
                    "about": "tiến độ",
                    "evidence": "báo cáo tiến độ",
                    "answers": "a1",
                }
            ],
        }
    ),
    None,
).triples

Edit = Callable[[list[Triple]], list[Triple]]


def node(kind: str) -> Id:
    """The first node of a class in the good graph."""
    return next(subject for subject, word, thing in GOOD if word == "type" and thing == kind)


def without(kind: str, word: str) -> Edit:
    return lambda triples: [t for t in triples if not (t[0] == node(kind) and t[1] == word)]


def also(kind: str, word: str, value: Id | Value) -> Edit:
    return lambda triples: [*triples, (node(kind), word, value)]


def instead(kind: str, word: str, value: Id | Value) -> Edit:
    return lambda triples: also(kind, word, value)(without(kind, word)(triples))


BROKEN: dict[str, tuple[Edit, str, str]] = {
    "minCount: an order without its task": (without("Assignment", "task"), "Assignment", "task"),
    "minCount of a superclass: an order without its quote": (without("Assignment", "statedIn"), "Assignment", "statedIn"),
    "minCount of a superclass: a person without name": (without("Person", "name"), "Person", "name"),
    "minCount: a project that no sentence names": (without("Project", "statedIn"), "Project", "statedIn"),
    "minCount: a quote of no source": (without("Quote", "inSource"), "Quote", "inSource"),
    "maxCount: two deadlines": (also("Assignment", "deadline", "2021-04-01"), "Assignment", "deadline"),
    "maxCount of a superclass: two quotes": (also("Assignment", "statedIn", Id("quote/other")), "Assignment", "statedIn"),
    "maxCount: two names": (also("Body", "name", "Sở khác"), "Body", "name"),
    "datatype date: no such day": (instead("Assignment", "deadline", "2021-02-31"), "Assignment", "deadline"),
    "datatype date: a day with words": (instead("Meeting", "date", "ngày 4/3/2021"), "Meeting", "date"),
    "datatype date: a month": (instead("Meeting", "date", "2021-03"), "Meeting", "date"),
    "datatype integer: a number as text": (instead("Meeting", "ordinal", "2"), "Meeting", "ordinal"),
    "datatype integer: true": (instead("Meeting", "ordinal", True), "Meeting", "ordinal"),
    "datatype boolean: yes": (instead("Quote", "checked", "yes"), "Quote", "checked"),
    "datatype boolean: 1": (instead("Quote", "checked", 1), "Quote", "checked"),
    "datatype string: a number": (instead("Person", "name", 7), "Person", "name"),
    "datatype string: a node": (instead("Decision", "what", Id("project/x")), "Decision", "what"),
    "in: an unknown kind": (instead("Assignment", "kind", "ordered"), "Assignment", "kind"),
    "in: another case": (instead("Role", "seats", "One"), "Role", "seats"),
    "in: a node": (instead("Role", "seats", Id("one")), "Role", "seats"),
    "in: a number": (instead("Source", "madeBy", 1), "Source", "madeBy"),
    "class: given to a place": (instead("Assignment", "givenTo", node("Place")), "Assignment", "givenTo"),
    "class: given to text": (instead("Assignment", "givenTo", "Sở Xây dựng"), "Assignment", "givenTo"),
    "class: given to a node without type": (also("Assignment", "givenTo", Id("body/unknown")), "Assignment", "givenTo"),
    "class: an office that is a body": (instead("Tenure", "office", node("Body")), "Tenure", "office"),
    "nodeKind: about text": (also("Assignment", "about", "Cầu Sông Vân"), "Assignment", "about"),
    "nodeKind: under a number": (also("Assignment", "under", 15), "Assignment", "under"),
}

FINE: dict[str, Edit] = {
    "a subclass where its superclass is asked for": also("Assignment", "givenTo", node("Role")),
    "the same value twice is one": also("Body", "name", str(next(v for s, w, v in GOOD if s == node("Body") and w == "name"))),
    "nodeKind asks no type": also("Assignment", "about", Id("project/of-another-source")),
    "a word that the class does not ask for": also("Place", "since", "2021"),
    "a node of a class that the ontology lacks": lambda triples: [*triples, (Id("x/1"), "type", Id("Thing"))],
    "a node without a class": lambda triples: [*triples, (Id("x/1"), "task", "a"), (Id("x/1"), "task", "b")],
}


def ours(triples: Iterable[Triple]) -> set[tuple[str, str]]:
    return {(str(v.node), v.property) for v in violations(triples, ontology())}


def by_pyshacl(triples: Iterable[Triple]) -> set[tuple[str, str]]:
    logging.disable(logging.WARNING)  # rdflib warns of a day that does not exist, which is meant here
    try:
        _, report, _ = validate(rdflib_graph(triples), shacl_graph=SHAPES, ont_graph=SHAPES, inference="none")
    finally:
        logging.disable(logging.NOTSET)
    assert isinstance(report, Graph)
    return {
        (str(report.value(result, SH.focusNode)).removeprefix(BASE), str(report.value(result, SH.resultPath)).removeprefix(WORDS))
        for result in report.subjects(RDF.type, SH.ValidationResult)
    }


def test_a_good_graph_has_nothing_wrong() -> None:
    assert ours(GOOD) == set()
    assert by_pyshacl(GOOD) == set()


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_graph_is_found_out_where_pyshacl_finds_it(case: str) -> None:
    edit, kind, word = BROKEN[case]
    broken = edit(list(GOOD))
    assert (node(kind), word) in ours(broken)
    assert ours(broken) == by_pyshacl(broken)


@pytest.mark.parametrize("case", FINE)
def test_what_shacl_allows_is_allowed(case: str) -> None:
    graph = FINE[case](list(GOOD))
    assert ours(graph) == by_pyshacl(graph) == set()


def test_every_construct_of_the_ontology_is_broken_once() -> None:
    used = {str(p).rpartition("#")[2] for p in SHAPES.predicates() if str(p).startswith(str(SH))} - {"property", "path"}
    assert used == {case.split()[0].strip(":") for case in BROKEN}


def test_a_violation_names_node_property_value_and_what_was_asked() -> None:
    found = violations(instead("Assignment", "kind", "ordered")(list(GOOD)), ontology())
    assert [(v.node, v.property) for v in found] == [(node("Assignment"), "kind")]
    sentence = found[0].said.en
    assert all(words in sentence for words in (node("Assignment"), "kind", "ordered", "assigned, required, requested"))
    assert "ordered" in found[0].said.vi
    assert "một trong" in found[0].said.vi


def test_real_records_make_graphs_that_both_find_good(real_graphs: list[SourceGraph]) -> None:
    assert {g.id: ours(g.triples) for g in real_graphs if ours(g.triples)} == {}
    assert {g.id: found for g in real_graphs if (found := by_pyshacl(g.triples))} == {}


@pytest.mark.parametrize("path", sorted((ROOT / "sample" / "records").glob("*.yaml")), ids=lambda path: path.stem)
def test_the_sample_makes_graphs_that_both_find_good(path: Path) -> None:
    record, _ = parse(yaml.safe_load(path.read_text(encoding="utf-8")))
    assert record is not None
    keyed = record.model_copy(update={"source": record.source.model_copy(update={"key": path.stem})})
    graph = source_graph(keyed, None)
    assert ours(graph.triples) == by_pyshacl(graph.triples) == set()


def test_a_real_graph_without_one_of_its_triples_gets_one_verdict_from_both(real_graphs: list[SourceGraph]) -> None:
    """Every twentieth triple of a large graph left out in turn: the two agree on each, and some of them matter."""
    graph = max(real_graphs, key=lambda g: len(g.triples)).triples
    verdicts = []
    for at in range(0, len(graph), max(1, len(graph) // 12)):
        rest = graph[:at] + graph[at + 1 :]
        assert ours(rest) == by_pyshacl(rest), graph[at]
        verdicts.append(bool(ours(rest)))
    assert any(verdicts)


def test_a_hundred_thousand_triples_take_less_than_three_seconds(real_graphs: list[SourceGraph]) -> None:
    known = ontology()
    triples = sum(len(g.triples) for g in real_graphs)
    start = time.perf_counter()
    for _ in range(100_000 // triples + 1):
        for graph in real_graphs:
            violations(graph.triples, known)
    assert time.perf_counter() - start < 3
