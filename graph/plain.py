"""Plain data (mappings, lists, text, whole numbers, true, false, null) built from a stream of events, YAML's or JSON's.

Built by a loop, so that no nesting is too deep for it; keys that stand twice are kept for the one who reads, as are lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from giaoviec.graph.errors import InputError

DEEPEST = 40
"""Levels of nesting; a record has seven."""
MOST_REPEATED = 100_000
"""Values that aliases may repeat in one file, a long text counting as several: a YAML bomb repeats billions."""

Place = tuple[str | int, ...]

_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_WORDS: Mapping[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
# What no store and no UTF-8 file can hold; escapes in YAML and JSON can write it.
_IMPOSSIBLE = re.compile("[\x00\ud800-\udfff]")


class Event(NamedTuple):
    """A step through a file. `value` is a scalar's value and `text` what a key made of it would be; `anchor` names a value
    for later, or, for "alias", the one meant."""

    kind: Literal["document", "map", "list", "end", "scalar", "alias"]
    line: int
    value: Any = None
    text: str = ""
    anchor: str | None = None


@dataclass(frozen=True)
class Twice:
    """A key that stands twice in the mapping at `place`: on line `first`, and again on `line`."""

    place: Place
    key: str
    line: int
    first: int


@dataclass
class Document:
    """One document of a file. `lines` tells where each value stands (a field by its key), and is empty unless asked for."""

    data: Any = None
    twice: list[Twice] = field(default_factory=list)
    lines: dict[Place, int] = field(default_factory=dict)


def unquoted(text: str) -> str | int | bool | None:
    """What a word without quotes is: true, false, null, a whole number in decimal, else text.

    Stricter than YAML 1.1, so that a day, "No", "on", 010, 12:30 and 1.10 stay as they are written.
    """
    if text in _WORDS:
        return _WORDS[text]
    return int(text) if _WHOLE.fullmatch(text) else text


def too_deep(where: str) -> InputError:
    """The error of a file nested deeper than DEEPEST."""
    return InputError(
        f"lồng quá {DEEPEST} tầng, bản ghi không sâu thế; hãy xem lại ngoặc và thụt dòng",
        f"is nested deeper than {DEEPEST} levels, which no record is; look at brackets and indentation",
        where,
    )


def documents(events: Iterable[Event], where: str, lines: bool = False) -> Iterator[Document]:
    """The documents of a file, from its events.

    Raises InputError (with line) for nesting deeper than DEEPEST, a key that is no text, an alias of nothing, aliases that
    repeat more than MOST_REPEATED values, and a character that no text can hold.
    """
    builder: _Builder | None = None
    for event in events:
        if event.kind == "document":
            if builder:
                yield builder.document
            builder = _Builder(where, lines)
        elif builder:
            builder.take(event)
    if builder:
        yield builder.document


@dataclass
class _Open:
    """A mapping or list that is not closed yet. `keys` has the line of each key, `key` the one that waits for its value."""

    value: dict[str, Any] | list[Any]
    anchor: str | None
    count: int
    twice: int
    key: str | None = None
    keys: dict[str, int] = field(default_factory=dict)


class _Named(NamedTuple):
    """An anchored value: its size, and the keys that stand twice in it."""

    value: Any
    size: int
    twice: tuple[Twice, ...]


class _Builder:
    """Builds one document."""

    def __init__(self, where: str, lines: bool) -> None:
        self.document = Document()
        self._where = where
        self._lines = lines
        self._open: list[_Open] = []
        self._named: dict[str, _Named] = {}
        self._count = 0
        self._repeated = 0

    def take(self, event: Event) -> None:
        if event.kind == "end":
            self._close()
        elif event.kind in ("map", "list"):
            value: dict[str, Any] | list[Any] = {} if event.kind == "map" else []
            self._count += 1
            self._add(value, event)
            self._open.append(_Open(value, event.anchor, self._count, len(self.document.twice)))
            if len(self._open) > DEEPEST:
                raise too_deep(f"{self._where}:{event.line}")
        elif event.kind == "alias":
            self._add(self._repeat(event), event)
        else:
            self._scalar(event)

    def _wrong(self, event: Event, vi: str, en: str) -> InputError:
        return InputError(vi, en, f"{self._where}:{event.line}")

    def _scalar(self, event: Event) -> None:
        bad = _IMPOSSIBLE.search(event.text)
        if bad:
            code = f"U+{ord(bad.group()):04X}"
            raise self._wrong(
                event, f"có ký tự {code}, không phải chữ; hãy xóa", f"has the character {code}, which is no text; remove it"
            )
        size = 1 + len(event.text) // 100
        self._count += size
        if event.anchor:
            self._named[event.anchor] = _Named(event.value, size, ())
        top = self._open[-1] if self._open else None
        if top and isinstance(top.value, dict) and top.key is None:
            self._key(top, event)
        else:
            self._add(event.value, event)

    def _key(self, top: _Open, event: Event) -> None:
        key = event.text
        if key in top.keys:
            self.document.twice.append(Twice(self._place(), key, event.line, top.keys[key]))
        top.keys.setdefault(key, event.line)
        top.key = key
        if self._lines:
            self.document.lines[(*self._place(), key)] = event.line

    def _place(self) -> Place:
        """The place of the innermost open value."""
        return tuple(at for above in self._open[:-1] if (at := self._at(above)) is not None)

    def _at(self, above: _Open) -> str | int | None:
        return above.key if isinstance(above.value, dict) else len(above.value) - 1

    def _add(self, value: Any, event: Event) -> None:
        if not self._open:
            self.document.data = value
            self._note_line((), event)
            return
        top = self._open[-1]
        if isinstance(top.value, list):
            top.value.append(value)
            self._note_line(len(top.value) - 1, event)
        elif top.key is None:
            raise self._wrong(event, "tên trường phải là chữ", "a field's name must be text")
        else:
            top.value[top.key] = value
            if not isinstance(value, dict | list) or event.kind == "alias":
                top.key = None

    def _note_line(self, at: int | Place, event: Event) -> None:
        if self._lines:
            place = at if isinstance(at, tuple) else (*self._place(), at)
            self.document.lines[place] = event.line

    def _close(self) -> None:
        closed = self._open.pop()
        if closed.anchor:
            inner = tuple(self.document.twice[closed.twice :])
            self._named[closed.anchor] = _Named(closed.value, self._count - closed.count + 1, inner)
        if self._open and isinstance(self._open[-1].value, dict):
            self._open[-1].key = None

    def _repeat(self, event: Event) -> Any:
        """The value that an alias means. What repeats more than it may is refused before it is built."""
        named = self._named.get(event.anchor or "")
        if named is None:
            raise self._wrong(event, f"*{event.anchor} chưa được đặt bằng &", f"*{event.anchor} was not set with & before")
        self._count += named.size
        self._repeated += named.size
        if self._repeated > MOST_REPEATED:
            raise self._wrong(
                event,
                f"các bí danh YAML (*{event.anchor}) phình quá {MOST_REPEATED:,} giá trị; hãy viết đủ, không dùng & và *",
                f"YAML aliases (*{event.anchor}) expand to over {MOST_REPEATED:,} values; write the text out, without & and *",
            )
        for twice in named.twice:
            self.document.twice.append(Twice(self._inside(), twice.key, event.line, twice.first))
        return named.value

    def _inside(self) -> Place:
        """The place that the next value takes."""
        if not self._open:
            return ()
        top = self._open[-1]
        at = len(top.value) if isinstance(top.value, list) else top.key
        return self._place() if at is None else (*self._place(), at)
