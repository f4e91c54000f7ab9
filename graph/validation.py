"""Validates plain data (from YAML or JSON) as a meeting record: every fault of it at once, the good items kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from giaoviec.graph.errors import Said
from giaoviec.graph.names import key
from giaoviec.graph.records import SECTIONS, Assignment, Decision, Record, Report, Shape

Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a record: where (`path` from the record's root, `line` in the file), the value, what was expected.

    `item` is the refused item itself, as it was given; None where the whole record is refused. `whole`: `expected` is a
    sentence of its own, not what should have stood there.
    """

    path: Path
    value: str
    expected: Said
    item: Any = None
    line: int | None = None
    whole: bool = False

    @property
    def field(self) -> str:
        return ".".join(str(part + 1) if isinstance(part, int) else part for part in self.path)

    def at(self, line: int | None) -> Fault:
        return replace(self, line=line)


def parse(data: object) -> tuple[Record | None, list[Fault]]:
    """The record of the good items in `data`, and a fault for each thing wrong.

    The record is None where `data` is no record at all, or its head (made, source, jurisdiction) is wrong.
    """
    if not isinstance(data, Mapping):
        return None, [
            Fault(
                (),
                _short(data),
                Said("một bản ghi cuộc họp (các mục source, meetings, ...)", "a meeting record (fields source, meetings, ...)"),
            )
        ]
    head = {name: value for name, value in data.items() if name not in SECTIONS}
    head.setdefault("made", {"by": "hand"})
    try:
        record = Record.model_validate(head)
    except ValidationError as error:
        return None, [_fault((), detail, None) for detail in error.errors()]
    faults: list[Fault] = []
    sections = {name: _section(name, data.get(name), faults) for name in SECTIONS}
    return record.model_copy(update=_linked(sections, data, faults)), faults


def _section(name: str, value: object, faults: list[Fault]) -> dict[int, Shape]:
    """The good items of a section, by their place in it."""
    if value is None:
        return {}
    if not isinstance(value, Sequence) or isinstance(value, str):
        faults.append(Fault((name,), _short(value), Said("một danh sách", "a list"), value))
        return {}
    good = {}
    for at, item in enumerate(value):
        try:
            good[at] = SECTIONS[name].model_validate(item)
        except ValidationError as error:
            faults.extend(_fault((name, at), detail, item) for detail in error.errors())
    return good


def _linked(
    sections: Mapping[str, Mapping[int, Shape]], data: Mapping[str, Any], faults: list[Fault]
) -> dict[str, tuple[Shape, ...]]:
    """The sections without the items whose local ids clash or point nowhere."""
    known = _Known(
        meetings=_given(data, "id", "meetings"),
        subjects={key(name) for name in _given(data, "name", "projects", "documents")},
        decisions=_given(data, "id", "decisions"),
        orders=_given(data, "id", "assignments", "requirements"),
    )
    seen: set[str] = set()
    kept: dict[str, tuple[Shape, ...]] = {}
    for name, items in sections.items():
        good = []
        for at, item in items.items():
            wrong = _wrong_link(name, item, known, seen)
            if wrong:
                field, value, expected = wrong
                faults.append(Fault((name, at, field), value, expected, data[name][at]))
            else:
                good.append(item)
        kept[name] = tuple(good)
    return kept


def _given(data: Mapping[str, Any], field: str, *sections: str) -> set[str]:
    """A field of the items of some sections, as given: an item that points at a refused one stays, without that link."""
    lists = [value for section in sections if isinstance(value := data.get(section), Sequence)]
    return {str(item[field]) for items in lists for item in items if isinstance(item, Mapping) and field in item}


@dataclass(frozen=True)
class _Known:
    """What the items of a record may point at: local ids, and keys of projects' and documents' names."""

    meetings: set[str]
    subjects: set[str]
    decisions: set[str]
    orders: set[str]


def _wrong_link(name: str, item: Shape, known: _Known, seen: set[str]) -> tuple[str, str, Said] | None:
    """(field, value, expected) of the first link of an item that is wrong."""
    own = getattr(item, "id", None)
    if own is not None:
        if own in seen:
            return "id", own, Said("mã chưa dùng trong bản ghi này", "an id that no other item of this record has")
        seen.add(own)
    meeting = getattr(item, "meeting", None)
    if meeting is not None and meeting not in known.meetings:
        return "meeting", meeting, Said("mã của một cuộc họp trong bản ghi này", "the id of a meeting of this record")
    return _wrong_subject(item, known) or _wrong_answer(item, known) or _wrong_receiver(name, item)


def _wrong_subject(item: Shape, known: _Known) -> tuple[str, str, Said] | None:
    if isinstance(item, Decision | Assignment):
        for subject in item.about:
            if key(subject) not in known.subjects:
                return (
                    "about",
                    subject,
                    Said("tên một dự án hay văn bản của bản ghi này", "the name of a project or document of this record"),
                )
    under = getattr(item, "under", None)
    if under is not None and under not in known.decisions and key(under) not in known.subjects:
        return (
            "under",
            under,
            Said(
                "mã một quyết định hay tên một văn bản của bản ghi này",
                "the id of a decision or the name of a document of this record",
            ),
        )
    return None


def _wrong_answer(item: Shape, known: _Known) -> tuple[str, str, Said] | None:
    if isinstance(item, Report) and item.answers is not None and item.answers not in known.orders:
        return "answers", item.answers, Said("mã một việc được giao trong bản ghi này", "the id of an order of this record")
    return None


def _wrong_receiver(name: str, item: Shape) -> tuple[str, str, Said] | None:
    if isinstance(item, Assignment) and name == "assignments" and not item.to:
        return (
            "to",
            "[]",
            Said(
                "ít nhất một nơi nhận (nếu không có, ghi vào requirements)",
                "at least one receiver (without one it belongs under requirements)",
            ),
        )
    if isinstance(item, Assignment) and name == "requirements" and item.to:
        return (
            "to",
            item.to[0].name,
            Said("[] (có nơi nhận thì ghi vào assignments)", "[] (with a receiver it belongs under assignments)"),
        )
    return None


_EXPECTED: Mapping[str, Said] = {
    "missing": Said("trường này phải có", "this field, which is required"),
    "extra_forbidden": Said("không có trường này trong bản ghi", "no such field in a record"),
    "string_type": Said("chữ", "text"),
    "string_too_short": Said("chữ, không để trống", "text, not empty"),
    "string_too_long": Said("chữ ngắn hơn", "shorter text"),
    "bool_type": Said("true hoặc false", "true or false"),
    "bool_parsing": Said("true hoặc false", "true or false"),
    "int_type": Said("một số nguyên", "a whole number"),
    "int_parsing": Said("một số nguyên", "a whole number"),
    "no_letters": Said("một tên có chữ cái hay chữ số", "a name with a letter or a digit"),
    "tuple_type": Said("một danh sách", "a list"),
    "model_type": Said("các trường có tên", "named fields"),
    "string_pattern_mismatch": Said("64 chữ số thập lục phân", "64 hexadecimal digits"),
}


def _fault(prefix: Path, detail: Any, item: Any) -> Fault:
    kind = detail["type"]
    if kind == "literal_error":
        words = detail["ctx"]["expected"]
        expected = Said(f"một trong: {words.replace(' or ', ' hay ')}", f"one of: {words}")
    elif kind == "greater_than_equal":
        expected = Said(f"số không nhỏ hơn {detail['ctx']['ge']}", f"a number of at least {detail['ctx']['ge']}")
    elif kind == "less_than_equal":
        expected = Said(f"số không lớn hơn {detail['ctx']['le']}", f"a number of at most {detail['ctx']['le']}")
    elif kind == "value_error":
        expected = Said(
            "một ngày có thật, viết như 2021-01-18",
            f"a real day, written 2021-01-18 ({detail['ctx']['error']})",
        )
    else:
        expected = _EXPECTED.get(kind, Said(detail["msg"], detail["msg"]))
    place = tuple(part for part in detail["loc"] if not (isinstance(part, str) and part.startswith("function-")))
    return Fault((*prefix, *place), "" if kind == "missing" else _short(detail["input"]), expected, item)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 80 else text[:77] + "..."
