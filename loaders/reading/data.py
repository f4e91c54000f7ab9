"""The lexicons, read once: phrases in a trie over syllables, places, surnames, abbreviations."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from giaoviec.loaders.reading.normal import lower, modern
from giaoviec.loaders.reading.words import WORD

FOLDER = Path(__file__).parent / "lexicon"
Trie = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a phrase: its class (organ, title, sector, noun, V, T ...), the name written out, and what it takes."""

    kind: str
    name: str
    takes: str = ""
    level: str = ""
    size: int = 1
    shout: bool = False


@dataclass(slots=True)
class Lexicon:
    root: Trie = field(default_factory=dict)
    places: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    provinces: dict[str, str] = field(default_factory=dict)
    bare: Trie = field(default_factory=dict)
    surnames: frozenset[str] = frozenset()
    abbreviations: dict[str, str] = field(default_factory=dict)


def syllables(phrase: str) -> list[str]:
    return [lower(word) for word in WORD.findall(modern(phrase))]


def rows(name: str) -> list[list[str]]:
    """The rows of a lexicon file, comments and empty lines left out, short rows filled."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [[*line.split("\t"), "", "", ""][:4] for line in lines if line.strip() and not line.startswith("#")]


def put(root: Trie, phrase: str, entry: Entry) -> None:
    parts = syllables(phrase)
    node = root
    for part in parts:
        node = node.setdefault(part, {})
    found = Entry(entry.kind, entry.name, entry.takes, entry.level, len(parts), phrase.isupper() and len(parts) == 1)
    kept = node.setdefault("", [])
    if not any(e.kind == found.kind for e in kept):
        kept.append(found)


def forms(cell: str) -> list[str]:
    return [form for form in cell.split("|") if form]


def add_phrases(root: Trie) -> None:
    for cell, name, kind, level in rows("organs.tsv"):
        for form in forms(cell):
            put(root, form, Entry("organ", name, kind, level))
    for cell, name, takes, _ in rows("titles.tsv"):
        for form in forms(cell):
            put(root, form, Entry("title", name, takes))
    for name, cell, _, _ in rows("sectors.tsv"):
        for form in [name, *forms(cell)]:
            put(root, form, Entry("sector", name))
    for cell, kind, _, _ in rows("verbs.tsv"):
        for form in forms(cell):
            put(root, form, Entry(kind, form))
    for kind, cell, _, _ in rows("groups.tsv"):
        for form in forms(cell):
            put(root, form, Entry(kind, form))
    for name, kind in (
        ("honorifics.tsv", "honorific"),
        ("connectors.tsv", "h"),
        ("papers.tsv", "paper"),
        ("works.tsv", "work"),
        ("namewords.tsv", "nameword"),
        ("countries.tsv", "country"),
    ):
        for row in rows(name):
            for form in forms(row[0]):
                put(root, form, Entry(kind, form))


def add_places(lexicon: Lexicon) -> None:
    for level, name, provinces, _ in rows("places.tsv"):
        key = " ".join(word for word in syllables(name) if word != "-")
        lexicon.places.setdefault(level, {})[key] = (name, *provinces.split("|"))
        if level == "tỉnh" or (level == "thành phố" and provinces == name and name not in lexicon.provinces):
            lexicon.provinces[name] = level
    for level in ("tỉnh", "thành phố", "thị xã", "quận", "huyện"):
        for key, found in lexicon.places[level].items():
            if not key[0].isdigit():
                node = lexicon.bare
                for part in key.split():
                    node = node.setdefault(part, {})
                node.setdefault("", (level, found[0]))


@cache
def lexicon() -> Lexicon:
    """All lexicons of the reader. Reading them takes some 60 ms, once a process."""
    made = Lexicon()
    add_phrases(made.root)
    add_places(made)
    made.surnames = frozenset(word for row in rows("surnames.tsv") for word in row[0].split())
    made.abbreviations = {row[0]: row[1] for row in rows("abbreviations.tsv")}
    return made
