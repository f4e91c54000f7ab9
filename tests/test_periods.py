"""Days as exactly as they are known, periods, and what has no day: in answers, in their tables and pages."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from test_case import take

from giaoviec.graph import show
from giaoviec.graph.answer import Answer, Wanted, ask, coverage
from giaoviec.graph.answer_data import as_csv, as_json
from giaoviec.graph.context import context, texts
from giaoviec.graph.dossier import page
from giaoviec.graph.errors import UsageError
from giaoviec.graph.folder import Case
from giaoviec.graph.saved import questions
from giaoviec.graph.stores.base import Store, open_store

PUBLISHED = {"nam": "2017", "thang": "2017-05", "ngay": "2017-12-31", "trong": None}
RECORD: dict[str, Any] = {
    "made": {"by": "hand"},
    "jurisdiction": "tỉnh Sông Vân",
    "people": [
        {"name": "Lê Văn Tám", "roles": [{"label": "Giám đốc Sở Y tế tỉnh Sông Vân"}], "evidence": "Giám đốc Sở Y tế Lê Văn Tám"}
    ],
}


def record(name: str, published: str | None) -> dict[str, Any]:
    """One order, of a source published then."""
    order = {
        "id": "a1",
        "kind": "assigned",
        "by": [{"name": "Lê Văn Tám"}],
        "to": [{"name": "Sở Nội vụ tỉnh Sông Vân"}],
        "task": f"lập kế hoạch số {name}",
        "evidence": f"giao Sở Nội vụ lập kế hoạch số {name}",
    }
    source = {"title": f"Bài {name}", "key": name, **({"published": published} if published else {})}
    return {**RECORD, "source": source, "assignments": [order]}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("periods")
    for name, published in PUBLISHED.items():
        (folder / f"{name}.json").write_text(json.dumps(record(name, published)), encoding="utf-8")
    case = Case(folder / "case")
    take(case, folder)
    return case


@pytest.fixture(scope="module")
def store(case: Case) -> Iterator[Store]:
    opened = open_store(case.store, read_only=True)
    yield opened
    opened.close()


def asked(store: Store, case: Case, name: str, most: int | None = None, **typed: str) -> Answer:
    return ask(store, name, typed, case.digest(), Wanted(today="2018-01-01", most=most))


def screen(found: Answer, lang: str = "en") -> str:
    console = Console(width=100)
    with console.capture() as shown:
        for line in show.answer(found, lang):
            console.print(line, markup=False)
    return shown.get()


def test_a_day_is_told_as_exactly_as_it_is_known(store: Store, case: Case) -> None:
    rows = asked(store, case, "assignments").rows
    told = {row["source"].removeprefix("Bài "): row["date"] for row in rows}
    assert told == PUBLISHED


@pytest.mark.parametrize("name", ["duties", "given-to", "given-by", "person", "timeline", "source", "order", "gaps"])
def test_no_question_makes_a_day_of_a_year(store: Store, case: Case, name: str) -> None:
    """The one that was published on 31 December says so; the one of which only the year is known does not."""
    orders = {row["source"]: row["order"] for row in asked(store, case, "assignments").rows}
    source = store.read("MATCH (s:Source) WHERE s.published = '2017' RETURN s.id AS id", {})[0]["id"]
    typed = {
        "given-to": {"body": "sở nội vụ"},
        "given-by": {"person": "lê văn tám"},
        "person": {"person": "lê văn tám"},
        "timeline": {"person": "lê văn tám"},
        "source": {"source": source},
        "order": {"order": orders["Bài nam"]},
    }
    rows = [row for row in asked(store, case, name, **typed.get(name, {})).rows if row["source"] == "Bài nam"]
    days = {row.get("date") or row.get("seen") for row in rows}
    assert days - {None} == {"2017"}


def test_what_is_known_to_the_year_counts_for_no_month(store: Store, case: Case) -> None:
    months = {row["month"]: row["orders"] for row in asked(store, case, "workload").rows}
    assert months == {"2017": 1, "2017-05": 1, "2017-12": 1, None: 1}
    counted = {row["name"]: row["count_no_date"] for row in asked(store, case, "duties-by", by="month").rows}
    assert counted == {"2017": 1, "2017-05": 1, "2017-12": 1, None: 1}


def test_an_office_is_seen_in_the_year_that_is_known(store: Store, case: Case) -> None:
    rows = asked(store, case, "holders", role="giám đốc sở y tế").rows
    shown = {row["source"].removeprefix("Bài "): (row["first"], row["last"]) for row in rows}
    assert shown == {name: (day, day) for name, day in PUBLISHED.items()}


def test_what_is_loaded_is_told_from_the_first_to_the_last_day_as_they_are_known(tmp_path: Path) -> None:
    path = tmp_path / "nam.json"
    path.write_text(json.dumps(record("nam", "2017")), encoding="utf-8")
    case = Case(tmp_path / "case")
    take(case, path)
    opened = open_store(case.store, read_only=True)
    its = coverage(opened)
    opened.close()
    assert (its.first, its.last) == ("2017", "2017")


@pytest.mark.parametrize("most", [None, 2])
def test_rows_without_a_day_are_counted_where_a_period_is_asked_for(store: Store, case: Case, most: int | None) -> None:
    """Three orders lie in it or have no day; the one of May does not, that of the year counts as of its last day."""
    found = asked(store, case, "assignments", most, since="2017-06-01")
    assert (found.total, found.undated) == (3, 1)
    assert "1 of them has no date, and so stands in every period." in screen(found)
    assert "Trong đó 1 dòng không rõ ngày" in screen(found, "vi")
    assert "1 of them has no date" in "".join(page(found, context(store, found.rows), texts(case.sources), "en"))
    assert json.loads(as_json(found))["undated"] == 1


def test_without_a_period_nothing_is_said_of_rows_without_a_day(store: Store, case: Case) -> None:
    assert asked(store, case, "assignments").undated == 0


def test_counts_say_in_how_many_rows_orders_without_a_day_are(store: Store, case: Case) -> None:
    found = asked(store, case, "duties-by", since="2017-06-01")
    assert found.undated == 1 and "1 row counts orders without a date too" in screen(found)


ELSEWHERE = {"also", "onward-leads", "path", "project"}  # they ask about what this case does not hold
PERIODS = [name for name, each in questions().items() if any(p.name == "since" for p in each.parameters)]


@pytest.mark.parametrize("name", sorted({*PERIODS} - ELSEWHERE))
def test_a_period_after_all_days_holds_what_has_no_day_and_nothing_else(store: Store, case: Case, name: str) -> None:
    """By this the rows without a day are counted where not all rows were fetched."""
    person = {p.name: "lê văn tám" for p in questions()[name].parameters if p.name == "person"}
    typed = {"given-to": {"body": "sở nội vụ"}, "holders": {"role": "giám đốc sở y tế"}}.get(name, person)
    rows = asked(store, case, name, since="9999-12-31", **typed).rows
    assert {row["source"] for row in rows} <= {"Bài trong"}


def test_a_period_that_ends_before_it_begins_is_refused(store: Store, case: Case) -> None:
    with pytest.raises(UsageError, match="is after --until 2017-01-01; exchange the two days"):
        asked(store, case, "assignments", since="1/2/2017", until="2017-01-01")
    assert asked(store, case, "assignments", since="2017-12-31", until="2017-12-31").total == 3


def test_a_table_of_counts_has_room_for_the_names_and_tells_the_rest_below(store: Store, case: Case) -> None:
    found = asked(store, case, "duties-by")
    for lang, head, told in (
        ("en", "name", "state of the order that is shown: no date set"),
        ("vi", "tên", "tình trạng của việc"),
    ):
        lines = screen(found, lang).splitlines()
        table = lines[: next(n for n, line in enumerate(lines) if line.startswith("[1]"))]
        assert any(re.search(rf"^\s+{head}\s", line) for line in table)
        assert any("Sở Nội vụ tỉnh" in line for line in table) or lang == "vi"
        assert "lập kế hoạch" not in "".join(table) and "…" not in "".join(table)
        assert told in " ".join(" ".join(lines[len(table) :]).split())
    assert "task" in as_csv(found, "en").splitlines()[0] and "state" in json.loads(as_json(found))["rows"][0]
