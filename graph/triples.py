"""Plain triples of one source's graph. An object is the Id of a thing, or a value: text, a whole number, true or false."""

from __future__ import annotations

from dataclasses import dataclass

from giaoviec.graph.mint import Id

Value = str | int | bool
Triple = tuple[Id, str, Id | Value]


@dataclass(frozen=True)
class Notes:
    """What a receipt counts beside the items: quotes not checked against a text, quotes whose words stand in several
    places (the first was taken), agents that are a meeting (and so make no link), links to items that were refused."""

    unchecked: int = 0
    repeated: int = 0
    meeting_agents: int = 0
    lost_links: int = 0


@dataclass(frozen=True)
class SourceGraph:
    """The named graph of one source. `items` are the record's items in order: (section, id of its node); offices of people
    count under "tenures"."""

    id: Id
    triples: tuple[Triple, ...]
    items: tuple[tuple[str, Id], ...]
    notes: Notes


class Graph:
    """Collects triples, each once. A functional value that is already set stays: the first telling of a source counts."""

    def __init__(self) -> None:
        self.triples: list[Triple] = []
        self._links: set[tuple[Id, str, Id]] = set()
        self._values: set[tuple[Id, str]] = set()
        self._typed: set[Id] = set()

    def typed(self, node: Id, kind: str) -> bool:
        """Says what a thing is; False where that was said before."""
        if node in self._typed:
            return False
        self._typed.add(node)
        self.triples.append((node, "type", Id(kind)))
        return True

    def value(self, node: Id, word: str, value: Value | None) -> None:
        if value is not None and value != "" and (node, word) not in self._values:
            self._values.add((node, word))
            self.triples.append((node, word, value))

    def link(self, node: Id, word: str, to: Id) -> None:
        if (node, word, to) not in self._links:
            self._links.add((node, word, to))
            self.triples.append((node, word, to))
