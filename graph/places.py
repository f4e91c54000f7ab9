"""Places in names: which province a name holds, which district or commune, and how a province is written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from giaoviec.graph.names import key, written_out
from giaoviec.graph.tables import rows


@dataclass(frozen=True)
class PlaceName:
    """A place by level word and name: ("huyện", "Gia Lâm"). `level` is empty where the words give none."""

    level: str
    name: str


@cache
def provinces() -> dict[str, str]:
    """Key of a province's bare name to its level word and name as written."""
    return {key(name): f"{level} {name}" for name, level, _, _ in rows("provinces", 4)}


@cache
def levels() -> tuple[str, ...]:
    return tuple(row[0] for row in rows("levels", 2))


def province_name(jurisdiction: str) -> str:
    """A jurisdiction as a province is written in the graph ("TP Hà Nội", "Hà Nội": "thành phố Hà Nội")."""
    name = written_out(jurisdiction)
    known = provinces().get(key(bare(name)))
    return known or name[:1].lower() + name[1:]


def bare(province: str) -> str:
    """A province's name without its level word."""
    for level in ("tỉnh ", "thành phố "):
        if province.lower().startswith(level):
            return province[len(level) :]
    return province


def province_in(name: str, jurisdiction: str = "") -> str:
    """The province that a name holds ("Sở Tư pháp Hà Nội": "thành phố Hà Nội"), or an empty string.

    The last one counts. A name after a district's or commune's level word is no province ("huyện Hòa Bình").
    `jurisdiction` makes a province known that the table of provinces lacks.
    """
    words = name.split()
    parts = [key(word) for word in words]
    known = dict(provinces())
    if jurisdiction:
        known.setdefault(key(bare(jurisdiction)), jurisdiction)
    for end in range(len(words), 0, -1):
        for at in range(max(0, end - 5), end):  # the longest first: "Thừa Thiên Huế" before "Huế"
            found = known.get(" ".join(filter(None, parts[at:end])))
            if found and _is_proper(words[at:end]) and _stands_alone(words, parts, at, end):
                return found
        if found := _told_by_level(words, parts, end - 1):
            return found
    return ""


def _told_by_level(words: list[str], parts: list[str], at: int) -> str:
    """A province that the level word at `at` tells, known or not: "tỉnh Sông Vân", "Tỉnh ủy Sông Vân"."""
    if parts[at] != "tỉnh":
        return ""
    organ = at + 1 < len(words) and parts[at + 1] in ("ủy", "đoàn", "hội", "đội")
    if organ and words[at + 1].endswith((",", ";")):  # "Tỉnh ủy, HĐND tỉnh"
        return ""
    proper = _proper(words[at + 1 + organ :])
    return "tỉnh " + " ".join(proper) if proper else ""


def _is_proper(words: list[str]) -> bool:
    """All its words are capitalised: "Hòa bình" is peace."""
    return all(word[:1].isupper() or not word[:1].isalpha() for word in words)


@cache
def _not_after() -> dict[str, frozenset[str]]:
    """Province (or "" for any) to the words after which, or only after which, its name stands for it."""
    found: dict[str, set[str]] = {}
    for words, province in rows("namesakes", 2):
        found.setdefault(key(province), set()).add(key(words))
    return {province: frozenset(words) for province, words in found.items()}


def _stands_alone(words: list[str], parts: list[str], at: int, end: int) -> bool:
    """Whether a province's name stands for the province: not for a district or street, nor as a piece of a longer name."""
    name = " ".join(filter(None, parts[at:end]))
    before = {" ".join(parts[max(0, at - size) : at]) for size in (1, 2, 3)}
    if before & {"tỉnh", "thành phố"}:
        return _ends_there(words, end)
    if before & _not_after()[""] or (name in _not_after() and not before & _not_after()[name]):
        return False
    # "Thái Bình Dương" is the Pacific: two provinces' names that share a word are neither.
    return _ends_there(words, end) and not (at and " ".join(parts[at - 1 : at + 1]) in provinces())


def _ends_there(words: list[str], end: int) -> bool:
    """A proper name must not go on: "Hà Nam Ninh" is not Hà Nam."""
    return end >= len(words) or not words[end][:1].isupper() or words[end - 1].endswith((",", ";", ")"))


def _proper(words: list[str]) -> list[str]:
    """The capitalised words that a list begins with, at most four."""
    out: list[str] = []
    for word in words[:4]:
        if not word[:1].isupper():
            break
        out.append(word.strip(",;."))
        if word.endswith((",", ";")):
            break
    return out


_PARTY_LEVELS = {"huyện ủy": "huyện", "quận ủy": "quận", "thị ủy": "thị xã", "thành ủy": "thành phố"}


@cache
def _below() -> re.Pattern[str]:
    words = [level for level in levels() if level != "tỉnh"] + list(_PARTY_LEVELS)
    return re.compile(r"(?:^|\s)(" + "|".join(map(re.escape, sorted(words, key=len, reverse=True))) + r")\s", re.IGNORECASE)


def place_below(name: str) -> PlaceName | None:
    """The district or commune that a body's name ends in ("UBND huyện Gia Lâm": huyện Gia Lâm), or None."""
    found = None
    for match in _below().finditer(name):
        level = match.group(1).lower()
        rest = name[match.end() :].split()
        proper = rest[:1] if rest and rest[0][:1].isdigit() else _proper(rest)
        is_society = level == "xã" and key(" ".join(proper)).startswith("hội")  # "Thương binh và Xã Hội"
        if proper and found is None and not is_society:
            found = PlaceName(_PARTY_LEVELS.get(level, level), " ".join(proper))
    return found


def place_name(words: str) -> PlaceName:
    """A place as a record gives it, taken apart: "thị xã Kinh Môn", "Hà Nội", "khu vực ven sông"."""
    text = written_out(words)
    known = provinces().get(key(bare(text)))
    if known and key(text) in (key(known), key(bare(known))):  # not "thành phố Thái Nguyên", a city of that province
        return PlaceName(known[: -len(bare(known))].strip(), bare(known))
    for level in sorted(levels(), key=len, reverse=True):
        if text.lower().startswith(level + " "):
            return PlaceName(level, text[len(level) + 1 :])
    return PlaceName("", text)
