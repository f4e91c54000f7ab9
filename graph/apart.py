"""Work of many pieces on all cores: what comes out is in the order of what goes in, and only so much is ahead at one time."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Generic, Self, TypeVar

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 64
"""Pieces that may be done before they are asked for, so that memory stays flat."""
FEW = 100
"""Pieces that are done in this process: starting others takes longer."""


class InOrder(Generic[T, R]):
    """Work that is handed in piece by piece: the first `few` pieces are done in this process, further ones in others.

    What comes out is in the order of what went in. To be used as a context, which ends the other processes. The function, sent
    to each of them once, and what it takes and gives must be such as can be pickled.
    """

    def __init__(self, function: Callable[[T], R], few: int = FEW) -> None:
        self._function = function
        self._left = few
        self._pool: ProcessPoolExecutor | None = None
        self._coming: deque[tuple[T, Future[R]]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def put(self, item: T) -> Iterator[R]:
        """Hands a piece in and gives what comes out, so that no more than AHEAD are on their way; all of that must be taken."""
        if self._left > 0:
            self._left -= 1
            yield self._function(item)
            return
        if self._pool is None:
            self._pool = processes(self._function)
        self._coming.append((item, submitted(self._pool, item)))
        while len(self._coming) > AHEAD:
            yield self._taken()

    def rest(self) -> Iterator[R]:
        """What is still to come."""
        while self._coming:
            yield self._taken()

    def _taken(self) -> R:
        """What came from another process; made here where that one was ended from outside, for want of memory, say."""
        item, coming = self._coming.popleft()
        try:
            return coming.result()
        except BrokenProcessPool:
            return self._function(item)


def in_order(function: Callable[[T], R], items: Sequence[T], few: int = FEW) -> Iterator[R]:
    """What a function makes of each item, in their order: up to `few` of them in this process, more of them all in others."""
    with InOrder(function, few if len(items) <= few else 0) as work:
        for item in items:
            yield from work.put(item)
        yield from work.rest()


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
