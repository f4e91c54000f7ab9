"""After a load only the derived links that it can have altered are made again, and the result is that of making all again."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stores import SAMPLE, loaded

from giaoviec.graph import recordfile
from giaoviec.graph.case import Options, load
from giaoviec.graph.derive import derive, derived_links
from giaoviec.graph.folder import Case
from giaoviec.graph.stores.base import Statement, Store, open_store

RECORDS = {path.stem: path for path in sorted((SAMPLE / "records").glob("*.yaml"))}
LINKS = "|".join(derived.link for derived in derived_links())
HOW = ("as it is", "gone", "later", "asked", "no offices", "other receivers", "other subjects")


def altered(record: dict[str, Any], how: str) -> dict[str, Any]:
    """A record that says something else: its days a year later, requests for orders, nobody in office, receivers or subjects
    handed round."""
    items = [*record["assignments"], *record["requirements"]]
    if how == "later":
        for meeting in record["meetings"]:
            meeting["date"] = meeting["date"] and meeting["date"] + datetime.timedelta(366)
    elif how == "asked":
        for item in items:
            item["kind"] = "requested"
    elif how == "no offices":
        for person in record["people"]:
            person["roles"] = []
    elif how == "other receivers":
        whole = [item["to"] for item in record["assignments"]]
        for item, to in zip(record["assignments"], whole[1:] + whole[:1], strict=True):
            item["to"] = to
    elif how == "other subjects":
        for item, about in zip(items, [each["about"] for each in reversed(items)], strict=True):
            item["about"] = about
    return record


def bring(case: Case, name: str, how: str, folder: Path) -> None:
    """Loads one record of the sample otherwise than it was."""
    if how == "gone":
        there = (case.records / f"{name}.yaml").exists()
        load(case, [], Options(drop=[name] if there else []))
        return
    told = altered(yaml.safe_load(RECORDS[name].read_text(encoding="utf-8")), how)
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(told, allow_unicode=True, sort_keys=False), encoding="utf-8")
    load(case, recordfile.read(path), Options(texts=[SAMPLE / "sources"]))


def links(store: Store) -> list[tuple[str, str, str, str]]:
    rows = store.read(f"MATCH (a)-[r:{LINKS}]->(b) RETURN type(r) AS t, a.id AS a, b.id AS b, properties(r) AS p", {})
    return sorted((row["t"], row["a"], row["b"], str(sorted(row["p"].items()))) for row in rows)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    """The sample, which the tests change again and again."""
    yield loaded(tmp_path_factory.mktemp("touched") / "case")


@given(st.lists(st.tuples(st.sampled_from(sorted(RECORDS)), st.sampled_from(HOW)), min_size=1, max_size=3))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_a_load_leaves_is_what_making_all_again_gives(case: Case, tmp_path: Path, changes: list[tuple[str, str]]) -> None:
    for name, how in changes:
        bring(case, name, how, tmp_path)
    store = open_store(case.store, read_only=False)
    try:
        found = links(store)
        derive(store)
        assert found == links(store)
    finally:
        store.close()


def test_each_way_to_alter_a_record_alters_derived_links(tmp_path: Path) -> None:
    """Else the test above would compare what never changed."""
    case = loaded(tmp_path / "case")
    seen = set()
    for how in HOW:
        for name in ("cong-2023-11-20", "can-bo-2024-04-02", "cong-van-2024-05-24", "van-khanh-2024-08-06"):
            bring(case, name, how, tmp_path)
        store = open_store(case.store, read_only=True)
        seen.add(tuple(links(store)))
        store.close()
    assert len(seen) == len(HOW)


def test_only_what_a_load_touched_is_made_again(tmp_path: Path) -> None:
    case = loaded(tmp_path / "case")
    store = open_store(case.store, read_only=False)
    store.write(
        [Statement(f"MATCH (a:{d.start})-[r:{d.link}]->(b:{d.end}) SET r.left_alone = true", {}) for d in derived_links()]
    )
    store.close()
    bring(case, "can-bo-2024-04-02", "other receivers", tmp_path)
    store = open_store(case.store, read_only=True)
    rows = store.read(f"MATCH (a)-[r:{LINKS}]->(b) RETURN type(r) AS t, r.left_alone AS alone, count(r) AS n", {})
    store.close()
    alone = sum(row["n"] for row in rows if row["alone"])
    again = {row["t"] for row in rows if not row["alone"]}
    assert "ASSIGNED" in again and "HOLDS" not in again  # who holds which office is told as before
    assert alone > 3 * sum(row["n"] for row in rows if not row["alone"])


def test_a_store_whose_rules_are_others_is_derived_anew(tmp_path: Path) -> None:
    case = loaded(tmp_path / "case")
    store = open_store(case.store, read_only=False)
    before = links(store)
    store.write([Statement("MATCH (a:Agent)-[r:ASSIGNED]->(b:Agent) DELETE r", {})])
    store.write([Statement("MATCH (m:StoreMark {id: 'mark'}) SET m.rules = 'of an older giaoviec'", {})])
    store.close()
    load(case, [], Options())
    store = open_store(case.store, read_only=True)
    assert links(store) == before
    store.close()
