"""The style of Neo4j Browser (.grass): how each class and each link is drawn, from the ontology and lexicon/browser_style.tsv.

The Browser lets the last rule that fits win, so the general labels come first; a label without a rule would get one of its own,
last, and every node of it the same colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from giaoviec.graph.errors import Said
from giaoviec.graph.ontology import Ontology, property_name, relationship_type
from giaoviec.graph.tables import rows
from giaoviec.graph.vocabulary import ontology

# What tells a node apart: the first of these that its class has. A meeting's name is often not told, so its day is.
_CAPTIONS = ("label", "task", "what", "text", "name", "title", "seen")
_OF_MEETINGS = "{date}"
_GREY = "#7f8a94"  # of all that is drawn by no colour of its own
_DARK, _LIGHT = "#14181f", "#ffffff"


@dataclass(frozen=True)
class Look:
    """How a class or link is drawn: colour, diameter or width of the shaft and height of letters in px, the words on it (None:
    the name of the thing)."""

    colour: str
    size: int
    letters: int
    words: Said | None


@cache
def looks() -> dict[str, Look]:
    """The looks by class (Person) and relationship (GIVEN_TO); a relationship without one of its own is thin and grey."""
    found = {
        name: Look(colour, int(size), int(letters), Said(vi, en) if vi else None)
        for name, colour, size, letters, vi, en in rows("browser_style", 6)
    }
    words = ontology()
    for word in sorted((*words.links, *words.derived_links)):
        said = words.said[word]
        own = Said(said.vi.split(",")[0], said.en.split(",")[0])
        known = found.get(relationship_type(word), Look(_GREY, 1, 8, None))
        found[relationship_type(word)] = Look(known.colour, known.size, known.letters, known.words or own)
    return found


def caption(kind: str, words: Ontology) -> str:
    """What stands in the circles of a class: "{label}"."""
    own = {property_name(shape.path) for shape in words.shapes[kind]}
    return _OF_MEETINGS if kind == "Meeting" else f"{{{next(name for name in _CAPTIONS if name in own)}}}"


def style(lang: str | None = None) -> str:
    """The style as a .grass file. Arrows carry the relationship's type and circles one property, which both Browsers know how to
    write; with `lang` they carry words, which only the older one is known to take."""
    return "".join(_rules(lang, ontology(), looks()))


def _rules(lang: str | None, words: Ontology, drawn: dict[str, Look]) -> Iterator[str]:
    yield _rule("node", _node(Look(_GREY, 60, 10, None), "{name}"))
    general = [kind for kind in words.labels if kind not in words.concrete]
    for kind in general:
        yield _rule(f"node.{kind}", _node(Look(_GREY, 60, 10, None), "{name}"))
    for kind in words.concrete:
        own = drawn[kind].words
        yield _rule(f"node.{kind}", _node(drawn[kind], own[lang] if lang and own else caption(kind, words)))
    yield _rule("relationship", _link(Look(_GREY, 1, 8, None), None))
    for kind in sorted(words.relationship_types):
        yield _rule(f"relationship.{kind}", _link(drawn[kind], lang))


def _rule(selector: str, properties: dict[str, str]) -> str:
    return f"{selector} {{\n{''.join(f'  {name}: {value};{chr(10)}' for name, value in properties.items())}}}\n\n"


def _node(look: Look, text: str) -> dict[str, str]:
    ink = _DARK if contrast(look.colour, _DARK) > contrast(look.colour, _LIGHT) else _LIGHT
    return {
        "color": look.colour,
        "border-color": _GREY if ink == _DARK else _DARK,
        "border-width": "1px",
        "text-color-internal": ink,
        "diameter": f"{look.size}px",
        "font-size": f"{look.letters}px",
        "caption": f'"{text}"',
    }


def _link(look: Look, lang: str | None) -> dict[str, str]:
    return {
        "color": look.colour,
        "shaft-width": f"{look.size}px",
        "font-size": f"{look.letters}px",
        "padding": "3px",
        "text-color-external": _DARK,
        "text-color-internal": _LIGHT,
        "caption": f'"{look.words[lang] if lang and look.words else "<type>"}"',
    }


def contrast(one: str, other: str) -> float:
    """The contrast of two colours ("#005ac3"), from 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
