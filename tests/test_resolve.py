"""Typed words to the one thing they mean: which of several ways to fit comes first, and what a store is asked for it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from stores import SampleStore

from giaoviec.graph.errors import Said, UsageError
from giaoviec.graph.resolve import Candidate, matching, value_of
from giaoviec.graph.saved import Parameter, ParameterType
from giaoviec.graph.stores.base import Parameters, Row, Statement

NAMES = (
    "Sở Y tế tỉnh Sông Vân",
    "Sở Y Tê tỉnh Sông Vân",
    "Giám đốc Sở Y tế tỉnh Sông Vân",
    "Sở Tư pháp tỉnh Sông Vân",
    "Tạ Hữu Thịnh",
)
ORDERS = (
    Candidate("assignment/aa", "assignment/aa0000000001  rà soát hồ sơ"),
    Candidate("assignment/aa", "assignment/ab0000000002  rà soát toàn bộ hồ sơ"),
    Candidate("assignment/cc", "assignment/cc0000000003  kiểm tra"),
)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sở y tế tỉnh sông vân", [NAMES[0]]),  # the same name, not the one that is the same without accents
        ("so y te tinh song van", [NAMES[0], NAMES[1]]),
        ("Sở Y tế", [NAMES[0], NAMES[1], NAMES[2]]),  # in a row
        ("song van tu phap", [NAMES[3]]),  # in any order
        ("huu thinh", [NAMES[4]]),
        ("thin", []),  # half a word is none
        ("…", []),
    ],
)
def test_the_closest_way_to_fit_decides(words: str, found: list[str]) -> None:
    assert [each.value for each in matching(words, [Candidate(name, name) for name in NAMES])] == found


@pytest.mark.parametrize(
    ("words", "found"),
    [("assignment/cc", ["assignment/cc"]), ("cc00", ["assignment/cc"]), ("a", ["assignment/aa"]), ("rà soát", ["assignment/aa"])],
)
def test_an_order_is_found_by_its_ids_beginning_or_its_words_and_counts_once(words: str, found: list[str]) -> None:
    assert [each.value for each in matching(words, ORDERS)] == found


class Asked:
    """A store that notes what it is asked."""

    def __init__(self, store: SampleStore) -> None:
        self._store = store.store
        self.texts: list[str] = []
        self.where, self.retries = self._store.where, 0

    def read(self, text: str, parameters: Parameters) -> list[Row]:
        self.texts.append(text)
        return self._store.read(text, parameters)

    def write(self, statements: Sequence[Statement]) -> None:
        raise AssertionError("only read")

    def prepare(self, schema: object) -> None:
        raise AssertionError("only read")

    def close(self) -> None:
        raise AssertionError("not ours to close")


def _parameter(kind: ParameterType) -> Parameter:
    return Parameter(kind, kind, None, Said(kind, kind))


@pytest.mark.parametrize("kind", ["body", "agent"])
def test_a_label_that_is_typed_as_it_is_needs_no_look_at_all_others(kind: ParameterType, sample: SampleStore) -> None:
    store = Asked(sample)
    assert value_of(store, _parameter(kind), "Sở Y tế tỉnh Sông Vân") == "Sở Y tế tỉnh Sông Vân"
    assert len(store.texts) == 1 and "ORDER BY" not in store.texts[0]
    assert value_of(store, _parameter(kind), "so y te tinh song van") == "Sở Y tế tỉnh Sông Vân"


def test_an_id_of_any_account_means_its_order(sample: SampleStore) -> None:
    one, other = sample.ids["bao-2024-05-14:a1"], sample.ids["thong-bao-2024-05-17:a1"]
    assert value_of(sample.store, _parameter("order"), one) == value_of(sample.store, _parameter("order"), other)


def test_what_is_nobody_names_what_is_near(sample: SampleStore) -> None:
    with pytest.raises(UsageError, match="Sở Y tế tỉnh Sông Vân"):
        value_of(sample.store, _parameter("body"), "Sở Y tế tỉnh Sông Vanh")
