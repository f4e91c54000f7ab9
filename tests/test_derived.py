"""The derived links on the sample, against what a careful reader found there (sample_facts.yaml)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from stores import SampleStore

from giaoviec.graph.derive import derived_links

FACTS: dict[str, Any] = yaml.safe_load(
    (Path(__file__).resolve().parent / "data" / "sample_facts.yaml").read_text(encoding="utf-8")
)


def _bare(name: str) -> str:
    """A name without what tells namesakes apart."""
    return re.sub(r" \(.*\)$", "", name)


def test_who_is_seen_in_which_office_and_from_when_to_when(sample: SampleStore) -> None:
    rows = sample.store.read(
        "MATCH (p:Person)-[h:HOLDS]->(r:Role) "
        "RETURN p.name AS person, r.name AS role, h.first_seen AS first, h.last_seen AS last",
        {},
    )
    found = sorted((row["person"], row["role"], row["first"], row["last"]) for row in rows)
    assert found == sorted((_bare(person), role, str(first), str(last)) for person, role, first, last in FACTS["holds"])


def _links(kind: str, sample: SampleStore) -> set[tuple[str, str, str]]:
    rows = sample.store.read(
        f"MATCH (g:Agent)-[l:{kind}]->(r:Agent) RETURN g.name AS giver, r.name AS receiver, l.order AS order, l.told AS told", {}
    )
    for row in rows:
        told = [n for n in _accounts_of(row["order"], sample) if row["receiver"] in FACTS["orders"][n]["to"]]
        assert row["told"] == len(told), row
    return {(row["giver"], row["receiver"], row["order"]) for row in rows}


def _accounts_of(order: str, sample: SampleStore) -> list[str]:
    return [name for (of, _), name in sample.accounts.items() if of == order]


def test_who_assigned_what_to_whom_and_who_only_asked(sample: SampleStore) -> None:
    """One link for each order, giver and lead receiver; a request is ASKED, never ASSIGNED."""
    order_of = {name: order for (order, _), name in sample.accounts.items()}
    expected: dict[bool, set[tuple[str, str, str]]] = {True: set(), False: set()}
    for name, told in FACTS["orders"].items():
        pairs = {(giver, receiver, order_of[name]) for giver in told["by"] for receiver in told["to"]}
        expected[told["kind"] == "requested"] |= pairs
    assert _links("ASSIGNED", sample) == expected[False]
    assert _links("ASKED", sample) == expected[True]


def test_an_order_falls_to_its_holder_of_the_day_or_to_nobody(sample: SampleStore) -> None:
    rows = sample.store.read(
        "MATCH (a:Assignment)-[f:FALLS_TO]->(p:Person) RETURN a.id AS id, p.name AS person, p.label AS label, f.rule AS rule", {}
    )
    found = sorted((sample.claims[row["id"]], row["person"], row["rule"]) for row in rows)
    expected = {name: told for name, told in FACTS["falls_to"].items() if told["person"]}
    assert found == sorted((name, _bare(told["person"]), told["rule"]) for name, told in expected.items())
    assert {row["label"] for row in rows if row["person"] == "Lê Thị Thanh Hoa"} == {
        "Lê Thị Thanh Hoa (Trưởng Ban Kinh tế - Ngân sách Hội đồng nhân dân tỉnh Sông Vân)"
    }


def test_every_account_of_an_order_is_told_of_and_no_request(sample: SampleStore) -> None:
    orders = {name for name, told in FACTS["orders"].items() if told["kind"] != "requested"}
    assert set(FACTS["falls_to"]) == orders


def test_each_derived_link_says_its_rule_in_words_and_takes_ids() -> None:
    for derived in derived_links():
        assert derived.rule.vi and derived.rule.en
        assert "$ids" in derived.text


def _pairs(kind: str, sample: SampleStore) -> list[tuple[str, str, str]]:
    rows = sample.store.read(f"MATCH (a:Claim)-[l:{kind}]->(b:Claim) RETURN a.id AS a, b.id AS b, l.rule AS rule", {})
    return sorted((sample.claims[row["a"]], sample.claims[row["b"]], row["rule"]) for row in rows)


def test_an_order_is_given_onward_only_where_a_source_shows_it(sample: SampleStore) -> None:
    assert _pairs("FOLLOWED_BY", sample) == sorted((link["from"], link["to"], link["rule"]) for link in FACTS["followed_by"])


def test_a_report_answers_an_order_only_by_its_receiver_on_its_subject_and_not_before(sample: SampleStore) -> None:
    assert _pairs("ANSWERS", sample) == sorted((link["report"], link["order"], link["rule"]) for link in FACTS["answers"])
