"""Identity: a case for each clause of P1, P2, M1, M2, M3, O1 and of the canonical member, that holds and that fails."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import Any

import pytest
from helpers import keys_of, shuffles
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoviec.graph.identity import Identity, identify
from giaoviec.graph.keys import AccountKey, Faces, MeetingKey, PersonKey, SourceKeys
from giaoviec.graph.mint import Id

Data = dict[str, Any]

AN = "Trần Thị An"
CHAIR = "Chủ tịch Ủy ban nhân dân tỉnh Sông Vân"
DEPUTY = "Phó Chủ tịch Ủy ban nhân dân tỉnh Sông Vân"
MEMBER = "Ủy viên Ban Thường vụ Tỉnh ủy Sông Vân"
UBND = "Ủy ban nhân dân tỉnh Sông Vân"
TASK = "hoàn thiện hồ sơ dự án cầu Vân trước khi trình Hội đồng nhân dân tỉnh"  # 15 words


def source(name: str, **sections: Any) -> SourceKeys:
    """The keys of a small record of tỉnh Sông Vân; `published` is its day of publication."""
    info = {"published": sections.pop("published", None)}
    return keys_of({"source": info, "jurisdiction": sections.pop("jurisdiction", "tỉnh Sông Vân"), **sections}, key=name)


def person(name: str, *offices: str | Data) -> Data:
    roles = [office if isinstance(office, dict) else {"label": office} for office in offices]
    return {"name": name, "roles": roles, "evidence": f"Đồng chí {name}."}


def meeting(**fields: Any) -> Data:
    return {"id": "m1", "body": UBND, "date": "2024-05-14", **fields}


def order(task: str = TASK, **fields: Any) -> Data:
    by, to = fields.pop("by", [AN]), fields.pop("to", ["Sở Xây dựng"])
    name = fields.pop("id", "a1")
    agents = {"by": [{"name": n} for n in by], "to": [{"name": n} for n in to]}
    return {"id": name, "meeting": "m1", "kind": "assigned", "task": task, "evidence": f"Giao: {task}.", **agents, **fields}


def groups(identity: Identity, kind: str) -> list[int]:
    """The sizes of what was joined, of one kind of thing."""
    return sorted(len(ids) for first, ids in identity.ids.items() if first.startswith(kind + "/"))


def orders(identity: Identity) -> list[int]:
    told = list(identity.order.values())
    return sorted(told.count(order) for order in set(told))


def asked(identity: Identity) -> list[str]:
    return [pair.rule for pair in identity.unsure]


# P1 and P2: two sources name somebody; joined (P1), shown for judgement (P2), or nothing.
PEOPLE: dict[str, tuple[Data, Data, str]] = {
    "one office of one seat": (person(AN, CHAIR), person(AN, CHAIR), "P1"),
    "one office of few seats": (person(AN, DEPUTY), person(AN, DEPUTY), "P1"),
    "one of several offices is shared": (person(AN, MEMBER, CHAIR), person(AN, CHAIR, DEPUTY), "P1"),
    "the office in other words": (person(AN, "Chủ tịch UBND tỉnh"), person(AN, CHAIR), "P1"),
    "the name in another spelling": (person("Lê Văn Hoà", CHAIR), person("LÊ VĂN HÒA", CHAIR), "P1"),
    "an office of the country": (person(AN, "Thủ tướng"), person(AN, "Thủ tướng Chính phủ"), "P1"),
    "former in one": (person(AN, CHAIR), person(AN, {"label": CHAIR, "former": True}), ""),
    "former in both": (person(AN, {"label": CHAIR, "former": True}), person(AN, {"label": CHAIR, "former": True}), ""),
    "a shared office of many seats": (person(AN, MEMBER), person(AN, MEMBER), "P2"),
    "other offices in one province": (person(AN, CHAIR), person(AN, "Giám đốc Sở Xây dựng"), "P2"),
    "other offices of one body": (person(AN, CHAIR), person(AN, DEPUTY), "P2"),
    "offices in two provinces": (person(AN, CHAIR), person(AN, "Chủ tịch Ủy ban nhân dân tỉnh Hà Nam"), ""),
    "no office in one": (person(AN, CHAIR), person(AN), ""),
    "one word is no name to join by": (person("An", CHAIR), person("An", CHAIR), ""),
    "a tone makes another name": (person("Nguyễn Thanh Phong", CHAIR), person("Nguyễn Thành Phong", CHAIR), ""),
    "similar spelling never joins": (person("Đặng Xuân Thưởng", CHAIR), person("Nguyễn Xuân Thưởng", CHAIR), ""),
    "a nameless body of each": (person(AN, "Chủ tịch UBND quận"), person(AN, "Chủ tịch UBND quận"), ""),
    "a title without body": (person(AN, "Giám đốc"), person(AN, "Giám đốc"), ""),
    "several secretaries of the centre": (person(AN, "Bí thư Trung ương Đảng"), person(AN, "Bí thư Trung ương Đảng"), "P2"),
}


@pytest.mark.parametrize(("one", "other", "rule"), PEOPLE.values(), ids=PEOPLE.keys())
def test_which_persons_meet(one: Data, other: Data, rule: str) -> None:
    found = identify([source("s1", people=[one]), source("s2", people=[other])])
    assert groups(found, "person") == ([2] if rule == "P1" else [])
    assert asked(found) == (["P2"] if rule == "P2" else [])


@pytest.mark.parametrize(
    ("days", "rules"),
    [(("2018-01-01", "2022-12-30"), ["P2"]), (("2018-01-01", "2024-01-01"), []), (("2018-01-01", None), ["P2"])],
)
def test_offices_in_one_province_count_within_five_years(days: tuple[str | None, str | None], rules: list[str]) -> None:
    people = [person(AN, CHAIR)], [person(AN, "Giám đốc Sở Xây dựng")]
    found = identify(source(f"s{n}", people=people[n], published=day) for n, day in enumerate(days))
    assert asked(found) == rules


def test_one_person_is_met_through_others() -> None:
    offices = [[CHAIR], [CHAIR, DEPUTY], [DEPUTY]]
    found = identify(source(f"s{n}", people=[person(AN, *labels)]) for n, labels in enumerate(offices))
    assert groups(found, "person") == [3]
    assert asked(found) == []


# M1, M2, M3: one meeting told by two sources.
MEETINGS: dict[str, tuple[Data, Data, str]] = {
    "M1: body and day": (meeting(), meeting(), "M1"),
    "M1: the body in other words": (meeting(), meeting(body="UBND tỉnh"), "M1"),
    "M1: a shared chair": (meeting(chairs=[AN, "Lê Văn Hòa"]), meeting(chairs=[AN]), "M1"),
    "M1: one names no chair": (meeting(chairs=[AN]), meeting(), "M1"),
    "M1: one names the ordinal": (meeting(ordinal=8), meeting(), "M1"),
    "M1: one names the part of day": (meeting(part_of_day="sáng"), meeting(), "M1"),
    "M1: other chairs": (meeting(chairs=[AN]), meeting(chairs=["Lê Văn Hòa"]), ""),
    "M1: other ordinals": (meeting(ordinal=8), meeting(ordinal=9), ""),
    "M1: other parts of the day": (meeting(part_of_day="sáng"), meeting(part_of_day="chiều"), ""),
    "M1: another day": (meeting(), meeting(date="2024-05-15"), ""),
    "M1: another body": (meeting(), meeting(body="Hội đồng nhân dân tỉnh Sông Vân"), ""),
    "M1: no body": (meeting(body=None), meeting(body=None), ""),
    "M1: a nameless body": (meeting(body="Đoàn kiểm tra"), meeting(body="Đoàn kiểm tra"), ""),
    "M2: ordinal, ten days apart": (meeting(ordinal=8), meeting(ordinal=8, date="2024-05-24"), "M2"),
    "M2: eleven days apart": (meeting(ordinal=8), meeting(ordinal=8, date="2024-05-25"), ""),
    "M2: other ordinals, near": (meeting(ordinal=8), meeting(ordinal=9, date="2024-05-15"), ""),
    "M2: one without ordinal": (meeting(ordinal=8), meeting(date="2024-05-15"), ""),
    "M2: other chairs": (meeting(ordinal=8, chairs=[AN]), meeting(ordinal=8, date="2024-05-15", chairs=["Lê Văn Hòa"]), ""),
    "M2: another body": (meeting(ordinal=8), meeting(ordinal=8, body="Hội đồng nhân dân tỉnh Sông Vân", date="2024-05-15"), ""),
    "M3: the name but for its day": (
        meeting(name="Họp giao ban sáng ngày 14.5"),
        meeting(name="Họp giao ban", date=None),
        "M3",
    ),
    "M3: neither has a day": (meeting(name="Họp giao ban", date=None), meeting(name="Họp giao ban", date=None), "M3"),
    "M3: another name": (meeting(name="Họp giao ban"), meeting(name="Họp về cầu Vân", date=None), ""),
    "M3: no name": (meeting(name=None), meeting(name=None, date=None), ""),
    "M3: other chairs": (
        meeting(name="Họp giao ban", chairs=[AN]),
        meeting(name="Họp giao ban", date=None, chairs=["Lê Văn Hòa"]),
        "",
    ),
    "M3: another body": (
        meeting(name="Họp giao ban"),
        meeting(name="Họp giao ban", date=None, body="Hội đồng nhân dân tỉnh Sông Vân"),
        "",
    ),
    "M3: both have a day": (meeting(name="Họp giao ban"), meeting(name="Họp giao ban", date="2024-05-15"), ""),
}


@pytest.mark.parametrize(("one", "other", "rule"), MEETINGS.values(), ids=MEETINGS.keys())
def test_which_meetings_meet(one: Data, other: Data, rule: str) -> None:
    found = identify([source("s1", meetings=[one]), source("s2", meetings=[other])])
    assert groups(found, "meeting") == ([2] if rule in ("M1", "M2") else [])
    assert asked(found) == (["M3"] if rule == "M3" else [])


def test_a_chair_named_by_office_is_the_chair_who_holds_it() -> None:
    named = source("s1", meetings=[meeting(chairs=[AN])], people=[person(AN, CHAIR)])
    by_office = source("s2", meetings=[meeting(chairs=["Chủ tịch UBND tỉnh"])])
    assert groups(identify([named, by_office]), "meeting") == [2]
    other = source("s3", meetings=[meeting(chairs=["Bí thư Tỉnh ủy"])])
    assert groups(identify([named, other]), "meeting") == []


def test_two_holders_of_one_kind_of_seat_are_two_chairs() -> None:
    chairs = [(AN, "s1"), ("Lê Văn Hòa", "s2")]
    found = identify(source(name, meetings=[meeting(chairs=[who])], people=[person(who, DEPUTY)]) for who, name in chairs)
    assert groups(found, "meeting") == []


def test_two_meetings_of_one_source_never_join_nor_through_a_third() -> None:
    two = source("s1", meetings=[meeting(), meeting(id="m2", name="Họp chiều")])
    one = source("s2", meetings=[meeting()])
    found = identify([two, one])
    assert groups(found, "meeting") == [2]
    assert groups(identify([two]), "meeting") == []


def test_a_meeting_between_two_that_differ_joins_one_of_them_only() -> None:
    morning = source("s1", meetings=[meeting(part_of_day="sáng")])
    afternoon = source("s2", meetings=[meeting(part_of_day="chiều")])
    either = source("s3", meetings=[meeting()])
    for some in shuffles([morning, afternoon, either], 6):
        assert groups(identify(some), "meeting") == [2]


# O1: one order told by two sources, at one meeting unless said otherwise.
SHORTER = "hoàn thiện hồ sơ cầu Vân"  # 6 words, all in TASK
ORDERS: dict[str, tuple[Data, Data, bool]] = {
    "the same words": (order(), order(), True),
    "60 % of the shorter": (order("một hai ba bốn năm sáu bảy tám chín mười"), order("một hai ba bốn năm sáu x y z t"), True),
    "ten of seventeen words are less than 60 %": (
        order("b c d e g h i k l m n o p q r s t"),
        order("b c d e g h i k l m đ ê ô ơ ư ă â"),
        False,
    ),
    "less than 60 %": (order("một hai ba bốn năm sáu bảy tám chín mười"), order("một hai ba bốn năm x y z t u"), False),
    "the shorter within the longer": (order(), order(SHORTER), True),
    "five words": (order("lập hồ sơ cầu Vân"), order("lập hồ sơ cầu Vân"), True),
    "four words are too few": (order("lập hồ sơ cầu"), order("lập hồ sơ cầu"), False),
    "words counted, not once each": (order("rà rà rà rà rà soát"), order("rà soát đất đai cầu đường"), False),
    "another giver": (order(), order(by=["Lê Văn Hòa"]), False),
    "one giver in common": (order(by=[AN, "Lê Văn Hòa"]), order(), True),
    "no giver in both": (order(by=[]), order(by=[]), True),
    "no giver in one": (order(), order(by=[]), False),
    "two collectives that give are two givers": (order(by=["các đại biểu"]), order(by=["các xã"]), False),
    "a lead in common": (order(to=["Sở Xây dựng", "Sở Tài chính"]), order(SHORTER, to=["Sở Tài chính"]), True),
    "any group meets any group": (order(to=["các sở"]), order(SHORTER, to=["các địa phương"]), True),
    "a group is no body": (order(to=["các sở"]), order(SHORTER, to=["Sở Xây dựng"]), False),
    "no lead in both": (order(to=[]), order(SHORTER, to=[]), True),
    "no lead in one": (order(), order(SHORTER, to=[]), False),
    "other leads, few words": (order("lập hồ sơ cầu Vân ngay"), order("lập hồ sơ cầu Vân ngay", to=["Sở Tài chính"]), False),
    "other leads, seven words": (
        order("lập hồ sơ cầu Vân ngay nhé"),
        order("lập hồ sơ cầu Vân ngay nhé", to=["Sở Tài chính"]),
        False,
    ),
    "other leads, eight words, all shared": (
        order("lập hồ sơ cầu Vân và cầu Lai ngay"),
        order("lập hồ sơ cầu Vân và cầu Lai ngay", to=["Sở Tài chính"]),
        True,
    ),
    "other leads, 80 % of ten": (
        order("một hai ba bốn năm sáu bảy tám chín mười"),
        order("một hai ba bốn năm sáu bảy tám x y", to=["Sở Tài chính"]),
        True,
    ),
    "other leads, 70 % of ten": (
        order("một hai ba bốn năm sáu bảy tám chín mười"),
        order("một hai ba bốn năm sáu bảy x y z", to=["Sở Tài chính"]),
        False,
    ),
    "another kind of telling": (order(), order(kind="required"), True),
    "at no meeting": (order(), order(meeting=None), False),
}


def told(name: str, item: Data, **sections: Any) -> SourceKeys:
    """A source that tells one order: among `requirements` where it has no receiver."""
    section = "assignments" if item["to"] else "requirements"
    return source(name, **{"meetings": [meeting()], section: [item], "people": [person(AN), person("Lê Văn Hòa")], **sections})


@pytest.mark.parametrize(("one", "other", "same"), ORDERS.values(), ids=ORDERS.keys())
def test_which_accounts_tell_one_order(one: Data, other: Data, same: bool) -> None:
    assert orders(identify([told("s1", one), told("s2", other)])) == ([2] if same else [1, 1])


@pytest.mark.parametrize(
    ("here", "there", "same"),
    [
        (meeting(), meeting(), True),
        (meeting(), meeting(date="2024-05-15"), False),
        (meeting(name="Họp giao ban"), meeting(name="Họp giao ban", date=None), True),
        (meeting(name="Họp giao ban"), meeting(name="Họp về cầu", date=None), False),
        (meeting(ordinal=8), meeting(ordinal=8, date="2024-05-16"), True),
    ],
)
def test_accounts_meet_at_one_meeting_m3_is_enough(here: Data, there: Data, same: bool) -> None:
    found = identify([told("s1", order(), meetings=[here]), told("s2", order(), meetings=[there])])
    assert orders(found) == ([2] if same else [1, 1])


@pytest.mark.parametrize(("number", "same"), [("15-NQ/TU", True), ("16-NQ/TU", False)])
def test_accounts_meet_under_one_document_without_a_meeting(number: str, same: bool) -> None:
    def under(name: str, number: str) -> SourceKeys:
        documents = [{"name": f"Nghị quyết {number}", "number": number, "evidence": "Nghị quyết."}]
        return told(name, order(meeting=None, under=f"Nghị quyết {number}"), meetings=[], documents=documents)

    assert orders(identify([under("s1", "15-NQ/TU"), under("s2", number)])) == ([2] if same else [1, 1])


def test_a_giver_named_by_office_is_the_giver_who_holds_it() -> None:
    named = told("s1", order(), people=[person(AN, CHAIR)])
    assert orders(identify([named, told("s2", order(by=["Chủ tịch UBND tỉnh"]), people=[])])) == [2]
    assert orders(identify([named, told("s2", order(by=["Bí thư Tỉnh ủy"]), people=[])])) == [1, 1]
    member = told("s1", order(), people=[person(AN, MEMBER)])
    assert orders(identify([member, told("s2", order(by=[MEMBER]), people=[])])) == [1, 1]


def test_two_holders_of_one_kind_of_seat_are_two_givers() -> None:
    one = told("s1", order(), people=[person(AN, DEPUTY)])
    other = told("s2", order(by=["Lê Văn Hòa"]), people=[person("Lê Văn Hòa", DEPUTY)])
    assert orders(identify([one, other])) == [1, 1]


def test_two_accounts_of_one_source_are_never_one_order() -> None:
    twice = source("s1", meetings=[meeting()], assignments=[order(), order(id="a2", evidence="Lại giao.")], people=[person(AN)])
    assert orders(identify([twice])) == [1, 1]
    assert orders(identify([twice, told("s2", order())])) == [1, 2]


@pytest.mark.parametrize("best", ["assignment/1", "assignment/9"])
def test_the_best_match_is_joined_first_one_to_one(best: str) -> None:
    def account(name: str, of: str, task: str) -> AccountKey:
        words = dict.fromkeys(task, 1)
        return AccountKey(Id(name), Id(of), None, frozenset({Id("document/1")}), Faces(), Faces(), words, sum(words.values()))

    worse = {"assignment/1": "assignment/9", "assignment/9": "assignment/1"}[best]
    two = account(best, "source/1", "abcdefgh"), account(worse, "source/1", "abcdefxy")
    one = account("assignment/5", "source/2", "abcdefgh")
    sources = [SourceKeys(Id("source/1"), "2024", (), (), two), SourceKeys(Id("source/2"), "2024", (), (), (one,))]
    for some in shuffles(sources, 4):
        found = identify(some)
        assert orders(found) == [1, 2]
        assert found.order[Id(best)] == found.order[one.id]


def test_an_undated_meeting_does_not_make_one_order_of_two_days() -> None:
    first = told("s1", order(), meetings=[meeting(name="Họp giao ban")])
    later = told("s2", order(), meetings=[meeting(name="Họp giao ban", date="2024-05-21")])
    undated = told("s3", order(), meetings=[meeting(name="Họp giao ban", date=None)])
    for some in shuffles([first, later, undated], 6):
        found = identify(some)
        assert orders(found) == [1, 2]
        assert found.order[first.accounts[0].id] != found.order[later.accounts[0].id]


def test_an_undated_meeting_meets_all_tellings_of_the_dated_one() -> None:
    named = told("s1", order(), meetings=[meeting(name="Họp giao ban")])
    other_name = told("s2", order(), meetings=[meeting(name="Họp về cầu Vân")])
    undated = told("s3", order(), meetings=[meeting(name="Họp giao ban", date=None)])
    assert orders(identify([named, other_name, undated])) == [3]


# The canonical member: earliest publication, else earliest meeting day, undated last, then smallest id.
@pytest.mark.parametrize(
    ("one", "other", "first"),
    [
        ({"published": "2024-05-15"}, {"published": "2024-05-16"}, "s1"),
        ({"published": "2024-05-16T08:00"}, {"published": "2024-05-15T20:00"}, "s2"),
        ({"published": "2024-05-16"}, {"meetings": [meeting(date="2024-05-10")]}, "s2"),
        ({"published": "2024-05-09"}, {"meetings": [meeting(date="2024-05-10")]}, "s1"),
        ({"meetings": [meeting(id="m2", date="2024-05-20"), meeting(date="2024-05-09")]}, {"published": "2024-05-10"}, "s1"),
        ({"published": "2024"}, {"published": "2024-06"}, "s2"),
        ({}, {"published": "2024-05-16"}, "s2"),
        ({}, {"meetings": [meeting(date="2024-05-10")]}, "s2"),
    ],
)
def test_the_canonical_member_is_of_the_earliest_source(one: Data, other: Data, first: str) -> None:
    sources = {name: source(name, people=[person(AN, CHAIR)], **its) for name, its in (("s1", one), ("s2", other))}
    expected = sources[first].people[0].id
    for some in shuffles(sources.values(), 2):
        found = identify(some)
        assert [ids[0] for node, ids in found.ids.items() if node.startswith("person/")] == [expected]
        assert {found.of(s.people[0].id) for s in sources.values()} == {expected}


def test_among_undated_sources_the_smallest_id_is_canonical_and_all_ids_stay() -> None:
    sources = [source(name, people=[person(AN, CHAIR)]) for name in ("s1", "s2", "s3")]
    people = [s.people[0].id for s in sources]
    rank = sorted(sources, key=lambda s: s.id)
    for some in shuffles(sources, 4):
        found = identify(some)
        assert set(found.ids) == {rank[0].people[0].id}
        assert set(found.ids[rank[0].people[0].id]) == set(people)


def test_the_order_is_named_by_the_account_of_the_earliest_source() -> None:
    late, early = told("s1", order(), published="2024-05-16"), told("s2", order(), published="2024-05-15")
    assert set(identify([late, early]).order.values()) == {early.accounts[0].id}


def test_what_meets_nothing_is_its_own() -> None:
    alone = told("s1", order())
    found = identify([alone])
    assert found.ids == {} and found.unsure == ()
    assert found.order == {alone.accounts[0].id: alone.accounts[0].id}
    assert found.of(Id("person/0")) == "person/0"
    assert identify([]) == Identity({}, {}, {}, ())


# Whatever the keys are: small alphabets, so that things meet often and in tangles.
OFFICES = st.frozensets(st.sampled_from([Id(f"role/{n}") for n in range(3)]), max_size=2)
DAYS = st.sampled_from([None, "2024-05-14", "2024-05-15", "2024-05-30"])
FACES = st.builds(
    Faces,
    st.frozensets(st.sampled_from(["Person an", "Person hòa", "group"]), max_size=2),
    st.frozensets(st.sampled_from(["role/0", "role/1"]), max_size=1),
)


@st.composite
def source_keys(draw: st.DrawFn, name: int) -> SourceKeys:
    of = Id(f"source/{name}")
    size = st.integers(0, 3)
    people = tuple(
        PersonKey(Id(f"person/{name}{n}"), of, f"trần thị {n}", draw(OFFICES), draw(OFFICES), frozenset({"sông vân"}), draw(DAYS))
        for n in range(draw(size))
    )
    meetings = tuple(
        MeetingKey(
            Id(f"meeting/{name}{n}"),
            of,
            Id("body/1"),
            draw(DAYS),
            draw(st.sampled_from([None, 8])),
            draw(st.sampled_from([None, "sáng", "chiều"])),
            draw(FACES),
            draw(st.sampled_from(["họp", "họp giao ban"])),
        )
        for n in range(draw(size))
    )
    at = st.sampled_from([None, *(m.id for m in meetings)])
    words: list[Mapping[str, int]] = [dict.fromkeys("abcdefgh", 1), dict.fromkeys("abcdefxyz", 1), dict.fromkeys("abcde", 1)]
    tasks = [draw(st.sampled_from(words)) for n in range(draw(size))]
    accounts = tuple(
        AccountKey(
            Id(f"assignment/{name}{n}"),
            of,
            draw(at),
            draw(st.frozensets(st.just(Id("document/1")), max_size=1)),
            draw(FACES),
            draw(FACES),
            task,
            sum(task.values()),
        )
        for n, task in enumerate(tasks)
    )
    return SourceKeys(of, draw(DAYS) or "9999-99-99", people, meetings, accounts)


SOURCES = st.tuples(*(source_keys(n) for n in range(4))).map(list)


@settings(max_examples=150, deadline=None)
@given(SOURCES, st.randoms(use_true_random=False))
def test_the_order_of_loading_changes_nothing(sources: list[SourceKeys], random: Any) -> None:
    shuffled = list(sources)
    random.shuffle(shuffled)
    assert identify(shuffled) == identify(sources)


@settings(max_examples=150, deadline=None)
@given(SOURCES)
def test_a_cluster_never_holds_two_of_one_source_nor_what_must_stay_apart(sources: list[SourceKeys]) -> None:
    found = identify(sources)
    source_of = {thing.id: s.id for s in sources for thing in (*s.people, *s.meetings, *s.accounts)}
    meetings = {m.id: m for s in sources for m in s.meetings}
    told: dict[Id, list[Id]] = {}
    for account, one in found.order.items():
        told.setdefault(one, []).append(account)
    assert set(found.order) == {a.id for s in sources for a in s.accounts}
    for cluster in [*found.ids.values(), *map(tuple, told.values())]:
        assert len({source_of[node] for node in cluster}) == len(cluster)
    for cluster in found.ids.values():
        for one, other in combinations([meetings[node] for node in cluster if node in meetings], 2):
            assert not (one.ordinal and other.ordinal and one.ordinal != other.ordinal)
            assert not (one.part_of_day and other.part_of_day and one.part_of_day != other.part_of_day)
            assert not (one.chairs and other.chairs and not one.chairs.meets(other.chairs))
