"""The saved questions: well made, and on the sample the rows that a careful reader expects (tests/golden, sample_facts.yaml)."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from stores import TEXTS, SampleStore, loaded

from giaoviec.graph.answer import Wanted, ask
from giaoviec.graph.derive import derived_links
from giaoviec.graph.saved import Question, questions
from giaoviec.graph.stores.base import Row, Statement, open_store
from giaoviec.graph.vocabulary import ontology

HERE = Path(__file__).resolve().parent
FACTS: dict[str, Any] = yaml.safe_load((HERE / "data" / "sample_facts.yaml").read_text(encoding="utf-8"))
EVIDENCE = ("quote", "source", "file", "start", "end", "made", "sure")
TEXTS_OF = {name: q.text for name, q in questions().items()} | {f"derive/{d.link.lower()}": d.text for d in derived_links()}
COMMENT_OR_STRING = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*")


def _plain(value: object) -> object:
    """A YAML value as answers give it: days are ISO text."""
    return value.isoformat() if isinstance(value, datetime.date) else value


def _golden(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = yaml.safe_load((HERE / "golden" / f"{name}.yaml").read_text(encoding="utf-8"))
    return cases


CASES = [(name, number, case) for name in questions() for number, case in enumerate(_golden(name), 1)]
GOLDEN = pytest.mark.parametrize(("name", "case"), [pytest.param(n, c, id=f"{n}-{i}") for n, i, c in CASES])


def _bare(text: str) -> str:
    return COMMENT_OR_STRING.sub(lambda match: "" if match[0].startswith("//") else "''", text)


# --- how they are made ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", questions())
def test_every_answer_says_where_it_stands_and_who_read_it(name: str) -> None:
    assert set(EVIDENCE) <= {column.name for column in questions()[name].columns}


@pytest.mark.parametrize("name", TEXTS_OF)
def test_labels_relationships_and_properties_are_words_of_the_ontology(name: str) -> None:
    words, text = ontology(), _bare(TEXTS_OF[name])
    types = {t for group in re.findall(r"\[\w*:([A-Z_|]+)", text) for t in group.split("|")}
    labels = set(re.findall(r"(?:\(|\b)\w*:([A-Z]\w*[a-z]\w*)", text))
    assert types and labels, "the test found nothing to look at"
    assert types <= words.relationship_types
    assert labels <= set(words.labels)
    own = set(re.findall(r"[{,]\s*(\w+):", text))  # keys of maps that the query itself makes
    assert set(re.findall(r"\b[a-z]\w*\.([a-z_]\w*)", text)) <= words.property_names | own


@pytest.mark.parametrize("name", TEXTS_OF)
def test_variable_length_is_bounded(name: str) -> None:
    for bounds in re.findall(r"\[\w*:[\w|]*(\*[^\]]*)\]", _bare(TEXTS_OF[name])):
        assert re.fullmatch(r"\*\d+\.\.\d+", bounds), bounds


CLAUSE = re.compile(
    r"^( *)(OPTIONAL MATCH|MATCH|WITH|RETURN|CALL|UNION)\b(.*?)"
    r"(?=^ *(?:OPTIONAL MATCH|MATCH|WITH|CALL|UNION|RETURN|UNWIND)\b|\Z)",
    re.M | re.S,
)
CARRIED = re.compile(r"\bAS (\w+)|(?:^|,)\s*(?:DISTINCT )?(\w+)(?=\s*(?:,|\Z|\n|ORDER\b|WHERE\b))")


@pytest.mark.parametrize("name", TEXTS_OF)
def test_a_match_holds_on_to_what_is_known_or_starts_from_a_label(name: str) -> None:
    """Two matches that share nothing make every row of one meet every row of the other."""
    known: set[str] = set()
    imported: dict[int, set[str]] = {}
    for clause in CLAUSE.finditer(_bare(TEXTS_OF[name])):
        indent, kind, rest = len(clause[1]), clause[2], clause[3]
        if kind == "UNION":
            known = set(imported[max(each for each in imported if each < indent)])
        elif kind == "CALL":
            imported[indent] = set(re.findall(r"\w+", re.findall(r"\((.*?)\)", rest)[0]))
        elif kind in ("WITH", "RETURN"):
            known |= {one or other for one, other in CARRIED.findall(rest)}
        else:
            pattern = re.split(r"\bWHERE\b", rest)[0]
            used = set(re.findall(r"(?<![.$\w:])[a-z]\w*\b(?!\s*\()", rest))
            assert re.search(r"\(\w*:[A-Z]", pattern) or used & known, f"an anchor without label: {clause[0]}"
            assert not known or used & known or "$" in rest, f"shares nothing with what is known: {clause[0]}"
            assert not re.search(r"\)\s*,\s*\(", pattern), f"two patterns in one match: {clause[0]}"
            known |= set(re.findall(r"[(\[](\w+)", pattern))


@pytest.mark.parametrize("name", questions())
def test_every_answer_has_an_order(name: str) -> None:
    last = questions()[name].text.rstrip().splitlines()[-1]
    assert re.fullmatch(r"ORDER BY .+", last), last


def test_blocks_that_recur_are_the_same_in_every_file() -> None:
    """Each file stands alone in Neo4j Browser, so some steps stand in several: they must not drift apart."""
    blocks: dict[tuple[str, str], set[str]] = {}
    block = re.compile(r"^CALL \((\w+)\) (?:\{[^\n]*\}|\{\n.*?^\})$", re.DOTALL | re.MULTILINE)
    for question in questions().values():
        for match in block.finditer(question.text):
            if match[1] != "one":  # what starts at the anchor is each question's own
                said = re.findall(r"RETURN ([^\n}]*)", match[0])[-1]
                blocks.setdefault((match[1], re.sub(r".*? AS ", "", said).strip()), set()).add(match[0])
    assert len(blocks) > 5
    assert {said for said, found in blocks.items() if len(found) > 1} == set()


# --- what they answer ----------------------------------------------------------------------------------------------------------


def test_every_question_has_golden_rows_and_an_empty_answer_among_them() -> None:
    assert {path.stem for path in (HERE / "golden").glob("*.yaml")} == set(questions())
    assert {name for name, _, case in CASES if not case["rows"]} == set(questions())


@GOLDEN
def test_the_rows_are_those_a_careful_reader_expects(name: str, case: dict[str, Any], sample: SampleStore) -> None:
    question = questions()[name]
    found = sample.ask(question, case["parameters"])
    left = list(found)
    for expected in case["rows"]:
        match = next((row for row in left if _fits(row, expected, sample)), None)
        assert match is not None, f"{case['why']}\nmissing: {expected}\nleft: {_shown(left, expected, sample)}"
        left.remove(match)
    assert not left, f"{case['why']}\ntoo many: {_shown(left, {'item': '', 'row': '', 'part': ''}, sample)}"


def _fits(row: Row, expected: dict[str, Any], sample: SampleStore) -> bool:
    wanted = {name: _plain(value) for name, value in expected.items() if name != "item"}
    assert set(wanted) <= set(row), f"no such column: {set(wanted) - set(row)}"
    items = expected["item"].split(" = ") if "item" in expected else [sample.item(row)]
    return sample.item(row) in items and all(row[name] == value for name, value in wanted.items())


def _shown(rows: list[Row], like: dict[str, Any], sample: SampleStore) -> list[dict[str, Any]]:
    return [{name: sample.item(row) if name == "item" else row.get(name) for name in like} for row in rows]


@GOLDEN
def test_a_quote_stands_in_its_text_where_the_row_says(name: str, case: dict[str, Any], sample: SampleStore) -> None:
    for row in sample.ask(questions()[name], case["parameters"]):
        assert TEXTS[row["file"]][row["start"] : row["end"]] == row["quote"]


@GOLDEN
def test_columns_have_the_types_they_say(name: str, case: dict[str, Any], sample: SampleStore) -> None:
    question = questions()[name]
    for row in sample.ask(question, case["parameters"]):
        assert list(row) == [column.name for column in question.columns]
        wrong = [(c.name, row[c.name]) for c in question.columns if not _of_type(row[c.name], c.type)]
        assert not wrong


def _of_type(value: object, kind: str) -> bool:
    if kind == "list":
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    if value is None:
        return kind != "id"
    if kind == "number":
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "yes":
        return isinstance(value, bool)
    return isinstance(value, str) and (kind != "day" or bool(re.fullmatch(r"\d{4}-\d\d-\d\d", value)))


ORDERED_BY = {
    "also": ("also",),
    "duties": ("state", "last_deadline", "date"),
    "duties-by": (),
    "gaps": ("gap", "date"),
    "holders": ("first", "last"),
    "onward": ("hop", "date"),
    "past-due": ("last_deadline", "date"),
    "path": ("through", "hop"),
    "source": ("start",),
    "workload": ("receiver", "month"),
}
APART = {"given-to": "group", "given-by": "from an office of it"}


@GOLDEN
def test_rows_come_in_a_fixed_order_and_those_without_day_last(name: str, case: dict[str, Any], sample: SampleStore) -> None:
    rows = sample.ask(questions()[name], case["parameters"])
    if name in ("meeting", "order"):  # as published, which no column of the meeting tells
        return
    columns = ORDERED_BY.get(name, ("date",))
    apart = [row.get("part") == APART.get(name, "") for row in rows]
    keys = [(last, *((row[c] is None, row[c]) for c in columns)) for last, row in zip(apart, rows, strict=True)]
    assert keys == sorted(keys)


BOUNDED = [name for name, each in questions().items() if each.bounded]


@pytest.mark.parametrize("name", BOUNDED)
def test_a_bounded_question_gives_its_first_rows_and_says_how_many_there_are(name: str, sample: SampleStore) -> None:
    """A question that lists a whole case stops in the store; what it gives is the beginning of the whole answer."""
    question = questions()[name]
    whole = sample.ask(question, {"day": "2024-07-31"} if "day" in {p.name for p in question.parameters} else {})
    assert len(whole) > 4
    for most in (1, 4, len(whole), len(whole) + 1):
        given = {"limit": most} | ({"day": "2024-07-31"} if "day" in {p.name for p in question.parameters} else {})
        rows = sample.ask(question, given)
        assert rows == whole[:most]
        assert {row["total"] for row in rows} == {len(whole)}


@pytest.mark.parametrize(("name", "given"), [("workload", {}), ("duties-by", {"day": "2024-07-31"})])
def test_a_question_that_counts_leaves_out_what_is_not_sure_and_says_how_many(
    name: str, given: dict[str, Any], tmp_path: Path
) -> None:
    """Of the four orders and one request to the department of transport one order is read in doubt here."""
    case = loaded(tmp_path / "case")
    store = open_store(case.store, read_only=False)
    text = "MATCH (a:Assignment) WHERE a.item = $item AND a.date = $date SET a.sure = false"
    store.write([Statement(text, {"item": "a1", "date": "2024-05-24"})])  # cong-van-2024-05-24:a1
    counted = {}
    for sure in (None, 1):
        rows = store.read(questions()[name].text, {**questions()[name].values(given), "sure": sure})
        rows = [row for row in rows if "Sở Giao thông vận tải tỉnh Sông Vân" in (row.get("receiver"), row.get("name"))]
        numbers = [row[c] for row in rows for c in row if c.startswith("count_") or c in ("orders", "requests")]
        counted[sure] = (sum(numbers), sum(row["unsure"] for row in rows))
    store.close()
    assert counted == {None: (5, 1), 1: (4, 1)}


@pytest.mark.parametrize(
    ("doubted", "plain", "sure"),
    [
        (["bao-2024-05-14"], (2, 0), (2, 0)),  # the notice tells the same order, and is sure
        (["bao-2024-05-14", "thong-bao-2024-05-17"], (2, 1), (1, 1)),
    ],
)
def test_an_order_of_the_other_name_counts_as_sure_where_one_of_its_accounts_is(
    doubted: list[str], plain: tuple[int, int], sure: tuple[int, int], tmp_path: Path
) -> None:
    """The committee of tỉnh Sông Vân was given two orders; the first is told by two sources."""
    case = loaded(tmp_path / "case")
    store = open_store(case.store, read_only=False)
    text = "MATCH (a:Assignment {item: 'a1'})-[:STATED_IN]->(:Quote)-[:IN_SOURCE]->(s:Source {file: $file}) SET a.sure = false"
    store.write([Statement(text, {"file": f"{name}.txt"}) for name in doubted])
    found = {}
    for only in (False, True):
        beside = ask(store, "given-to", {"body": "tỉnh Sông Vân"}, case.digest(), Wanted(sure=only)).also
        alone = ask(store, "also", {"body": "tỉnh Sông Vân"}, case.digest(), Wanted(sure=only))
        assert alone.rows == beside and alone.left_out == 0
        found[only] = [(row["orders"], row["unsure"]) for row in beside]
        assert not only or all(row["sure"] for row in beside), "the order that is shown is one that counts"
    store.close()
    assert found == {False: [plain], True: [sure]}


def test_the_questions_that_list_a_whole_case_are_bounded() -> None:
    assert {"assignments", "duties", "duties-by", "gaps", "orders-without-receiver", "past-due", "workload"} == set(BOUNDED)


@pytest.mark.parametrize("name", questions())
def test_the_default_of_a_question_finds_something(name: str, sample: SampleStore) -> None:
    assert sample.ask(questions()[name], {})


# --- against what a careful reader found ---------------------------------------------------------------------------------------


def _question(name: str) -> Question:
    return questions()[name]


def test_all_orders_and_who_gave_them_to_whom(sample: SampleStore) -> None:
    rows = sample.ask(_question("assignments"), {})
    counts = FACTS["counts"]
    assert len(rows) == counts["orders_with_receiver"] + counts["orders_without_receiver"]
    assert sum(row["kind"] == "requested" for row in rows) == counts["requests"]
    assert {sample.item(row) for row in rows if not row["receivers"]} == set(FACTS["without_receiver"])
    for row in rows:
        if row["receivers"]:
            _is_as_told(row, FACTS["orders"][sample.item(row)])


def _is_as_told(row: Row, told: dict[str, Any]) -> None:
    bare = [re.sub(r" \([^()]*\)$", "", name) for name in row["givers"]]
    assert (row["kind"], bare) == (told["kind"], told["by"])
    assert row["office"] == ([told["as"]] if told.get("as") else [])
    assert sorted(row["receivers"]) == sorted(told["to"])
    assert sorted(row["support"]) == sorted(told.get("support", []))
    assert row["report_to"] == told.get("report_to")
    assert row["deadline"] == _plain(told["deadline"])
    if "words" in told:
        assert row["due"] == told["words"]
    if "date" in told:
        assert row["date"] == _plain(told["date"])


def test_accounts_of_one_order_count_once_and_the_row_says_in_what_they_differ(sample: SampleStore) -> None:
    joined = {frozenset(pair["accounts"]): pair["differ"] for pair in FACTS["one_order"]}
    rows = [row for row in sample.ask(_question("assignments"), {}) if row["told"] > 1]
    found = {next(pair for pair in joined if sample.item(row) in pair): row["differ"] for row in rows}
    assert found == joined


@pytest.mark.parametrize("receiver", FACTS["given_to"])
def test_what_everybody_was_told(receiver: str, sample: SampleStore) -> None:
    told = FACTS["given_to"][receiver]
    found: dict[str, Counter[str]] = {
        place: Counter() for place in ("orders", "requests", "support", "before", "requests_before")
    }
    for row in sample.ask(_question("given-to"), {_kind(receiver, sample): receiver}):
        if row["part"] != "group":
            what = "requests" if row["kind"] == "requested" else "orders"
            before = "" if row["named"] == receiver else "before" if what == "orders" else "_before"
            place = "support" if row["part"] == "support" else "before" if before == "before" else what + before
            found[place][str(sample.item(row))] += 1
    for place, items in found.items():
        expected = [each.split(" = ") for each in told.get(place, [])]
        assert sum(items.values()) == len(expected), (place, items)
        assert all(any(items[one] == 1 for one in pair) for pair in expected), (place, items)


def _kind(label: str, sample: SampleStore) -> str:
    """The parameter that takes a label."""
    rows = sample.store.read("MATCH (n:Agent {label: $label}) RETURN labels(n) AS labels", {"label": label})
    return next(kind for kind in ("body", "role", "person") if kind.capitalize() in rows[0]["labels"])


@pytest.mark.parametrize("giver", FACTS["given_by"])
def test_what_everybody_gave(giver: str, sample: SampleStore) -> None:
    told = FACTS["given_by"][giver]
    name = giver.partition(" (")[0]
    anchor = _anchor(name, told, sample)
    rows = [row for row in sample.ask(_question("given-by"), anchor) if row["part"] == "itself"]
    expected = [each.split(" = ") for place in ("orders", "requests", "requirements") for each in told.get(place, [])]
    assert len(rows) == len(expected)
    assert all(any(sample.item(row) in pair for pair in expected) for row in rows)
    assert sum(row["kind"] == "requested" for row in rows) == len(told.get("requests", []))
    assert sum(row["kind"].endswith("no receiver") for row in rows) == len(told.get("requirements", []))


def _anchor(name: str, told: dict[str, Any], sample: SampleStore) -> dict[str, Any]:
    """The label of a giver; a namesake is found by the order that is known to be his."""
    if sample.store.read("MATCH (n:Body {label: $name}) RETURN n.id AS id", {"name": name}):
        return {"body": name}
    item = next(each for place in told.values() for each in place).split(" = ")[0]
    rows = sample.store.read(
        "MATCH (a:Assignment {id: $id})-[:GIVEN_BY]->(p:Person) RETURN p.label AS label, p.name AS name", {"id": sample.ids[item]}
    )
    assert [row["name"] for row in rows] == [name]
    return {"person": rows[0]["label"]}


def test_decisions_are_taken_on_as_a_reader_says(sample: SampleStore) -> None:
    found = {sample.item(row) for row in sample.ask(_question("decisions-without-owner"), {})}
    assert found == set(FACTS["decisions"]["none"])


def test_duties_on_a_day_are_those_a_reader_counts(sample: SampleStore) -> None:
    told = FACTS["duties"]
    day = told["day"].isoformat()
    found: dict[str, list[str]] = {}
    for row in sample.ask(_question("duties"), {"day": day}):
        found.setdefault(row["state"], []).append(str(sample.item(row)))
    states = {"answered": "answered", "due": "due", "past_due": "past due, no answer found", "no_date": "no date set"}
    for place, state in [*states.items(), ("requests", "request")]:
        expected = [each.split(" = ") for each in told[place]]
        assert len(found[state]) == len(expected), state
        assert all(any(item in pair for pair in expected) for item in found[state]), state
    assert len(found["no receiver"]) == told["without_receiver"]


def test_what_is_past_due_is_so_by_the_last_deadline_that_a_source_gives(sample: SampleStore) -> None:
    told = FACTS["duties"]
    rows = sample.ask(_question("past-due"), {"day": told["day"].isoformat()})
    found = {
        next(name for name in told["past_due"] if sample.item(row) in name.split(" = ")): row["last_deadline"] for row in rows
    }
    last = {name: max(days) if isinstance(days, list) else days for name, days in told["past_due"].items()}
    assert found == {name: day.isoformat() for name, day in last.items()}
    assert {row["covered"] for row in rows} == {FACTS["counts"]["last_day"].isoformat()}


@pytest.mark.parametrize("order", FACTS["orders"])
def test_leads_to_orders_given_onward_are_those_a_reader_finds(order: str, sample: SampleStore) -> None:
    joined = next((pair["accounts"] for pair in FACTS["one_order"] if order in pair["accounts"]), [order])
    places = (FACTS["onward_leads"], FACTS["onward_leads_without_receiver"])
    expected = {lead for place in places for account in joined for lead in place.get(account, [])}
    assert {sample.item(row) for row in sample.ask(_question("onward-leads"), {"order": order})} == expected


def test_projects_that_were_decided_and_ordered_of_nobody(sample: SampleStore) -> None:
    rows = [row for row in sample.ask(_question("gaps"), {}) if row["gap"] == "decided, ordered of nobody"]
    assert [row["text"] for row in rows] == FACTS["projects_with_decision_but_no_order"]
