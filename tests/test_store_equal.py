"""Every saved question gives the same rows on every store, and the server plans it well."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED, TEXTS
from servers import Neo4j
from store_body import Place
from store_rows import asked, rows_of
from stores import SAMPLE
from test_store_neo4j import no_notifications, place_on

from giaoviec.graph import recordfile
from giaoviec.graph.case import Options, load
from giaoviec.graph.derive import derived_links
from giaoviec.graph.folder import Case
from giaoviec.graph.saved import questions
from giaoviec.graph.stores.base import Store

__all__ = ["no_notifications"]

ANCHORS = {"person", "body", "role", "project", "agent"}
SEEKS = ("NodeIndexSeek", "NodeUniqueIndexSeek", "NodeIndexSeekByRange", "NodeUniqueIndexSeekByRange")


def fill(place: Place, folder: Path, records: Path, texts: tuple[Path, ...]) -> None:
    incoming = (each for path in sorted(records.glob("*.yaml")) for each in recordfile.read(path))
    load(Case(folder), incoming, Options(texts=texts, store=place.uri, access=place.access))


@pytest.fixture(scope="module", params=["sample", "real"])
def corpus(request: pytest.FixtureRequest) -> tuple[Path, tuple[Path, ...]]:
    """Records and the folders of their texts: the invented sample, and the real ones where they are at hand."""
    if request.param == "sample":
        return SAMPLE / "records", (SAMPLE / "sources",)
    if not any((SHARED / "records").glob("*.yaml")):
        pytest.skip(f"the real records are not here: no {SHARED / 'records'}")
    return SHARED / "records", TEXTS


@pytest.fixture(scope="module")
def embedded(corpus: tuple[Path, tuple[Path, ...]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    folder = tmp_path_factory.mktemp("equal")
    place = Place(f"embedded:{folder / 'store'}")
    fill(place, folder / "case", *corpus)
    store = place.open(read_only=True)
    yield store
    store.close()


@pytest.fixture(scope="module", params=["neo4j_526", "neo4j_2026"])
def server(
    request: pytest.FixtureRequest, corpus: tuple[Path, tuple[Path, ...]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, Store]]:
    """A server that holds the corpus, and its fixture's name."""
    place = place_on(request.getfixturevalue(request.param))
    fill(place, tmp_path_factory.mktemp("equal") / "case", *corpus)
    store = place.open(read_only=True)
    yield request.param, store
    store.close()


def test_each_question_gives_the_same_rows_everywhere(
    embedded: Store, server: tuple[str, Store], corpus: tuple[Path, tuple[Path, ...]]
) -> None:
    name, store = server
    expected = rows_of(embedded)
    assert sum(len(rows) for rows in expected.values()) > 100
    if corpus[0].is_relative_to(SAMPLE):  # the real records give some questions nothing to find
        assert {name.split(" ")[0] for name, rows in expected.items() if rows} == set(questions()), "a question without any row"
    for before in ("",) if name == "neo4j_526" else ("CYPHER 5 ", "CYPHER 25 "):
        assert rows_of(store, before) == expected


@pytest.fixture(scope="module", params=["neo4j_526", "neo4j_2026"])
def planner(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4j]:
    """A server that holds the sample, to be asked for plans."""
    server: Neo4j = request.getfixturevalue(request.param)
    fill(place_on(server), tmp_path_factory.mktemp("plans") / "case", SAMPLE / "records", (SAMPLE / "sources",))
    return server


def plan_of(server: Neo4j, text: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    with server.driver() as driver, driver.session(database=server.database) as session:
        plan = session.run("EXPLAIN " + text, dict(parameters)).consume().plan
    assert plan
    return plan


def operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for part in plan.get("children", ()):
        yield from operators(part)


def name_of(operator: Mapping[str, Any]) -> str:
    return str(operator["operatorType"]).split("@")[0].split("(")[0]


def leaves(plan: Mapping[str, Any]) -> set[str]:
    return {name_of(each) for each in operators(plan) if not each.get("children")}


def require_good(plan: Mapping[str, Any]) -> None:
    names = [name_of(each) for each in operators(plan)]
    assert len(names) > 1
    assert "AllNodesScan" not in names
    for each in operators(plan):
        if name_of(each) == "CartesianProduct":
            for side in each["children"]:
                assert gives_one_row(side) or leaves(side) <= {*SEEKS, "Argument"}, leaves(side)


def gives_one_row(plan: Mapping[str, Any]) -> bool:
    """Whether a part of a plan counts or sums up without grouping, or takes the first of an index: a product with that is none."""
    while name_of(plan) in ("Projection", "Filter", "Optional"):
        plan = plan["children"][0]
    if name_of(plan) == "CartesianProduct":
        return all(gives_one_row(side) for side in plan["children"])
    return name_of(plan) in ("EagerAggregation", "Limit") and float(plan["args"]["EstimatedRows"]) <= 1


@pytest.mark.parametrize("name", questions())
def test_a_question_is_planned_on_an_index(planner: Neo4j, name: str) -> None:
    question = questions()[name]
    plan = plan_of(planner, question.text, question.values({}))
    require_good(plan)
    if any(parameter.type in ANCHORS and parameter.default is not None for parameter in question.parameters):
        assert leaves(plan) & set(SEEKS), f"a question anchored on a name starts from {leaves(plan)}"


@pytest.mark.parametrize("derived", derived_links(), ids=lambda derived: derived.link)
def test_derived_links_are_planned_without_a_scan_of_all_nodes(planner: Neo4j, derived: Any) -> None:
    require_good(plan_of(planner, derived.text, {"ids": None}))


def test_the_check_of_plans_bites(planner: Neo4j) -> None:
    for text in ("MATCH (n) RETURN n.id", "MATCH (a:Person), (b:Body) RETURN a.id, b.id"):
        with pytest.raises(AssertionError):
            require_good(plan_of(planner, text, {}))


def test_the_check_of_notifications_bites(planner: Neo4j, no_notifications: list[str]) -> None:
    with planner.driver() as driver:
        driver.execute_query("EXPLAIN MATCH (p:Person) CALL { WITH p RETURN 1 AS x } RETURN x", database_=planner.database)
    assert any("deprecated" in message for message in no_notifications)
    no_notifications.clear()  # it was meant


def test_many_values_are_asked(embedded: Store) -> None:
    assert len(asked(embedded)) > 2 * len(questions())
