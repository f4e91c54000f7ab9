"""Work of many pieces on all cores: the order, the pieces done here, and what happens when another process is ended."""

from __future__ import annotations

import os
import pickle
from functools import partial
from pathlib import Path

import pytest

from giaoviec.graph.apart import AHEAD, in_order
from giaoviec.graph.errors import GiaoviecError, InputError
from giaoviec.graph.stores.local_server.fetch import MissingExtraError


def told(number: int) -> tuple[int, int]:
    return number, os.getpid()


def ended_elsewhere(here: int, number: int) -> int:
    """Ends the process it is in at the tenth, but not the one that asked."""
    if number == 10 and os.getpid() != here:
        os._exit(1)
    return number * number


def failing(number: int) -> int:
    if number == AHEAD + 5:
        raise InputError("số này không được", "this number is not wanted", "numbers.csv:7")
    return number


def test_a_few_are_done_in_this_process() -> None:
    assert list(in_order(told, range(10), few=10)) == [(number, os.getpid()) for number in range(10)]


def test_many_are_done_elsewhere_and_come_in_order() -> None:
    found = list(in_order(told, range(AHEAD * 3), few=10))
    assert [number for number, _ in found] == list(range(AHEAD * 3))
    assert os.getpid() not in {process for _, process in found}


def test_what_a_lost_process_should_have_done_is_done_here() -> None:
    work = partial(ended_elsewhere, os.getpid())
    assert list(in_order(work, range(AHEAD * 2), few=10)) == [number * number for number in range(AHEAD * 2)]


def test_a_failure_elsewhere_is_told_as_it_was() -> None:
    with pytest.raises(InputError) as caught:
        list(in_order(failing, range(AHEAD * 2), few=10))
    assert caught.value.sentence("en") == "numbers.csv:7: this number is not wanted"


def subclasses(kind: type[GiaoviecError]) -> set[type[GiaoviecError]]:
    return {kind}.union(*(subclasses(each) for each in kind.__subclasses__()))


def test_each_error_comes_whole_from_another_process(tmp_path: Path) -> None:
    for kind in subclasses(GiaoviecError):
        error = kind("neo4j") if kind is MissingExtraError else kind("sai", "wrong", str(tmp_path))
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is kind and vars(again) == vars(error) and str(again) == str(error)
