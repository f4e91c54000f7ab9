"""Meeting records: validated item by item, every fault named at its place, the good items kept; nothing lost on the way round."""

from __future__ import annotations

import copy
import datetime
import json
from typing import Any

import pytest
from conftest import Real
from helpers import graph_of, nodes, values
from hypothesis import given
from hypothesis import strategies as st

from giaoviec.graph.records import Agent, dump
from giaoviec.graph.validation import Fault, parse

Data = dict[str, Any]

GOOD: Data = {
    "made": {"by": "hand"},
    "source": {"file": "hop.txt", "title": "Họp về cầu Vân", "published": "2024-05-15T08:30"},
    "jurisdiction": "tỉnh Sông Vân",
    "meetings": [
        {"id": "m1", "body": "Tỉnh ủy Sông Vân", "date": "2024-05-14", "chairs": ["Trần Thị An"]},
        {"id": "m2", "body": "Tỉnh ủy Sông Vân", "date": None},
    ],
    "people": [
        {"name": "Trần Thị An", "part": ["chair"], "roles": [{"label": "Bí thư Tỉnh ủy"}], "evidence": "Đồng chí Trần Thị An."},
        {"name": "Lê Văn Hòa", "part": ["spoke"], "meeting": "m2", "evidence": "Đồng chí Lê Văn Hòa."},
    ],
    "projects": [{"name": "Cầu Vân", "evidence": "Cầu Vân."}],
    "documents": [{"name": "Nghị quyết 15-NQ/TU", "number": "15-NQ/TU", "evidence": "Nghị quyết 15."}],
    "decisions": [
        {
            "id": "d1",
            "meeting": "m1",
            "kind": "agreed",
            "what": "xây cầu Vân",
            "about": ["Cầu Vân"],
            "evidence": "Đồng ý xây cầu Vân.",
        }
    ],
    "assignments": [
        {
            "id": "a1",
            "meeting": "m1",
            "kind": "assigned",
            "by": [{"name": "Trần Thị An", "as": "Bí thư Tỉnh ủy"}],
            "to": [{"name": "Sở Xây dựng", "is": "body"}, {"name": "Sở Tài chính", "part": "support"}],
            "task": "lập hồ sơ",
            "under": "d1",
            "deadline": {"text": "trong tháng 6", "date": "2024-06"},
            "evidence": "Giao Sở Xây dựng lập hồ sơ.",
        },
        {"id": "a2", "kind": "requested", "to": [{"name": "các xã"}], "task": "rà soát", "evidence": "Đề nghị các xã rà soát."},
    ],
    "requirements": [{"id": "q1", "kind": "required", "to": [], "task": "phải rõ", "evidence": "Phải rõ."}],
    "reports": [
        {"id": "r1", "by": [{"name": "Sở Xây dựng"}], "about": "hồ sơ", "answers": "a1", "says": "late", "evidence": "Báo cáo."}
    ],
}


def with_change(section: str, at: int, **fields: Any) -> Data:
    data = copy.deepcopy(GOOD)
    data[section][at].update(fields)
    return data


def without(section: str, at: int, field: str) -> Data:
    data = copy.deepcopy(GOOD)
    del data[section][at][field]
    return data


def faults_of(data: Data) -> list[Fault]:
    return parse(data)[1]


def count(data: Data) -> int:
    record = parse(data)[0]
    assert record is not None
    sections = ("meetings", "people", "projects", "documents", "decisions", "assignments", "requirements", "reports")
    return sum(len(getattr(record, name)) for name in sections)


def test_a_good_record_has_no_fault_and_all_its_items() -> None:
    assert faults_of(GOOD) == []
    assert count(GOOD) == 11


# One wrong thing: where, the value that is named, a word of what was expected.
WRONG: list[tuple[Data, str, str, str]] = [
    (with_change("meetings", 1, colour="đỏ"), "meetings.2.colour", "đỏ", "no such field"),
    (with_change("people", 0, role="Bí thư"), "people.1.role", "Bí thư", "no such field"),
    (with_change("decisions", 0, kind="blessed"), "decisions.1.kind", "blessed", "agreed"),
    (with_change("assignments", 0, kind="ordered"), "assignments.1.kind", "ordered", "requested"),
    (with_change("reports", 0, kind="told"), "reports.1.kind", "told", "finding"),
    (with_change("reports", 0, says="soon"), "reports.1.says", "soon", "under way"),
    (with_change("people", 1, part=["slept"]), "people.2.part.1", "slept", "chair"),
    (with_change("meetings", 0, date="2021-02-31"), "meetings.1.date", "2021-02-31", "real day"),
    (with_change("meetings", 0, date="31.2.2021"), "meetings.1.date", "31.2.2021", "real day"),
    (with_change("meetings", 0, date="2021-02"), "meetings.1.date", "2021-02", "real day"),
    (with_change("meetings", 0, date="2021-13-01"), "meetings.1.date", "2021-13-01", "real day"),
    (with_change("meetings", 0, date="2021-1-8"), "meetings.1.date", "2021-1-8", "real day"),
    (with_change("assignments", 1, date="2021-04-31"), "assignments.2.date", "2021-04-31", "real day"),
    (with_change("assignments", 0, deadline={"date": "2024-13"}), "assignments.1.deadline.date", "2024-13", "real day"),
    (with_change("assignments", 0, deadline={"day": "2024-12-01"}), "assignments.1.deadline.day", "2024-12-01", "no such field"),
    (with_change("meetings", 0, ordinal=0), "meetings.1.ordinal", "0", "at least 1"),
    (with_change("meetings", 0, ordinal="tám"), "meetings.1.ordinal", "tám", "whole number"),
    (with_change("assignments", 0, task=""), "assignments.1.task", "", "not empty"),
    (with_change("assignments", 0, task="   "), "assignments.1.task", "   ", "not empty"),
    (without("assignments", 1, "task"), "assignments.2.task", "", "required"),
    (without("assignments", 1, "evidence"), "assignments.2.evidence", "", "required"),
    (without("decisions", 0, "what"), "decisions.1.what", "", "required"),
    (without("people", 1, "name"), "people.2.name", "", "required"),
    (with_change("assignments", 0, evidence=["câu"]), "assignments.1.evidence", "['câu']", "text"),
    (with_change("assignments", 0, start=-1), "assignments.1.start", "-1", "at least 0"),
    (with_change("assignments", 0, sure="chưa"), "assignments.1.sure", "chưa", "true or false"),
    (with_change("assignments", 0, to="Sở Xây dựng"), "assignments.1.to", "Sở Xây dựng", "a list"),
    (with_change("assignments", 0, to=["Sở Xây dựng"]), "assignments.1.to.1", "Sở Xây dựng", "named fields"),
    (with_change("assignments", 0, to=[{"name": "Sở", "is": "thing"}]), "assignments.1.to.1.is", "thing", "person"),
    (with_change("assignments", 0, to=[{"name": "Sở", "part": "helper"}]), "assignments.1.to.1.part", "helper", "support"),
    (with_change("assignments", 0, to=[{"name": ""}]), "assignments.1.to.1.name", "", "not empty"),
    (with_change("assignments", 0, to=[{"is": "body"}]), "assignments.1.to.1.name", "", "required"),
    # what points nowhere
    (with_change("people", 0, meeting="m9"), "people.1.meeting", "m9", "meeting of this record"),
    (with_change("decisions", 0, meeting="m9"), "decisions.1.meeting", "m9", "meeting of this record"),
    (with_change("assignments", 1, meeting="a1"), "assignments.2.meeting", "a1", "meeting of this record"),
    (with_change("decisions", 0, about=["Cầu Lai"]), "decisions.1.about", "Cầu Lai", "project or document"),
    (with_change("assignments", 1, about=["Cầu Vân", "Cầu Lai"]), "assignments.2.about", "Cầu Lai", "project or document"),
    (with_change("assignments", 1, under="d9"), "assignments.2.under", "d9", "id of a decision"),
    (with_change("reports", 0, under="Nghị quyết 16"), "reports.1.under", "Nghị quyết 16", "id of a decision"),
    (with_change("reports", 0, answers="d1"), "reports.1.answers", "d1", "id of an order"),
    # receivers
    (with_change("assignments", 0, to=[]), "assignments.1.to", "[]", "at least one receiver"),
    (without("assignments", 1, "to"), "assignments.2.to", "[]", "at least one receiver"),
    (with_change("requirements", 0, to=[{"name": "Sở Xây dựng"}]), "requirements.1.to", "Sở Xây dựng", "under assignments"),
]


@pytest.mark.parametrize(("data", "field", "value", "expected"), WRONG, ids=[f"{row[1]}={row[2]}" for row in WRONG])
def test_one_wrong_item_is_named_and_the_others_stay(data: Data, field: str, value: str, expected: str) -> None:
    faults = faults_of(data)
    assert [(fault.field, fault.value) for fault in faults] == [(field, value)]
    assert expected in faults[0].expected.en
    assert faults[0].expected.vi
    section, at = field.split(".")[:2]
    assert faults[0].item == data[section][int(at) - 1]
    assert count(data) == 10


@pytest.mark.parametrize(("first", "second"), [(("meetings", 0), ("meetings", 1)), (("decisions", 0), ("assignments", 0))])
def test_a_second_item_with_the_same_id_is_refused(first: tuple[str, int], second: tuple[str, int]) -> None:
    data = copy.deepcopy(GOOD)
    data[first[0]][first[1]]["id"] = data[second[0]][second[1]]["id"] = "x"
    wrong = [fault for fault in faults_of(data) if fault.path[-1] == "id"]
    assert [(fault.path[:2], fault.value) for fault in wrong] == [(second, "x")]


def test_each_of_several_items_with_one_id_is_refused_at_its_own_place() -> None:
    data = copy.deepcopy(GOOD)
    data["assignments"] = [{**data["assignments"][1], "task": f"việc {n}"} for n in range(4)]
    data["reports"] = []
    assert [(fault.path, fault.item["task"]) for fault in faults_of(data)] == [
        (("assignments", 1, "id"), "việc 1"),
        (("assignments", 2, "id"), "việc 2"),
        (("assignments", 3, "id"), "việc 3"),
    ]


def test_all_faults_of_a_record_come_at_once() -> None:
    data = with_change("meetings", 1, date="2021-02-31", ordinal=0)
    data["assignments"][0].update(kind="ordered", task="")
    data["people"][0]["meeting"] = "m9"
    assert {fault.field for fault in faults_of(data)} == {
        "meetings.2.date",
        "meetings.2.ordinal",
        "assignments.1.kind",
        "assignments.1.task",
        "people.1.meeting",
    }
    assert count(data) == 8


@pytest.mark.parametrize("change", [{"date": "2021-02-31"}, {"colour": "đỏ"}])
def test_items_that_point_at_a_refused_one_stay_without_that_link(change: Data) -> None:
    data = with_change("meetings", 0, **change)
    record, faults = parse(data)
    assert record is not None
    assert [fault.path[:2] for fault in faults] == [("meetings", 0)]
    assert [item.id for item in record.assignments] == ["a1", "a2"]
    graph = graph_of(
        {**data, "meetings": data["meetings"][1:]} | {"decisions": [], "assignments": [GOOD["assignments"][1]], "reports": []}
    )
    assert len(nodes(graph, "Meeting")) == 1


@pytest.mark.parametrize(
    "data",
    [None, "meetings", 5, [], [{}], {}, {"source": None}, {"source": {"colour": "đỏ"}}, {"source": {}, "made": {"by": "ghost"}}],
    ids=repr,
)
def test_what_is_no_record_or_has_a_wrong_head_gives_no_record(data: object) -> None:
    record, faults = parse(data)
    assert record is None
    assert faults and all(fault.expected.en and fault.expected.vi for fault in faults)


@pytest.mark.parametrize("field", ["meeting", "people_", "optional", "accept"])
def test_an_unknown_field_of_the_record_is_named(field: str) -> None:
    assert [fault.field for fault in faults_of({**GOOD, field: []})] == [field]


@pytest.mark.parametrize("value", ["m1", 5, True, {"id": "m1"}], ids=repr)
def test_a_section_that_is_no_list_is_one_fault_and_no_crash(value: object) -> None:
    data = {**copy.deepcopy(GOOD), "requirements": value}
    assert [fault.field for fault in faults_of(data)] == ["requirements"]
    for section in ("meetings", "projects", "decisions", "assignments"):
        assert section in {fault.field for fault in faults_of({**copy.deepcopy(GOOD), section: value})}


@pytest.mark.parametrize("item", [None, "a1", 5, [], ["a1"]], ids=repr)
def test_an_item_without_named_fields_is_one_fault(item: object) -> None:
    data = copy.deepcopy(GOOD)
    data["requirements"].append(item)
    assert [(fault.field, fault.expected.en) for fault in faults_of(data)] == [("requirements.2", "named fields")]


def test_a_chair_may_be_a_name_or_an_agent() -> None:
    record, faults = parse(with_change("meetings", 0, chairs=["Trần Thị An", {"name": "Thường trực Tỉnh ủy", "is": "body"}]))
    assert record is not None and not faults
    assert record.meetings[0].chairs == (
        Agent(name="Trần Thị An"),
        Agent.model_validate({"name": "Thường trực Tỉnh ủy", "is": "body"}),
    )
    graph = graph_of(with_change("meetings", 0, chairs=["Trần Thị An", {"name": "Thường trực Tỉnh ủy", "is": "body"}]))
    chairs = values(graph, nodes(graph, "Meeting")[0], "chairedBy")
    assert {str(chair).split("/")[0] for chair in chairs} == {"person", "body"}


def test_days_of_yaml_and_numbers_are_read_as_text() -> None:
    record, faults = parse(
        with_change("meetings", 0, id=1, date=datetime.date(2024, 5, 14))
        | {"people": [], "decisions": [], "assignments": [], "reports": []}
    )
    assert record is not None and not faults
    assert (record.meetings[0].id, record.meetings[0].date) == ("1", "2024-05-14")


def test_a_day_field_does_not_lose_a_clock_in_silence() -> None:
    at = datetime.datetime(2024, 5, 14, 8, 30)
    by_yaml = [fault.field for fault in faults_of(with_change("meetings", 0, date=at))]
    by_text = [fault.field for fault in faults_of(with_change("meetings", 0, date="2024-05-14T08:30"))]
    assert by_yaml == by_text == ["meetings.1.date"]


@pytest.mark.parametrize("published", ["2024", "2024-05", "2024-05-14", "2024-05-14T08:30", "2024-05-14 08:30"])
def test_a_publication_may_be_a_year_a_month_a_day_or_a_minute(published: str) -> None:
    assert faults_of({**GOOD, "source": {"published": published}}) == []


@pytest.mark.parametrize("published", ["2024-05-14T25:00", "2024-05T08:30", "hôm qua", "14/5/2024", "٢٠٢٤-٠٥-١٤"])
def test_a_publication_on_no_day_refuses_the_record(published: str) -> None:
    record, faults = parse({**GOOD, "source": {"published": published}})
    assert record is None
    assert [fault.field for fault in faults] == ["source.published"]


def test_a_record_goes_round_by_plain_data_and_json() -> None:
    record, _ = parse(GOOD)
    assert record is not None
    again, faults = parse(json.loads(json.dumps(dump(record))))
    assert not faults
    assert again == record
    assert dump(again) == dump(record) == GOOD | {"meetings": dump(record)["meetings"]}
    assert dump(record)["meetings"][0]["chairs"] == [{"name": "Trần Thị An"}]


def test_the_real_records_go_round(reals: list[Real]) -> None:
    for real in reals:
        again, faults = parse(json.loads(json.dumps(dump(real.record))))
        assert not faults and again == real.record, real.path.name


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
SECTION_NAMES = [
    "made",
    "source",
    "meetings",
    "people",
    "projects",
    "documents",
    "decisions",
    "assignments",
    "requirements",
    "reports",
]


@given(st.sampled_from(SECTION_NAMES), JSON)
def test_no_data_in_a_section_makes_it_crash(section: str, value: object) -> None:
    for fault in faults_of({**GOOD, section: value}):
        assert fault.expected.en and isinstance(fault.field, str)


FIELDS = [(section, field) for section in SECTION_NAMES[2:] for field in GOOD[section][0]] + [
    ("tenures", "person"),
    ("bodies", "on"),
]


@given(st.sampled_from(FIELDS), JSON)
def test_no_value_of_a_field_makes_it_crash_or_touches_other_sections(place: tuple[str, str], value: object) -> None:
    section, field = place
    data = copy.deepcopy(GOOD)
    data[section] = [{**(data.get(section) or [{}])[0], field: value}]
    record, faults = parse(data)
    assert record is not None
    assert len(getattr(record, section)) + len({fault.path[:2] for fault in faults if fault.path[0] == section}) == 1


@pytest.mark.parametrize("name", ["…", "???", "—", "🙂"])
def test_a_name_without_letter_or_digit_is_refused_since_it_would_meet_every_other(name: str) -> None:
    record, faults = parse({"made": {"by": "hand"}, "source": {"title": "Tin"}, "people": [{"name": name, "evidence": "ông"}]})
    assert record is not None and record.people == ()
    assert [(fault.field, fault.expected.en) for fault in faults] == [("people.1.name", "a name with a letter or a digit")]


@pytest.mark.parametrize(
    "change", [{"start": -1}, {"start": 3_000_000_000}, {"date": "2024-02-31"}, {"kind": "x"}, {"task": "x" * 20_001}]
)
def test_what_was_expected_is_said_in_vietnamese_without_words_of_the_library(change: dict[str, object]) -> None:
    item = {"id": "a1", "kind": "assigned", "to": [{"name": "Sở Y tế"}], "task": "rà soát", "evidence": "giao Sở Y tế"}
    _, faults = parse({"made": {"by": "hand"}, "source": {"title": "Tin"}, "assignments": [{**item, **change}]})
    assert len(faults) == 1
    assert not {"should", "input", "than", "range", "or", "day"} & set(faults[0].expected.vi.lower().split())
