"""What a dossier tells beside an answer's rows: where their sources come from, what each name is, and the text around a quote."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from giaoviec.graph.errors import Said
from giaoviec.graph.files import inside
from giaoviec.graph.resolve import KINDS
from giaoviec.graph.stores.base import Row, Store
from giaoviec.graph.utf8 import read_utf8

TextOf = Callable[[str], str | None]
"""The text of a source's file, or None where it is not there."""

_PEOPLE = ("givers", "receivers", "support", "who", "to", "from")
AROUND = 320


@dataclass(frozen=True)
class Origin:
    """A source as its record gives it; what it does not give is None."""

    title: str
    file: str | None
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True)
class Context:
    """Sources by title and file (several, where they cannot be told apart by these), and kinds by name."""

    origins: Mapping[tuple[str, str | None], Sequence[Origin]]
    kinds: Mapping[str, str]


@dataclass(frozen=True)
class Passage:
    """A sentence in its text: what stands before it and after it, as far as shown."""

    before: str
    sentence: str
    after: str


def context(store: Store, rows: Iterable[Row]) -> Context:
    """Reads from the store what the rows' sources and names are."""
    rows = list(rows)
    titles = sorted({str(row[name]) for row in rows for name in ("source", "other_source") if row.get(name)})
    found = store.read(
        "MATCH (s:Source) WITH s, coalesce(s.title, s.file, s.id) AS title WHERE title IN $titles "
        "RETURN title, s.file AS file, s.publisher AS publisher, s.published AS published, s.url AS url, s.id AS id "
        "ORDER BY title, id",
        {"titles": titles},
    )
    origins: dict[tuple[str, str | None], list[Origin]] = {}
    for each in found:
        origin = Origin(each["title"], each["file"], each["publisher"], each["published"], each["url"])
        origins.setdefault((origin.title, origin.file), []).append(origin)
    return Context(origins, _kinds(store, rows))


def _kinds(store: Store, rows: Iterable[Row]) -> Mapping[str, str]:
    """person, role, body or project for each name in the rows that is a label of one; the others are groups."""
    names = sorted({name for row in rows for column in _PEOPLE for name in _listed(row.get(column))})
    kinds = dict.fromkeys(names, "group")
    for kind, label in KINDS.items():
        found = store.read(
            f"UNWIND $names AS name MATCH (n:{label} {{label: name}}) RETURN DISTINCT name AS name ORDER BY name",
            {"names": names},
        )
        kinds.update({row["name"]: kind for row in found})
    return kinds


def _listed(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, list) else [str(value)] if value else []


def texts(folder: Path) -> TextOf:
    """The texts of a case's sources by file name, each read once. Raises InputError for a file that cannot be read as text."""

    @cache
    def text_of(name: str) -> str | None:
        path = inside(folder, name)
        return read_utf8(path) if path else None

    return text_of


def passage(row: Row, text_of: TextOf) -> Passage | Said:
    """The row's sentence with the text around it, or why it cannot be shown there."""
    start, end = row.get("start"), row.get("end")
    if not row.get("file") or start is None or end is None:
        return Said("câu trích chưa đối chiếu với văn bản", "the quote is not checked against a text")
    text = text_of(str(row["file"]))
    if text is None:
        return Said("văn bản của nguồn không có trong hồ sơ này", "the source's text is not in this case")
    if " ".join(text[start:end].split()) != " ".join(str(row["quote"]).split()):
        return Said(
            "văn bản đã khác so với lúc nạp: câu không còn ở chỗ ấy; hãy chạy: giaoviec load",
            "the text is not what was loaded: the sentence no longer stands there; run: giaoviec load",
        )
    return Passage(_before(text[:start]), text[start:end], _after(text[end:]))


def _before(text: str) -> str:
    """The end of a text from a word's beginning."""
    if len(text) <= AROUND:
        return text.lstrip()
    return "… " + re.sub(r"^\S*\s+", "", text[-AROUND:], count=1)


def _after(text: str) -> str:
    """The beginning of a text up to a word's end."""
    if len(text) <= AROUND:
        return text.rstrip()
    return re.sub(r"\s+\S*$", "", text[:AROUND], count=1) + " …"
