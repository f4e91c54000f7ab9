"""What a load did, to be shown and kept: each item of the records read is new, met another, changed, unchanged or refused."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from giaoviec.graph.errors import Said
from giaoviec.graph.triples import Notes
from giaoviec.graph.validation import Fault

SECTION_ORDER = (
    "meetings",
    "people",
    "tenures",
    "projects",
    "documents",
    "decisions",
    "assignments",
    "requirements",
    "reports",
    "bodies",
)


@dataclass(frozen=True)
class Refused:
    """A fault and the file it is in."""

    file: Path
    fault: Fault

    @property
    def place(self) -> str:
        """ "file:line: field" as far as they are known."""
        line = f":{self.fault.line}" if self.fault.line else ""
        field = f": {self.fault.field}" if self.fault.path else ""
        return f"{self.file}{line}{field}"


@dataclass(frozen=True)
class Line:
    """The items of one section: `items` = new + met + changed + unchanged + refused."""

    section: str
    items: int
    new: int
    met: int
    changed: int
    unchanged: int
    refused: int


@dataclass(frozen=True)
class Kind:
    """One class or relationship type in the store: what this load wrote of it or removed, and how many were counted there
    afterwards. A count that is not what was to be there stops the load with an error."""

    name: str
    new: int
    changed: int
    gone: int
    found: int


@dataclass(frozen=True)
class Receipt:
    """One load. `sources` counts outcomes: new, changed, unchanged, kept (a hand's record that a machine's does not replace),
    refused, dropped; of sources that did not come in those that the store held otherwise are counted, and all where nothing
    came in. `nodes` and `links` count what was written to the store, `gone` what went from it,
    `kinds` tells them apart; `retries` counts transactions that were tried again after a deadlock or a lost connection."""

    sources: Counter[str]
    kept: tuple[Path, ...]
    lines: tuple[Line, ...]
    refused: tuple[Refused, ...]
    notes: Notes
    nodes: int
    links: int
    gone: int
    unsure: int
    store: str
    kinds: tuple[Kind, ...]
    retries: int

    def data(self) -> dict[str, Any]:
        """The receipt as plain data, for JSON."""
        return {
            "sources": dict(sorted(self.sources.items())),
            "kept": [str(path) for path in self.kept],
            "sections": {
                line.section: {
                    "items": line.items,
                    "new": line.new,
                    "met": line.met,
                    "changed": line.changed,
                    "unchanged": line.unchanged,
                    "refused": line.refused,
                }
                for line in self.lines
            },
            "refused": [refused_data(each) for each in self.refused],
            "quotes_not_checked": self.notes.unchecked,
            "quotes_in_several_places": self.notes.repeated,
            "agents_that_are_meetings": self.notes.meeting_agents,
            "links_to_refused_items": self.notes.lost_links,
            "store": {
                "where": self.store,
                "nodes_written": self.nodes,
                "links_written": self.links,
                "gone": self.gone,
                "retries": self.retries,
                "kinds": {
                    kind.name: {"new": kind.new, "changed": kind.changed, "gone": kind.gone, "found": kind.found}
                    for kind in self.kinds
                },
            },
            "unsure": self.unsure,
        }


def refused_data(each: Refused) -> dict[str, Any]:
    """A refused item as plain data: where, what was wrong, and the item itself, so that nothing is lost."""
    return {
        "file": each.file.as_posix(),
        "line": each.fault.line,
        "field": each.fault.field,
        "value": each.fault.value,
        "expected": each.fault.expected.en,
        "item": each.fault.item,
    }


NOT_IN_TEXT = Said(
    "những chữ có nguyên văn trong văn bản nguồn (chép lại đúng từng chữ)",
    "words that stand in the source's text (copy them as they are)",
)
