"""Identity on the real records beside the repository: who and what is one there, by reading the articles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

import pytest
from conftest import Real
from helpers import shuffles, values

from giaoviec.graph.identity import Identity, identify
from giaoviec.graph.keys import SourceKeys, source_keys
from giaoviec.graph.mint import Id
from giaoviec.graph.names import key
from giaoviec.graph.triples import SourceGraph


@dataclass(frozen=True)
class Known:
    """What identity found in the real records, by the names of their files and their local ids ("d13.a4")."""

    sources: dict[str, SourceKeys]
    graphs: dict[str, SourceGraph]
    found: Identity
    item: dict[str, str]

    def people(self, name: str) -> list[set[str]]:
        """For each person of a name, the files that name it."""
        met: dict[Id, set[str]] = defaultdict(set)
        for file, source in self.sources.items():
            for person in source.people:
                if person.name == key(name):
                    met[self.found.of(person.id)].add(file)
        return list(met.values())

    def meetings(self) -> list[set[str]]:
        met: dict[Id, set[str]] = defaultdict(set)
        for file, source in self.sources.items():
            for meeting in source.meetings:
                met[self.found.of(meeting.id)].add(file)
        return list(met.values())

    def orders(self) -> list[set[str]]:
        told: dict[Id, set[str]] = defaultdict(set)
        for account, order in self.found.order.items():
            told[order].add(self.item[account])
        return [accounts for accounts in told.values() if len(accounts) > 1]


@pytest.fixture(scope="module")
def known(reals: list[Real], real_graphs: list[SourceGraph]) -> Known:
    graphs = {real.path.stem: graph for real, graph in zip(reals, real_graphs, strict=True)}
    sources = {file: source_keys(graph) for file, graph in graphs.items()}
    items = {
        account.id: f"{file}.{values(graphs[file], account.id, 'item')[0]}"
        for file, source in sources.items()
        for account in source.accounts
    }
    return Known(sources, graphs, identify(sources.values()), items)


def test_the_counts_of_what_goes_in_and_what_comes_of_it(known: Known) -> None:
    people = [person.id for source in known.sources.values() for person in source.people]
    meetings = [meeting.id for source in known.sources.values() for meeting in source.meetings]
    accounts = [account.id for source in known.sources.values() for account in source.accounts]
    assert (len(people), len({known.found.of(node) for node in people})) == (98, 78)
    assert (len(meetings), len({known.found.of(node) for node in meetings})) == (38, 33)
    assert len(set(accounts)) == len(accounts) == 271 + 83


JOINED = {
    "Nguyễn Đức Chung": 5,
    "Vương Đình Huệ": 5,
    "Nguyễn Xuân Phúc": 4,
    "Hoàng Quốc Vượng": 4,
    "Vũ Đức Đam": 3,
    "Phạm Xuân Thăng": 3,
    "Trương Hòa Bình": 2,
    "Nguyễn Hữu Độ": 2,
}


@pytest.mark.parametrize(("name", "times"), JOINED.items())
def test_one_person_of_several_sources(known: Known, name: str, times: int) -> None:
    met = known.people(name)
    assert len(met) == 1
    assert len(met[0]) == times


def test_nobody_else_is_joined(known: Known) -> None:
    names = {person.id: person.name for source in known.sources.values() for person in source.people}
    clusters = [ids for ids in known.found.ids.values() if ids[0] in names]
    assert {names[node] for ids in clusters for node in ids} == set(map(key, JOINED))
    assert all(len({names[node] for node in ids}) == 1 for ids in clusters)


def test_one_secretary_chairs_three_meetings_of_two_bodies(known: Known) -> None:
    assert known.people("Phạm Xuân Thăng") == [{"000", "001", "003"}]
    chaired = [
        m for file in ("000", "001", "003") for m in known.sources[file].meetings if "Person phạm xuân thăng" in m.chairs.named
    ]
    assert len({known.found.of(m.id) for m in chaired}) == 3
    assert len({m.body for m in chaired}) == 2


def test_a_tone_makes_two_persons(known: Known) -> None:
    one, other = known.people("Nguyễn Thanh Phong"), known.people("Nguyễn Thành Phong")
    assert len(one) == len(other) == 1
    ids = {
        known.found.of(p.id)
        for s in known.sources.values()
        for p in s.people
        if p.name in ("nguyễn thanh phong", "nguyễn thành phong")
    }
    assert len(ids) == 2


def test_five_papers_tell_one_meeting_of_hanoi(known: Known) -> None:
    assert {"d01", "d20", "d23", "d25", "d26"} in known.meetings()
    day = {
        m.date
        for file in ("d01", "d20", "d23", "d25", "d26")
        for m in known.sources[file].meetings
        if m.id in known.found.canonical
    }
    assert day == {"2017-02-06"}


def test_other_chairs_of_one_body_on_one_day_are_two_meetings(known: Known) -> None:
    one, other = known.sources["d06"].meetings[0], known.sources["d27"].meetings[0]
    assert (one.body, one.date) == (other.body, other.date)
    assert known.found.of(one.id) != known.found.of(other.id)


def test_the_eighth_meetings_of_two_bodies_are_two(known: Known) -> None:
    eighth = [m for source in known.sources.values() for m in source.meetings if m.ordinal == 8]
    assert len(eighth) == len({known.found.of(m.id) for m in eighth}) == 2


def test_four_papers_tell_one_meeting_two_of_them_without_its_day(known: Known) -> None:
    files = ("d13", "d19", "d21", "d22")
    meetings = {known.sources[file].meetings[0].id: file for file in files}
    assert {known.sources[file].meetings[0].date for file in files} == {None, "2017-01-23"}
    linked = {known.found.of(node) for node in meetings}
    pairs = {frozenset((known.found.of(u.one), known.found.of(u.other))) for u in known.found.unsure if u.rule == "M3"}
    assert len(linked) == 3  # d13 and d21 by their day, the other two shown for judgement
    assert all(frozenset(pair) in pairs for pair in combinations(linked, 2))


def test_four_papers_tell_one_order_and_the_report_due_twice_is_two(known: Known) -> None:
    orders = known.orders()
    assert {"d13.a4", "d19.a4", "d21.a4", "d22.a4"} in orders
    assert {"d13.a3", "d19.a3", "d21.a3", "d22.a3"} in orders
    assert {"d13.a7", "d19.a7", "d21.a7", "d22.a7"} in orders


# Each of these was read: the two papers tell the order in nearly the same words, or the same thing in the same order.
TOLD = [
    *({f"{file}.{item}" for file in ("d13", "d19", "d21", "d22")} for item in ("a1", "a2", "a3", "a4", "a5", "a6", "a7", "q1")),
    {"d19.q2", "d21.q2"},
    {"d01.a1", "d23.a1", "d25.a2"},
    {"d01.a2", "d25.a3"},
    {"d01.a9", "d25.a9"},
    {"d01.a10", "d23.a6", "d25.a10"},
    {"d23.a7", "d25.a11", "d26.a6"},
    {"d23.q1", "d25.q1"},
    {"d25.q3", "d26.a3"},
    {"d23.q2", "d25.q4"},
    {"d01.a5", "d23.a2"},
    {"d01.a6", "d23.a4"},
    {"d01.a7", "d23.a5"},
]


def test_no_order_is_joined_that_a_reader_would_keep_apart_and_none_is_lost(known: Known) -> None:
    assert sorted(map(sorted, known.orders())) == sorted(map(sorted, TOLD))
    assert sum(len(accounts) * (len(accounts) - 1) // 2 for accounts in TOLD) == 66


def test_one_order_is_at_no_meeting(known: Known) -> None:
    account = next(a for a in known.sources["d26"].accounts if known.item[a.id] == "d26.a10")
    assert account.meeting is None


def test_the_regulation_of_two_sources_is_one_document_and_the_one_before_another(known: Known) -> None:
    def regulations(file: str) -> set[str]:
        triples = known.graphs[file].triples
        names = {s: str(t) for s, word, t in triples if word == "name"}
        return {
            s
            for s, word, t in triples
            if word == "type" and t == "Document" and "khóa xvii" in key(names[s]) and "quy chế" in key(names[s])
        }

    assert len(regulations("000")) == len(regulations("001")) == 1
    assert regulations("000") == regulations("001")


def test_nothing_of_a_source_but_what_meets_by_key_stands_in_another(known: Known) -> None:
    kinds = {"body", "role", "place", "document", "project"}
    for (_, one), (_, other) in combinations(known.graphs.items(), 2):
        shared = {s for s, _, _ in one.triples} & {s for s, _, _ in other.triples}
        assert {node.split("/")[0] for node in shared} <= kinds


def test_the_order_of_loading_changes_nothing(known: Known) -> None:
    for some in shuffles(known.sources.values(), 5):
        assert identify(some) == known.found


def test_each_source_alone_joins_nothing(known: Known) -> None:
    for source in known.sources.values():
        found = identify([source])
        assert not found.ids and not found.unsure and set(found.order) == set(found.order.values())
