"""Finds a record's evidence in its source's text: verbatim but for runs of white space and characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from giaoviec.graph.names import INVISIBLE, composed, squeezed

_WORD = re.compile(r"\S+")


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
        self._words, self._starts, self._ends = _single_blanks(*_with_offsets(text))

    def find(self, evidence: str, start: int | None = None) -> Found | None:
        """The place of `evidence`: the one at `start` if given, else the first; None where its words do not stand there."""
        words = " ".join(composed(squeezed(evidence)).split())
        if not words:
            return None
        places, at = [], self._words.find(words)
        while at >= 0:
            end = at + len(words)
            places.append((self._starts[at], self._ends[end - 1]))
            at = self._words.find(words, end)
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


def _single_blanks(text: str, starts: Sequence[int], ends: Sequence[int]) -> tuple[str, Sequence[int], Sequence[int]]:
    """`text` with one blank between words, so that quotes are found by plain search; offsets as given, of words only."""
    first: list[int] = []
    last: list[int] = []
    for word in _WORD.finditer(text):
        for out, offsets in ((first, starts), (last, ends)):
            out.extend(offsets[word.start() : word.end()])
            out.append(-1)  # the blank, at which no quote begins or ends
    return " ".join(text.split()), first, last
