"""What a name is: person, role, body, group or meeting; a role's title and body; a body's kind, level, province and head.

All words come from the lexicon; the rules are those of the design page ("The meeting record" and "Identity").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from giaoviec.graph.names import holds, key, starts, written_out
from giaoviec.graph.places import bare, levels, province_in, province_name, provinces
from giaoviec.graph.tables import rows

AgentKind = Literal["person", "role", "body", "group", "meeting"]
Scope = Literal["local", "owned", "open", "central", "free", "passing"]

_LEVEL_LIST = r"\b(?:{0})\s*(?:,|và|/)\s*(?:các\s+)?(?:{0})\b"  # "quận, huyện, thị xã"
_PLURALS = ("các", "những", "từng", "mỗi")
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


@dataclass(frozen=True)
class BodyName:
    """What a body's name shows. `province` is as written ("tỉnh Hải Dương") or empty; `head` is a title or empty.

    `scope` is "central" or "free" (known by the name alone), "local" (lies in `province`) or "passing" (nameless, or its
    province is not known: it meets no body of another source).
    """

    kind: str
    level: str
    province: str
    scope: Literal["central", "free", "local", "passing"]
    head: str


@cache
def _titles() -> tuple[tuple[str, Title], ...]:
    """Titles by key, the longest first."""
    found = [(key(name), Title(name, seats, body, noun)) for name, seats, body, noun in rows("titles", 4)]
    return tuple(sorted(found, key=lambda pair: (-len(pair[0].split()), pair[0])))


@cache
def _bodies() -> tuple[tuple[str, str, Scope, str], ...]:
    """(key of the first words, kind, scope, head), the longest first."""
    found = [(key(words), kind, scope, head) for words, kind, scope, head in rows("bodies", 4)]
    return tuple(sorted(found, key=lambda row: (-len(row[0].split()), row[0])))  # type: ignore[arg-type]


@cache
def _keys(table: str) -> tuple[str, ...]:
    return tuple(key(row[0]) for row in rows(table, 1))


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
    if any(starts(own, words) for words in _keys("meetings")):
        return "meeting"
    if _is_group(name, own):
        return "group"
    if title_of(name) is not None:
        return "role"
    if _is_place(name):
        return "body"
    return "group" if name[:1].islower() else "body"


def _is_group(name: str, own: str) -> bool:
    words = name.split()
    for row, what in rows("groups", 2):
        if starts(own, key(row)):
            following = words[len(row.split()) :]
            # A number word may begin a proper name ("Ba Đình"): then a capital follows.
            if what != "number" or (following and following[0][:1].islower()):
                return True
    if words and words[0].isdigit() and words[1:] and words[1][:1].islower():  # "12 doanh nghiệp"
        return True
    return bool(_GENERIC_LEVEL.search(own) or _level_list().search(name.lower())) or _is_plural_inside(own)


def _is_plural_inside(own: str) -> bool:
    """One office or body of each of several: "Chủ tịch Ủy ban nhân dân các huyện", "Giám đốc các Sở"."""
    rest = own
    for table in (_titles(), _bodies()):
        head = next((row[0] for row in table if starts(rest, row[0])), "")
        rest = rest[len(head) :].strip()
    first, _, following = rest.partition(" ")
    if own == rest or first not in _PLURALS:
        return False
    kinds = (*map(key, levels()), *(row[0] for row in _bodies()))
    return any(starts(following, kind) for kind in kinds)


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
    return next((title for words, title in _titles() if starts(own, words)), None)


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
def body_facts(name: str, jurisdiction: str = "") -> BodyName:
    """What a body's full name shows, `jurisdiction` being the province that the record speaks of ("" where unknown)."""
    name = written_out(name)
    jurisdiction = province_name(jurisdiction) if jurisdiction else ""
    own = key(name)
    _, kind, scope, head = next((row for row in _bodies() if starts(own, row[0])), ("", "body", "open", ""))
    # What is known by its name alone is the same whoever speaks of it, and where.
    province = province_in(name, "" if scope == "free" else jurisdiction)
    if (scope == "passing" and not _has_subject(name, jurisdiction)) or (scope in ("local", "owned") and _is_nameless(name, own)):
        return BodyName(kind, _level(name, province), province, "passing", head)
    if province:
        return BodyName(kind, _level(name, province), province, "local", head)
    if scope == "free":
        return BodyName(kind, "", "", "free", head)
    if _is_central(name, own, scope):
        return BodyName(kind, "trung ương", "", "central", head)
    if scope in ("local", "owned") and jurisdiction:
        return BodyName(kind, _level(name, jurisdiction), jurisdiction, "local", head)
    return BodyName(kind, _level(name, ""), "", "passing", head)


def _is_central(name: str, own: str, scope: Scope) -> bool:
    if scope == "central":
        return True
    if _district_word(own.split()):
        return False
    head = next((row[0] for row in _bodies() if starts(own, row[0])), "")
    if any(holds(own[len(head) :], words) for words in _keys("central")):
        return True
    words = name.split()
    beside = range(max(1, len(head.split())), len(words))
    return any(_central_from(words[at:]) for at in beside if words[at][:1].isupper())


def _central_from(words: list[str]) -> bool:
    """Whether these words begin with a body of the country: "Văn phòng Bộ Công an" from its second word."""
    rest = key(" ".join(words))
    found = next((row for row in _bodies() if starts(rest, row[0])), None)
    return found is not None and found[2] == "central"


def _district_word(parts: list[str]) -> tuple[str, int] | None:
    """The lowest level below a province that a key's words name ("xã", "huyện"), and where its name would begin."""
    for own_level, table in (("xã", _COMMUNE), ("huyện", _DISTRICT)):
        for words in table:
            size = len(words)
            for at in range(len(parts) - size + 1):
                if tuple(parts[at : at + size]) == words and not _is_other_word(parts, at, words):
                    return own_level, at + size
    return None


_COMMUNE = (("xã",), ("phường",), ("thị", "trấn"))
_DISTRICT = tuple(
    tuple(words.split())
    for words in ("huyện", "quận", "thị xã", "huyện ủy", "quận ủy", "thị ủy", "huyện đoàn", "quận đoàn", "thị đoàn")
)[::-1]


def _is_other_word(parts: list[str], at: int, words: tuple[str, ...]) -> bool:
    """ "xã" is no commune in "thị xã", "xã hội", "hợp tác xã" and "thông tấn xã"."""
    before, after = parts[at - 1 : at] if at else [], parts[at + 1 : at + 2]
    return words == ("xã",) and (before in (["thị"], ["tác"], ["tấn"]) or after == ["hội"])


def _is_nameless(name: str, own: str) -> bool:
    """Whether a body is one of many and its name does not say which: "Huyện ủy", "UBND quận", "Phòng Nội vụ"."""
    parts = own.split()
    below = _district_word(parts)
    if below:
        return below[1] >= len(parts)
    if parts[-2:] in (["thành", "phố"], ["thành", "ủy"], ["thành", "đoàn"]):
        return True
    row = next((row for row in _bodies() if starts(own, row[0])), None)
    if row is None or row[2] != "owned":
        return False
    rest = name.split()[len(row[0].split()) :]
    return not any(
        starts(key(" ".join(rest[at:])), other[0]) for at, word in enumerate(rest) if word[:1].isupper() for other in _bodies()
    )


def _has_subject(name: str, jurisdiction: str) -> bool:
    """Whether a committee's or delegation's name says what it is for, or has a number: more than its kind and its owner."""
    own = key(name)
    if any(c.isdigit() for c in own):
        return True
    head = next(row[0] for row in _bodies() if starts(own, row[0]))
    rest = own[len(head) :]
    phrases = [*_keys("ministries"), *(row[0] for row in _bodies()), *provinces(), key(bare(jurisdiction))]
    for phrase in sorted(filter(None, phrases), key=len, reverse=True):
        rest = f" {rest} ".replace(f" {phrase} ", " ").strip()
    left = [word for word in rest.split() if word not in ("của", "thuộc", "do", "liên", "ngành", *levels())]
    return len(left) >= 3


_CITY = re.compile(r"(?:^|\s)(?:thành phố|thành ủy|thành đoàn)\s+", re.IGNORECASE)


def _level(name: str, province: str) -> str:
    own = key(name)
    below = _district_word(own.split())
    if below:
        return below[0]
    # A city below a province, which often bears the province's name: "thành phố Thái Nguyên" of tỉnh Thái Nguyên.
    city = _CITY.search(name)
    if city and province:
        named = name[city.end() :]
        if named[:1].isupper() and (province.startswith("tỉnh") or not starts(key(named), key(bare(province)))):
            return "huyện"
    return "tỉnh" if province else ""


def body_key(name: str, facts: BodyName) -> str:
    """The key by which bodies meet: the name's, without the level word before its own province ("Sở Tư pháp Hà Nội"), and
    in the Front and the mass organisations without "Việt Nam", which their local bodies may leave out."""
    own = key(written_out(name))
    if facts.scope == "local" and facts.kind in ("front", "association"):
        own = own.replace(" việt nam ", " ")
    full = " " + key(facts.province)
    if facts.province and own.endswith(full):
        return own[: -len(full)] + " " + key(bare(facts.province))
    return own


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
    if starts(own, "sở") and own != "sở" and not _district_word(own.split()) and not _is_central(body, own, "local"):
        return f"{name} {jurisdiction}"
    return name
