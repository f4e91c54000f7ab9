"""Writes on several lanes at one time, where a store has them: one lane's rows are packed while another's are written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

from giaoviec.graph.stores.base import Graph, Statement

Transactions = Sequence[Sequence[Statement]]


def write_apart(store: Graph, lanes: Sequence[Transactions]) -> None:
    """Writes the transactions of each lane in their order; lanes must have no node in common, so that none waits for another.

    Raises the first lane's StoreError, when all have ended: another's transactions are then done or not.
    """
    with store.apart(sum(map(bool, lanes))) as graphs:
        if len(graphs) < 2:
            for lane in lanes:
                _write(graphs[0], lane)
            return
        with ThreadPoolExecutor(len(graphs)) as pool:
            running = [pool.submit(_write, graph, lane) for graph, lane in zip(graphs, filter(None, lanes), strict=True)]
        for each in running:
            each.result()


@contextmanager
def behind(store: Graph | None) -> Iterator[Callable[[Callable[[], None]], None]]:
    """What does a piece of writing while the next is made ready; one after another, and all are done at the end.

    A StoreError is raised with the next piece or at the end. Where a store takes no other thread, each piece is done at once.
    """
    if store is None or not store.threads:
        yield lambda work: work()
        return
    last: Future[None] | None = None

    def put(work: Callable[[], None]) -> None:
        nonlocal last
        if last:
            last.result()
        last = pool.submit(work)

    with ThreadPoolExecutor(1) as pool:
        yield put
    if last:
        last.result()


def _write(graph: Graph, transactions: Transactions) -> None:
    for statements in transactions:
        graph.write(statements)
