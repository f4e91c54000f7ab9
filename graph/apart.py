"""Work of many pieces on all cores: what comes out is in the order of what goes in, and only so much is ahead at one time."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 64
"""Pieces that may be done before they are asked for, so that memory stays flat."""


def in_order(function: Callable[[T], R], items: Sequence[T], few: int) -> Iterator[R]:
    """What a function makes of each item. Up to `few` are done in this process: starting others takes longer.

    The function, sent to each process once, and what it takes and gives must be such as can be pickled.
    """
    if len(items) <= few:
        yield from map(function, items)
        return
    with processes(function) as pool:
        coming: deque[tuple[T, Future[R]]] = deque()
        try:
            for item in items:
                coming.append((item, submitted(pool, item)))
                if len(coming) > AHEAD:
                    yield taken(function, *coming.popleft())
            while coming:
                yield taken(function, *coming.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


def processes(function: Callable[[Any], Any]) -> ProcessPoolExecutor:
    """As many as there are cores, for one function, started anew: the way of Windows, and one that no thread here can upset."""
    return ProcessPoolExecutor(mp_context=get_context("spawn"), initializer=_begin, initargs=(function,))


_FUNCTION: list[Callable[[Any], Any]] = []
"""In such a process what it does with each item."""


def _begin(function: Callable[[Any], Any]) -> None:
    _FUNCTION[:] = [function]
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends this process when the one that started it is killed: the pool does not, it would wait for ever."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _one(item: Any) -> Any:
    return _FUNCTION[0](item)


def submitted(pool: ProcessPoolExecutor, item: Any) -> Future[Any]:
    """What is to come from another process; of a pool that broke, its failure."""
    try:
        return pool.submit(_one, item)
    except BrokenProcessPool as error:
        failed: Future[Any] = Future()
        failed.set_exception(error)
        return failed


def taken(function: Callable[[T], R], item: T, coming: Future[R]) -> R:
    """What came from another process; made here where that one was ended from outside, for want of memory, say."""
    try:
        return coming.result()
    except BrokenProcessPool:
        return function(item)
