"""What a name is: person, role, body, group or meeting; a role's title and body; short names completed.

All words come from the lexicon; the rules are those of the design page ("The meeting record" and "Identity").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from giaoviec.graph.bodies import body_head, body_kind, body_kinds, district_word, is_central, keys_of
from giaoviec.graph.names import Heads, key, starts, written_out
from giaoviec.graph.places import bare, levels, province_in, province_name
from giaoviec.graph.tables import rows

AgentKind = Literal["person", "role", "body", "group", "meeting"]

_LEVEL_LIST = r"\b(?:{0})\s*(?:,|và|/)\s*(?:các\s+)?(?:{0})\b"  # "quận, huyện, thị xã"
_PLURALS = ("các", "những", "từng", "mỗi")
_PARTS = re.compile(r"\s*(?:[,;/]|\bvà\b)\s*")
_GENERIC_LEVEL = re.compile(r"(?:^| )(?:cấp (?:ủy|tỉnh|huyện|xã|cơ sở|trên|dưới)|các cấp)(?: |$)")


@dataclass(frozen=True)
class Title:
    """A title of the lexicon: `seats` one, few or many; `body` where it needs no naming; `noun` that its body begins with."""

    name: str
    seats: str
    body: str
    noun: str


@dataclass(frozen=True)
class RoleName:
    """A role's label taken apart. `body` is empty where the label names none."""

    title: str
    body: str
    seats: str


@cache
def _titles() -> tuple[tuple[str, Title], ...]:
    """Titles by key, the longest first."""
    found = [(key(name), Title(name, seats, body, noun)) for name, seats, body, noun in rows("titles", 4)]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0].split()), pair[0])))


@cache
def _title_heads() -> Heads[tuple[str, Title]]:
    return Heads((words, (words, title)) for words, title in _titles())


@cache
def _group_heads() -> Heads[tuple[int, str]]:
    """How many words begin a collective's name, and what they are."""
    return Heads((key(words), (len(words.split()), what)) for words, what in rows("groups", 2))


@cache
def _meeting_heads() -> Heads[str]:
    return Heads((words, words) for words in keys_of("meetings"))


@cache
def _level_list() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(levels(), key=len, reverse=True)))
    return re.compile(_LEVEL_LIST.format(words))


def agent_kind(name: str, people: frozenset[str] = frozenset()) -> AgentKind:
    """What an agent's name is; `people` holds the keys of the record's people. The first rule that fits decides."""
    name = written_out(name)
    own = key(name)
    if own in people:
        return "person"
    if _meeting_heads().first(own):
        return "meeting"
    if _is_group(name, own):
        return "group"
    if title_of(name) is not None:
        return "role"
    if _is_place(name):
        return "body"
    return "group" if name[:1].islower() else "body"


@lru_cache(maxsize=16384)
def _is_group(name: str, own: str) -> bool:
    words = name.split()
    for size, what in _group_heads().all(own):
        following = words[size:]
        # A number word may begin a proper name ("Ba Đình"): then a capital follows.
        if what != "number" or (following and following[0][:1].islower()):
            return True
    if words and words[0].isdigit() and words[1:] and words[1][:1].islower():  # "12 doanh nghiệp"
        return True
    return bool(_GENERIC_LEVEL.search(own) or _level_list().search(name.lower())) or _is_plural_inside(own)


def _is_plural_inside(own: str) -> bool:
    """One office or body of each of several: "Chủ tịch Ủy ban nhân dân các huyện", "Giám đốc các Sở"."""
    rest = own
    title = _title_heads().first(rest)
    rest = rest[len(title[0]) :].strip() if title else rest
    rest = rest[len(body_head(rest)) :].strip()
    first, _, following = rest.partition(" ")
    if own == rest or first not in _PLURALS:
        return False
    return body_kind(following) is not None or any(starts(following, key(level)) for level in levels())


def level_of_group(words: str) -> str:
    """The one level that all of a collective are of ("các xã, phường": xã); empty where its words show none, or several."""
    found = [_level_word(part) for part in _PARTS.split(written_out(words)) if part]
    rank: dict[str, str] = {row[0]: row[1] for row in rows("levels", 2)}
    ranks = {rank.get(word, "") for word in found}
    if "thành phố" in found and "tỉnh" not in found:  # "các huyện, thị xã, thành phố": beside districts a city is one of them
        ranks = {"2"} if ranks == {"1", "2"} else {""}
    return {"1": "tỉnh", "2": "huyện", "3": "xã"}.get(ranks.pop(), "") if len(ranks) == 1 else ""


def _level_word(part: str) -> str:
    """The level word that a part of a collective's words begins with, after what makes it a plural and a kind of body."""
    words = key(part).split()
    last = max((at for at, word in enumerate(words) if word in _PLURALS or word.isdigit()), default=-1)
    rest = " ".join(words[last + 1 :])
    for first in (*(key(row) for row, _ in rows("groups", 2)), *(row[0] for row in body_kinds())):
        if starts(rest, first) and not _first_level(rest):
            rest = rest[len(first) :].strip()
    return _first_level(rest.removeprefix("cấp "))


def _first_level(words: str) -> str:
    return next((level for level in sorted(levels(), key=len, reverse=True) if starts(words, key(level))), "")


def _is_place(name: str) -> bool:
    """A level word followed by a proper name or a number: "thị xã Kinh Môn", "quận 1"."""
    lower = name.lower()
    for level in sorted(levels(), key=len, reverse=True):
        if lower.startswith(level + " "):
            rest = name[len(level) + 1 :]
            return rest[:1].isupper() or rest[:1].isdigit()
    return False


def title_of(label: str) -> Title | None:
    """The title that a label begins with, or None."""
    own = key(label)
    found = _title_heads().first(own)
    return found[1] if found else None


@lru_cache(maxsize=16384)
def split_role(label: str) -> RoleName:
    """A label's title, body and seats. A title that the lexicon does not know is the label itself, of many seats."""
    label = written_out(label)
    title = title_of(label)
    if title is None:
        return RoleName(label, "", "many")
    rest = label.split()[len(title.name.split()) :]
    if other := _second_title(label, title, rest):
        return split_role(other)
    while rest and rest[0].lower().strip(",") in ("của", "thuộc", "tại", ""):
        rest = rest[1:]
    body = " ".join(rest).strip(" ,;-–")
    if not body:
        # "Trưởng đoàn" alone: its body is a delegation that has no name.
        return RoleName(title.name, title.body or title.noun, title.seats)
    if title.noun and not starts(key(body), key(title.noun)):
        body = f"{title.noun} {body}"
    return RoleName(title.name, body, title.seats)


def _second_title(label: str, title: Title, rest: list[str]) -> str:
    """The second of two titles of one office: "Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ" heads the Văn phòng."""
    joined = label.split()[len(title.name.split()) - 1].endswith(",")
    if rest and rest[0].lower() in ("-", "–", "kiêm"):
        joined, rest = True, rest[1:]
    following = " ".join(rest)
    return following if joined and title_of(following) else ""


@lru_cache(maxsize=16384)
def completed(name: str, jurisdiction: str) -> str:
    """A body's or role's short name with the jurisdiction added where official prose leaves it out.

    "Tỉnh ủy" gives "Tỉnh ủy Hải Dương", "UBND tỉnh" gives "Ủy ban nhân dân tỉnh Hải Dương", "Sở Xây dựng" gives
    "Sở Xây dựng tỉnh Hải Dương". A name that holds a province, or needs none, comes back written out only.
    """
    name = written_out(name)
    jurisdiction = province_name(jurisdiction) if jurisdiction else ""
    if not jurisdiction or province_in(name, jurisdiction) or agent_kind(name) == "group":
        return name
    words = key(name).split()
    level = "thành phố" if jurisdiction.startswith("thành phố") else "tỉnh"
    organ = "thành" if level == "thành phố" else "tỉnh"
    if words[-2:] in ([organ, "ủy"], [organ, "đoàn"]) or words[-len(level.split()) :] == level.split():
        return f"{name} {bare(jurisdiction)}"
    body = split_role(name).body if title_of(name) else name
    own = key(body)
    if starts(own, "sở") and own != "sở" and not district_word(own.split()) and not is_central(body, own, "local"):
        return f"{name} {jurisdiction}"
    return name
