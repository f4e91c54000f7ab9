"""What a body's name shows: its kind, level, province, head title, and what it is known by.

All words come from the lexicon; the rules are those of the design page ("Identity", the row of Body).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from giaoviec.graph.names import Heads, holds, key, starts, written_out
from giaoviec.graph.places import bare, levels, place_below, province_in, province_name, provinces
from giaoviec.graph.tables import rows

Scope = Literal["local", "owned", "open", "central", "free", "passing"]


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
def body_kinds() -> tuple[tuple[str, str, Scope, str], ...]:
    """(key of the first words, kind, scope, head), the longest first."""
    found = [(key(words), kind, scope, head) for words, kind, scope, head in rows("bodies", 4)]
    return tuple(sorted(found, key=lambda row: (-len(row[0].split()), row[0])))  # type: ignore[arg-type]


@cache
def _kind_heads() -> Heads[tuple[str, str, Scope, str]]:
    return Heads((row[0], row) for row in body_kinds())


def body_kind(own: str) -> tuple[str, str, Scope, str] | None:
    """The row of `body_kinds` with whose words a key begins."""
    return _kind_heads().first(own)


def body_head(own: str) -> str:
    """The words of a kind of body with which a key begins; empty where it begins with none."""
    kind = body_kind(own)
    return kind[0] if kind else ""


@cache
def keys_of(table: str) -> tuple[str, ...]:
    return tuple(key(row[0]) for row in rows(table, 1))


@lru_cache(maxsize=16384)
def body_facts(name: str, jurisdiction: str = "") -> BodyName:
    """What a body's full name shows, `jurisdiction` being the province that the record speaks of ("" where unknown)."""
    name = written_out(name)
    jurisdiction = province_name(jurisdiction) if jurisdiction else ""
    own = key(name)
    _, kind, scope, head = body_kind(own) or ("", "body", "open", "")
    # What is known by its name alone is the same whoever speaks of it, and where.
    province = province_in(name, "" if scope == "free" else jurisdiction)
    below = scope in ("local", "owned") or (scope == "open" and district_word(own.split()) is not None)
    nameless = not _has_subject(name, jurisdiction) if scope == "passing" else below and _is_nameless(own.split())
    if nameless:
        return BodyName(kind, _level(name, province), province, "passing", head)
    if province:
        return BodyName(kind, _level(name, province), province, "local", head)
    if scope == "free":
        return BodyName(kind, "", "", "free", head)
    if is_central(name, own, scope):
        return BodyName(kind, "trung ương", "", "central", head)
    if below and jurisdiction and (scope != "owned" or _has_owner(name)):
        return BodyName(kind, _level(name, jurisdiction), jurisdiction, "local", head)
    return BodyName(kind, _level(name, ""), "", "passing", head)


def is_central(name: str, own: str, scope: Scope) -> bool:
    if scope == "central":
        return True
    if district_word(own.split()):
        return False
    head = body_head(own)
    if any(holds(own[len(head) :], words) for words in keys_of("central")):
        return True
    words = name.split()
    beside = range(max(1, len(head.split())), len(words))
    return any(_central_from(words[at:]) for at in beside if words[at][:1].isupper())


def _central_from(words: list[str]) -> bool:
    """Whether these words begin with a body of the country: "Văn phòng Bộ Công an" from its second word."""
    rest = key(" ".join(words))
    found = body_kind(rest)
    return found is not None and found[2] == "central"


def district_word(parts: list[str]) -> tuple[str, int] | None:
    """The lowest level below a province that a key's words name ("xã", "huyện"), and where its name would begin."""
    for own_level, table in (("xã", _COMMUNE), ("huyện", _DISTRICT)):
        for words in table:
            size = len(words)
            for at in range(len(parts) - size + 1):
                if tuple(parts[at : at + size]) == words and not _is_other_word(parts, at, words):
                    return own_level, at + size
    return None


_COMMUNE = (("xã",), ("phường",), ("thị", "trấn"), ("đặc", "khu"))
_DISTRICT = tuple(
    tuple(words.split())
    for words in ("huyện", "quận", "thị xã", "huyện ủy", "quận ủy", "thị ủy", "huyện đoàn", "quận đoàn", "thị đoàn")
)[::-1]


def _is_other_word(parts: list[str], at: int, words: tuple[str, ...]) -> bool:
    """ "xã" is no commune in "thị xã", "xã hội", "hợp tác xã" and "thông tấn xã"."""
    before, after = parts[at - 1 : at] if at else [], parts[at + 1 : at + 2]
    return words == ("xã",) and (before in (["thị"], ["tác"], ["tấn"]) or after == ["hội"])


def _is_nameless(parts: list[str]) -> bool:
    """Whether a district's or commune's body does not say of which: "Huyện ủy", "UBND quận", "UBND thành phố"."""
    below = district_word(parts)
    if below:
        return below[1] >= len(parts) or parts[below[1]] == "tỉnh"
    return parts[-2:] in (["thành", "phố"], ["thành", "ủy"], ["thành", "đoàn"])


def _has_owner(name: str) -> bool:
    """Whether a name tells the place or the body that the first words belong to: not "Phòng Nội vụ", nor "Đảng ủy"."""
    words = name.split()
    rests = [key(" ".join(words[at:])) for at in range(1, len(words)) if words[at][:1].isupper()]
    head = body_head(key(name))
    beside = [rest for rest in rests if len(rest.split()) <= len(key(name).split()) - len(head.split())]
    return place_below(name) is not None or any(map(body_kind, beside))


def _has_subject(name: str, jurisdiction: str) -> bool:
    """Whether a committee's or delegation's name says what it is for, or has a number: more than its kind and its owner."""
    own = key(name)
    if any(c.isdigit() for c in own):
        return True
    head = body_head(own)
    rest = own[len(head) :]
    phrases = [*keys_of("ministries"), *(row[0] for row in body_kinds()), *provinces(), key(bare(jurisdiction))]
    for phrase in sorted(filter(None, phrases), key=len, reverse=True):
        rest = f" {rest} ".replace(f" {phrase} ", " ").strip()
    left = [word for word in rest.split() if word not in ("của", "thuộc", "do", "liên", "ngành", *levels())]
    return len(left) >= 3


_CITY = re.compile(r"(?:^|\s)(?:thành phố|thành ủy|thành đoàn)\s+", re.IGNORECASE)


def _level(name: str, province: str) -> str:
    own = key(name)
    below = district_word(own.split())
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
