"""Answers a saved question from a store: values from typed words, rows, and what the sources cover."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from giaoviec.graph.errors import StoreError, UsageError
from giaoviec.graph.near import nearest
from giaoviec.graph.resolve import KINDS, candidates, matching, missing_anchor, value_of
from giaoviec.graph.saved import BY_OPTION, LIMIT, SURE, TOTAL, Parameter, Question, question, questions
from giaoviec.graph.stores.base import Row, Store
from giaoviec.graph.stores.mark import READY, read_mark

Values = Mapping[str, str | int | None]
Originals = Mapping[str, str]
"""What texts were taken from, a web page or a Word document, by the text's file name."""


@dataclass(frozen=True)
class Coverage:
    """What a store holds: sources, orders with and without receiver, and the days from `first` to `last` that sources tell of
    (a year or month where no day is known)."""

    sources: int
    orders: int
    without_receiver: int
    first: str | None
    last: str | None


@dataclass(frozen=True)
class Answer:
    """The rows of a question for some values. `stale`: the case has changed since the store was made; `left_out`: rows that are
    not sure and were asked to be left out; `more`: rows that are in the store beyond these; `coverage`: None if not counted;
    `undated`: where a period was asked for, rows of no known day (or that count such), which stand in every period; `originals`:
    what the texts of some sources (by file name) were taken from: a web page, a Word document."""

    question: Question
    values: Values
    rows: list[Row]
    also: list[Row]
    coverage: Coverage | None
    stale: bool
    left_out: int = 0
    more: int = 0
    undated: int = 0
    originals: Originals = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many rows the answer has, with those that were not fetched."""
        return len(self.rows) + self.more


@dataclass(frozen=True)
class Hit:
    """A name that `find` found: its kind, how it is shown, and the number of orders that speak of it."""

    kind: str
    shown: str
    orders: int


def ready(store: Store, digest: str) -> bool:
    """Whether a store is up to date with the case of that digest. Raises StoreError where a load did not finish."""
    mark = read_mark(store)
    if mark is None or mark.state != READY:
        raise StoreError(
            "kho dữ liệu chưa nạp xong; hãy chạy: giaoviec load",
            "the store is not completely loaded; run: giaoviec load",
            store.where,
        )
    return mark.digest == digest


@dataclass(frozen=True)
class Wanted:
    """How much of an answer is wanted.

    `today`: the day of a question on a day, where none is typed; `sure`: rows that are not sure are left out and counted; `most`:
    no more rows are fetched where the question can be bounded (None: all); `coverage`: what is loaded is counted also where the
    answer is not empty.
    """

    today: str | None = None
    sure: bool = False
    most: int | None = None
    coverage: bool = True


ALL = Wanted()
_AFTER_ALL = "9999-12-31"


def ask(store: Store, name: str, typed: Mapping[str, str], digest: str, wanted: Wanted = ALL) -> Answer:
    """Answers the question `name` for typed parameters. Raises UsageError for a wrong name or value."""
    asked = question(name)
    _require_known(asked, typed)
    stale = not ready(store, digest)
    values = {p.name: _value(store, p, typed, wanted) for p in asked.parameters if p.name not in BY_OPTION}
    _require_period(values)
    # Of rows that are not sure it is not known how many there are before all are looked at.
    apart = wanted.sure and not asked.counts
    found = store.read(asked.text, {**values, **_by_option(asked, None if apart else wanted.most, wanted.sure)})
    rows = [row for row in found if row.get("sure") is not False] if apart else found
    more = found[0][TOTAL] - len(found) if asked.bounded and found else 0
    covered = coverage(store) if wanted.coverage or not rows else None
    undated = _undated(store, asked, values, rows, more, wanted.sure)
    also, left_out, taken = _also(store, name, values, wanted.sure), len(found) - len(rows), originals(store, rows)
    return Answer(asked, values, rows, also, covered, stale, left_out, more, undated, taken)


def originals(store: Store, rows: Iterable[Row]) -> dict[str, str]:
    """What the texts that rows cite were taken from, by file name, where the text is not the original."""
    cited = {row[name] for row in rows for name in ("file", "other_file") if row.get(name)}
    told = "MATCH (s:Source) WHERE s.origin IS NOT NULL RETURN s.file AS file, s.origin AS origin ORDER BY file, origin"
    return {row["file"]: row["origin"] for row in store.read(told, {}) if row["file"] in cited} if cited else {}


def _require_period(values: Values) -> None:
    since, until = values.get("since"), values.get("until")
    if since and until and str(since) > str(until):
        raise UsageError(
            f"khoảng thời gian ngược: --since {since} sau --until {until}; hãy đổi chỗ hai ngày",
            f"the period is turned round: --since {since} is after --until {until}; exchange the two days",
        )


def _undated(store: Store, asked: Question, values: Values, rows: list[Row], more: int, sure: bool) -> int:
    """How many rows of a period have no day. Where not all rows are at hand, or rows count, the store is asked for what stands
    in a period after all days."""
    if not (values.get("since") or values.get("until")):
        return 0
    if asked.day and not more:
        return sum(not row[asked.day] for row in rows)
    later = {**values, "since": _AFTER_ALL, "until": None}
    found = store.read(asked.text, {**later, **_by_option(asked, 1, sure)})
    return found[0][TOTAL] if asked.bounded and found else len(found)


def _by_option(asked: Question, most: int | None, sure: bool) -> dict[str, int | None]:
    """Those of the parameters of BY_OPTION that the question takes."""
    given = {LIMIT: most, SURE: 1 if sure else None}
    return {p.name: given[p.name] for p in asked.parameters if p.name in given}


def _value(store: Store, parameter: Parameter, typed: Mapping[str, str], wanted: Wanted) -> str | int | None:
    """The value of what was typed. Of what was not: the day of today, the first way of counting; an anchor has none."""
    if parameter.name in typed:
        return value_of(store, parameter, typed[parameter.name])
    if parameter.name == "day":
        return wanted.today
    return parameter.default if parameter.type == "by" else None


def _require_known(asked: Question, typed: Mapping[str, str]) -> None:
    known = [p.name for p in asked.parameters if p.name not in BY_OPTION]
    for given in typed:
        if given not in known:
            near = nearest(given, [f"--{each}" for each in known])
            raise UsageError(
                f"{asked.name} không có tham số --{given}; {near.vi}",
                f"{asked.name} has no parameter --{given}; {near.en}",
            )
    needed = missing_anchor(asked.parameters, typed)
    if needed:
        options = ", ".join(f"--{p.name}" for p in needed)
        raise UsageError(f"hãy cho biết hỏi về ai, về gì: {options}", f"say whom or what it is about: {options}")


def _also(store: Store, name: str, values: Values, sure: bool) -> list[Row]:
    """For a place that acts or its committee, the other one: a reader would want its orders too."""
    if name == "also" or not values.get("body") or "also" not in questions():
        return []
    other = question("also")
    given = {p.name: values.get(p.name) for p in other.parameters}
    return store.read(other.text, {**given, **_by_option(other, None, sure)})


def coverage(store: Store) -> Coverage:
    """What the store holds, for answers that find nothing and for every "no answer found"."""
    sources = store.read("MATCH (s:Source) RETURN count(s) AS n", {})[0]["n"]
    orders = store.read(
        "MATCH (a:Assignment) OPTIONAL MATCH (a)-[:GIVEN_TO]->(r:Agent) WITH a, count(r) AS receivers "
        "RETURN count(DISTINCT CASE WHEN receivers > 0 THEN a.order END) AS orders, "
        "count(DISTINCT CASE WHEN receivers = 0 THEN a.order END) AS without",
        {},
    )[0]
    days = store.read(
        "MATCH (c:Claim) WHERE c.seen IS NOT NULL "
        "WITH c.seen + ' ' + coalesce(c.seen_in, c.seen) AS day RETURN min(day) AS first, max(day) AS last",
        {},
    )[0]
    first, last = (days[name] and days[name].split()[1] for name in ("first", "last"))
    return Coverage(sources, orders["orders"], orders["without"], first, last)


def find(store: Store, words: str) -> list[Hit]:
    """The people, bodies, offices and projects whose names hold some words, then meetings, sources and orders."""
    hits = []
    for kind, label in KINDS.items():
        labels = [each.value for each in matching(words, candidates(store, kind))]
        counts = store.read(
            f"UNWIND $labels AS label MATCH (n:{label} {{label: label}}) OPTIONAL MATCH (n)<-[r]-(a:Assignment) "
            "RETURN label AS label, count(DISTINCT a.order) AS orders ORDER BY orders DESC, label",
            {"labels": labels},
        )
        hits += [Hit(kind, row["label"], row["orders"]) for row in counts]
    for kind in ("meeting", "source", "order"):
        hits += [Hit(kind, each.shown, 0) for each in matching(words, candidates(store, kind))]
    return hits
