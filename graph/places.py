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

    A name after a district's or commune's level word is no province ("huyện Hòa Bình"). `jurisdiction` makes a province
    known that the table of provinces lacks.
    """
    words = name.split()
    known = dict(provinces())
    if jurisdiction:
        known.setdefault(key(bare(jurisdiction)), jurisdiction)
    parts = [key(word) for word in words]
    for at in range(len(words) - 1, -1, -1):
        if _below_province(parts, at):
            continue
        for size in (5, 4, 3, 2, 1):
            found = known.get(" ".join(filter(None, parts[at : at + size])))
            if found and words[at][:1].isupper() and _ends_there(words, at + size):
                return found
        if parts[at] in ("tỉnh",) and at + 1 < len(words) and words[at + 1][:1].isupper() and parts[at + 1] != "ủy":
            return "tỉnh " + " ".join(_proper(words[at + 1 :]))
        if parts[at : at + 2] == ["tỉnh", "ủy"] and at + 2 < len(words) and words[at + 2][:1].isupper():
            return "tỉnh " + " ".join(_proper(words[at + 2 :]))
    return ""


def _below_province(parts: list[str], at: int) -> bool:
    before = parts[at - 1] if at else ""
    return before in ("huyện", "quận", "xã", "phường", "trấn") or parts[max(0, at - 2) : at] == ["huyện", "ủy"]


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
        if proper and found is None:
            found = PlaceName(_PARTY_LEVELS.get(level, level), " ".join(proper))
    return found


def place_name(words: str) -> PlaceName:
    """A place as a record gives it, taken apart: "thị xã Kinh Môn", "Hà Nội", "khu vực ven sông"."""
    text = written_out(words)
    known = provinces().get(key(bare(text)))
    if known and text.lower().startswith(("tỉnh ", "thành phố ", bare(known).lower()[:3])):
        return PlaceName(known[: -len(bare(known))].strip(), bare(known))
    for level in sorted(levels(), key=len, reverse=True):
        if text.lower().startswith(level + " "):
            return PlaceName(level, text[len(level) + 1 :])
    return PlaceName("", text)
