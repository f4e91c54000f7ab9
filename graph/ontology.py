"""The words of ontology.ttl: classes, properties, derived links, their labels and shapes, and the naming rules.

Three rules make the property graph: a class is a label, a property to things a relationship (givenTo, GIVEN_TO), a property
to values a node property (deadlineText, deadline_text).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from giaoviec.graph.errors import Said

BASE = "urn:giaoviec:"
WORDS = BASE + "ontology#"

Datatype = Literal["string", "integer", "boolean", "date"]

_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@cache
def relationship_type(word: str) -> str:
    """The relationship that a property to things becomes: "givenTo" to "GIVEN_TO"."""
    return _HUMP.sub("_", word).upper()


@cache
def property_name(word: str) -> str:
    """The node property that a property to values becomes: "deadlineText" to "deadline_text"."""
    return _HUMP.sub("_", word).lower()


@dataclass(frozen=True)
class PropertyShape:
    """What a class asks of one property, in the constructs of SHACL that graph/check.py knows: sh:minCount, sh:maxCount,
    sh:datatype, sh:in (`one_of`), sh:class (`of_class`) and sh:nodeKind sh:IRI (`iri`)."""

    path: str
    min_count: int = 0
    max_count: int | None = None
    datatype: Datatype | None = None
    one_of: tuple[str, ...] = ()
    of_class: str | None = None
    iri: bool = False


@dataclass(frozen=True)
class Ontology:
    """What ontology.ttl says, in its own words (givenTo, deadlineText) but for `relationships` and `derived`.

    `labels` gives each class with its superclasses, the nearest first; `concrete` are the classes without subclasses;
    `links` are the properties to things and `values` those to values, with the datatype that shapes give them (None for what
    stands in no source's graph); `of_links` are the properties that only links have; `shapes` holds each class's own shapes
    and those of its superclasses; `said` names every word for people.
    """

    labels: Mapping[str, tuple[str, ...]]
    concrete: tuple[str, ...]
    links: frozenset[str]
    values: Mapping[str, Datatype | None]
    derived_links: frozenset[str]
    of_links: frozenset[str]
    shapes: Mapping[str, tuple[PropertyShape, ...]]
    said: Mapping[str, Said]

    @property
    def relationships(self) -> tuple[str, ...]:
        """The types of the relationships that sources' graphs make: GIVEN_TO."""
        return tuple(sorted(map(relationship_type, self.links)))

    @property
    def derived(self) -> tuple[str, ...]:
        """The types of the derived links: FALLS_TO."""
        return tuple(sorted(map(relationship_type, self.derived_links)))

    @property
    def relationship_types(self) -> frozenset[str]:
        """Every relationship that a saved query may name."""
        return frozenset((*self.relationships, *self.derived))

    @property
    def property_names(self) -> frozenset[str]:
        """Every property, of a node or a link, that a saved query may name."""
        return frozenset({"id", *map(property_name, self.values), *map(property_name, self.of_links)})
