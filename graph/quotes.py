"""Finds a record's evidence in its source's text: verbatim but for runs of white space and characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from giaoviec.graph.names import INVISIBLE, composed, squeezed


@dataclass(frozen=True)
class Found:
    """Where evidence stands: characters `start` to `end` of the text, as `occurrence` (from 1) of `times`."""

    start: int
    end: int
    occurrence: int
    times: int


class SourceText:
    """A source's untouched text, searched by words. Canonically equal spellings (NFC, NFD) count as the same words."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._composed, self._starts, self._ends = _with_offsets(text)

    def find(self, evidence: str, start: int | None = None) -> Found | None:
        """The place of `evidence`: the one at `start` if given, else the first; None where its words do not stand there."""
        words = composed(squeezed(evidence)).split()
        if not words:
            return None
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        places = [(self._starts[m.start()], self._ends[m.end() - 1]) for m in pattern.finditer(self._composed)]
        for number, (first, last) in enumerate(places, 1):
            if start is None or first == start:
                return Found(first, last, number, len(places))
        return None


def _with_offsets(text: str) -> tuple[str, Sequence[int], Sequence[int]]:
    """`text` composed and without invisible characters; where each of its characters begins and ends in `text`."""
    if composed(text) == text and not INVISIBLE.search(text):
        return text, range(len(text)), range(1, len(text) + 1)
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = INVISIBLE.sub("", composed(text[at:end]))
        out.append(cluster)
        starts.extend([at] * len(cluster))
        ends.extend([end] * len(cluster))
        at = end
    return "".join(out), starts, ends
