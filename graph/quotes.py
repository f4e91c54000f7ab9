"""Finds a record's evidence in its source's text: verbatim but for runs of white space and characters that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

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
        clean, self._starts, self._ends = _with_offsets(text)
        self._words, self._joined, self._here = _single_blanks(clean)

    def find(self, evidence: str, start: int | None = None) -> Found | None:
        """The place of `evidence`: the one at `start` if given, else the first; None where its words do not stand there."""
        words = " ".join(composed(squeezed(evidence)).split())
        if not words:
            return None
        places, at = [], self._words.find(words)
        while at >= 0:
            end = at + len(words)
            places.append((self._starts[self._at(at)], self._ends[self._at(end - 1)]))
            at = self._words.find(words, end)
        for number, (first, last) in enumerate(places, 1):
            if start is None or first == start:
                return Found(first, last, number, len(places))
        return None

    def _at(self, at: int) -> int:
        """The place in the clean text of a letter of the words."""
        word = bisect_right(self._joined, at) - 1
        return self._here[word] + at - self._joined[word]


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


def _single_blanks(text: str) -> tuple[str, list[int], list[int]]:
    """`text` with one blank between words, so that quotes are found by plain search; where each word begins in it, and in
    `text`."""
    here = [word.start() for word in _WORD.finditer(text)]
    words = text.split()
    return " ".join(words), list(accumulate((len(word) + 1 for word in words[:-1]), initial=0)), here
