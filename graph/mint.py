"""Ids: each thing's id is its kind and a hash of what identifies it (the design page, "Identity").

Nothing readable, no offset and no local number goes into an id, so a corrected record keeps the ids of what it keeps.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from giaoviec.graph.bodies import BodyName, body_facts, body_key
from giaoviec.graph.names import Heads, holds, key, spelled, squeezed, written_out
from giaoviec.graph.places import PlaceName, place_name
from giaoviec.graph.tables import rows

_TRACKING = re.compile(r"^(utm_.*|fbclid|gclid|zarsrc|ref)$", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
# The year of a document in its name: of its day or its own, not of a period that it speaks of ("giai đoạn 2021-2025").
_YEAR_IN_NAME = re.compile(r"(?:ngày \d{1,2}[./-]\d{1,2}[./-]|tháng \d{1,2}[./-]|năm )((?:19|20)\d\d)")
_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")


class Id(str):
    """The id of a thing, such as "body/3fa1c09b7d21"; in RDF the base stands before it."""

    __slots__ = ()


def mint(kind: str, *parts: str) -> Id:
    """`kind` and 12 hexadecimal digits of SHA-256 over the parts."""
    return Id(f"{kind}/{hashlib.sha256(chr(31).join(parts).encode()).hexdigest()[:12]}")


def kind_of(node: str) -> str:
    """The class of a thing, by its id: "body/3fa1c09b7d21" is a Body."""
    return node.partition("/")[0].capitalize()


def url_key(url: str) -> str:
    """A web address without scheme, www, tracking and fragment: two links to one page have one key."""
    try:
        parts = urlsplit("//" + _SCHEME.sub("", url.strip()))
    except ValueError:  # no address ("[abc"): then its words identify it
        return squeezed(url)
    host = parts.netloc.lower().removeprefix("www.")
    query = urlencode(sorted((k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)))
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")


def source_key(url: str | None, text: str | None, otherwise: str) -> str:
    """What identifies a source: its address; without one its squeezed text; without either what the record says of it."""
    if url:
        return "url:" + url_key(url)
    if text is not None:
        return "text:" + hashlib.sha256(spelled(text).encode()).hexdigest()[:24]
    return "said:" + otherwise


def body_id(name: str, jurisdiction: str, source: str) -> Id:
    """A body: its key and province; by the key alone where that is enough; with the source where it meets nobody."""
    return _body(body_key(name, facts := body_facts(name, jurisdiction)), facts, source)


def _body(own: str, facts: BodyName, source: str) -> Id:
    scope = {"local": key(facts.province), "passing": source}.get(facts.scope, "")
    return mint("body", own, scope)


def place_id(place: PlaceName, parent: str) -> Id:
    return mint("place", place.level, key(place.name), parent)


def project_id(name: str, place: str, province: str, source: str) -> Id:
    """A project: its key and place or province. One that neither places nor names anything proper meets nobody."""
    there = place_name(place or province)
    where = key(f"{there.level} {there.name}") or ("" if is_distinctive(name) else source)
    return mint("project", key(name), where)


def is_distinctive(name: str) -> bool:
    """Whether a name holds a number, or a capital after its first word: more than a common noun."""
    words = written_out(name).split()
    return any(word[:1].isupper() or word[:1].isdigit() for word in words[1:])


@dataclass(frozen=True)
class DocumentName:
    """What a document's number and name show. `scope` is "central", "local" or "bare" (a number without issuer or year)."""

    kind: str
    number: str
    year: str
    scope: str


def document_facts(name: str, number: str | None) -> DocumentName:
    """Kind, number and year of a document, and whether it is one of the country's or of a province's.

    The kind comes from the name's first words or from the letters of the number ("15-NQ/TU": nghị quyết), the table of
    document kinds saying which are the country's whoever names them (luật), and which issuers are (CP, TTg, TW).
    """
    own = key(name)
    kind, national = _kind_heads().first(own) or ("", "")
    letters = _WORD.findall((number or "").upper())
    if not kind:
        kind, national = next(((key(w), scope) for w, scope, code in _kinds() if code and code in letters), ("", ""))
    year = next(iter(_YEAR.findall(number or "") or _YEAR_IN_NAME.findall(name)), "")
    issuers = {row[0] for row in rows("issuers", 1)}
    if national == "central" or issuers & set(letters) or any(holds(own, key(row[0])) for row in rows("central", 1)):
        scope = "central"
    else:
        scope = "bare" if number and not letters and not year else "local"
    return DocumentName(kind, key(number or ""), year, scope)


@cache
def _kind_heads() -> Heads[tuple[str, str]]:
    return Heads((key(words), (key(words), scope)) for words, scope, _ in _kinds())


def _kinds() -> tuple[tuple[str, ...], ...]:
    return rows("documents", 3)


def document_id(name: str, number: str | None, province: str, source: str) -> Id:
    """A document: kind, number, issuer and year; without a number its key less "dự thảo", and its province."""
    facts = document_facts(name, number)
    where = "" if facts.scope == "central" else key(province)
    if facts.scope == "bare":
        return mint("document", facts.kind, facts.number, where, source)
    if facts.number:
        return mint("document", facts.kind, facts.number, where, facts.year)
    own = key(name).removeprefix("dự thảo ")
    known = bool(where) or facts.scope == "central" or is_distinctive(name)
    return mint("document", own, where if known else source)
