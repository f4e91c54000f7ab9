"""Finds a record's evidence in its source's text: verbatim but for runs of white space."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from giaoviec.graph.names import composed, squeezed


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
        self._composed, self._offsets = _with_offsets(text)

    def find(self, evidence: str, start: int | None = None) -> Found | None:
        """The place of `evidence`: the one at `start` if given, else the first; None where its words do not stand there."""
        words = composed(squeezed(evidence)).split()
        if not words:
            return None
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        places = [(self._offsets[m.start()], self._offsets[m.end()]) for m in pattern.finditer(self._composed)]
        for number, (first, last) in enumerate(places, 1):
            if start is None or first == start:
                return Found(first, last, number, len(places))
        return None


def _with_offsets(text: str) -> tuple[str, list[int] | range]:
    """`text` composed, and for each of its characters (and its end) the offset in `text`."""
    if composed(text) == text:
        return text, range(len(text) + 1)
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    while at < len(text):
        end = at + 1
        while end < len(text) and unicodedata.combining(text[end]):
            end += 1
        cluster = composed(text[at:end])
        out.append(cluster)
        offsets.extend([at] * len(cluster))
        at = end
    offsets.append(len(text))
    return "".join(out), offsets
