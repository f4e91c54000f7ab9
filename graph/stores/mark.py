"""What a store says of itself: whose it is and from what it was made; and the claim by which one load at a time has it.

The engine's own lock keeps a second process from an embedded store, but a server takes all who come. So a load claims the
store in the store, renews the claim with each batch in the same transaction, and fails as soon as another has taken over: two
loads never write between one another.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass

from giaoviec.graph.errors import Said, StoreError
from giaoviec.graph.stores.base import Graph, Parameters, Row, Statement, refused

SCHEMA_VERSION = 2
MARK = "StoreMark"
LOADING, READY = "loading", "ready"
STALE_SECONDS = 120  # a claim that was not renewed for so long is a dead load's; no batch takes as long

# The claim is written before it is looked at, so that of two who come at once one waits for the other's transaction.
# The same copy of a case claims again at once: it holds the case's own lock, so the load that claimed before is dead.
_CLAIM = f"""
MERGE (l:{MARK} {{id: 'claim'}}) SET l.asked = $token
WITH l WHERE l.token IS NULL OR l.copy = $copy OR l.beat < timestamp() - $stale
SET l.token = $token, l.copy = $copy, l.host = $host, l.beat = timestamp()
"""
# Each lane of a load has a node of its own to renew, else one would wait for the other there; who takes the store over takes
# them away, and so waits for what is being written on them.
_LANES = f"UNWIND $lanes AS lane MERGE (l:{MARK} {{id: lane}}) SET l.token = $token"
_CLEAR = f"MATCH (c:{MARK} {{id: 'claim'}}) WHERE c.token = $token MATCH (l:{MARK}) WHERE l.id STARTS WITH 'lane' DELETE l"
_RENEW = f"MATCH (l:{MARK} {{id: $claim}}) SET l.beat = timestamp() WITH l WHERE l.token = $token RETURN l.token AS token"
_RELEASE = f"MATCH (l:{MARK} {{id: 'claim'}}) WHERE l.token = $token DELETE l"
_HOLDER = f"MATCH (l:{MARK} {{id: 'claim'}}) RETURN l.token AS token, l.host AS host, (timestamp() - l.beat) / 1000 AS seconds"
_TAKEN = Said(
    "một lệnh giaoviec khác đã chiếm kho này trong khi đang nạp; hãy đợi nó xong rồi chạy lại",
    "another giaoviec took this store over in mid-load; wait until it ends and run this again",
)


@dataclass(frozen=True)
class Mark:
    """What a store says of itself: whose it is, in which state ("loading", "ready"), the digest of what it was made from, that of
    the rules of its derived links, and the `load` that wrote it last: a name that no two loads share, None where a giaoviec
    before schema 2 wrote it."""

    schema: int
    case: str
    state: str
    digest: str
    rules: str = ""
    load: str | None = None


def load_name() -> str:
    """A name for one load."""
    return secrets.token_hex(8)


@dataclass(frozen=True)
class Loader:
    """Who loads: the machine's name, for people, and the copy of the case (one folder of one machine)."""

    host: str
    copy: str


def read_mark(store: Graph) -> Mark | None:
    """The store's mark; None where it has none. Raises StoreError where a newer giaoviec made it."""
    rows = store.read(
        f"MATCH (m:{MARK} {{id: 'mark'}}) RETURN m.schema AS schema, m.case AS case, m.state AS state, m.digest AS digest, "
        "coalesce(m.rules, '') AS rules, m.load AS load",
        {},
    )
    if not rows:
        return None
    mark = Mark(**rows[0])
    if not isinstance(mark.schema, int) or mark.schema > SCHEMA_VERSION:
        raise refused(
            store.where,
            f"kho dữ liệu do một bản giaoviec mới hơn lập (lược đồ {mark.schema}); hãy nâng cấp giaoviec",
            f"a newer giaoviec made this store (schema {mark.schema}); upgrade giaoviec",
        )
    return mark


def require_own(store: Graph, case: str) -> Mark | None:
    """The store's mark, None where it has none. Raises StoreError where it is another case's or a newer giaoviec's."""
    mark = read_mark(store)
    if mark is not None and mark.case != case:
        raise refused(
            store.where,
            f"kho dữ liệu này của hồ sơ khác ({mark.case}); hãy dùng kho khác, hoặc xóa nó nếu là bản cũ của chính hồ sơ này",
            f"this store belongs to another case ({mark.case}); use another store, or delete it if it is an old one of this case",
        )
    return mark


def write_mark(store: Graph, mark: Mark) -> None:
    store.write(
        [
            Statement(
                f"MERGE (m:{MARK} {{id: 'mark'}}) SET m.schema = $schema, m.case = $case, m.state = $state, m.digest = $digest, "
                "m.rules = $rules, m.load = $load",
                asdict(mark),
            )
        ]
    )


@contextmanager
def claimed(store: Graph, loader: Loader) -> Iterator[Graph]:
    """The store, this load having it to itself. Raises StoreError where another load has it.

    A load that fails leaves its claim: its own copy of the case takes it over at once, others after STALE_SECONDS.
    """
    token = secrets.token_hex(8)
    claim = {"token": token, "copy": loader.copy, "host": loader.host, "stale": STALE_SECONDS * 1000}
    store.write([Statement(_CLAIM, claim), Statement(_CLEAR, {"token": token})])
    holder = store.read(_HOLDER, {})
    if not holder or holder[0]["token"] != token:
        raise _busy(store.where, holder)
    yield _Claimed(store, token)
    store.write([Statement(_RELEASE, {"token": token})])


def _busy(where: str, holder: Sequence[Row]) -> StoreError:
    host, seconds = (holder[0]["host"], holder[0]["seconds"]) if holder else ("?", 0)
    return refused(
        where,
        f"một lệnh giaoviec trên máy {host!r} đang nạp vào kho này (ghi lần cuối {seconds} giây trước); hãy đợi nó xong rồi chạy "
        f"lại; nếu nó đã chết thì sau {STALE_SECONDS} giây sẽ nạp được",
        f"a giaoviec on the machine {host!r} is loading into this store (last written {seconds} seconds ago); wait until it ends "
        f"and run this again; if it is dead, loading works {STALE_SECONDS} seconds after its last word",
    )


class _Claimed:
    """A store whose every transaction first renews the claim, and is undone where the claim is another's."""

    def __init__(self, store: Graph, token: str, claim: str = "claim") -> None:
        self._store = store
        self._token = token
        self._renew = Statement(_RENEW, {"token": token, "claim": claim}, _TAKEN)

    @property
    def where(self) -> str:
        return self._store.where

    @property
    def retries(self) -> int:
        return self._store.retries

    @property
    def threads(self) -> bool:
        return self._store.threads

    def read(self, text: str, parameters: Parameters) -> list[Row]:
        return self._store.read(text, parameters)

    def write(self, statements: Sequence[Statement]) -> None:
        self._store.write([self._renew, *statements])

    @contextmanager
    def apart(self, count: int) -> Iterator[Sequence[Graph]]:
        """Each lane renews a claim of its own. They are for less than STALE_SECONDS: meanwhile the load's own is not renewed."""
        with self._store.apart(count) as graphs:
            if len(graphs) < 2:
                yield [self]
                return
            lanes = [f"lane {number}" for number in range(len(graphs))]
            self.write([Statement(_LANES, {"lanes": lanes, "token": self._token})])
            yield [_Claimed(graph, self._token, lane) for graph, lane in zip(graphs, lanes, strict=True)]
            self.write([Statement(_CLEAR, {"token": self._token})])
