"""A sentence as words with all their lexicon readings; nothing is chosen yet."""

from dataclasses import dataclass, field

from giaoviec.loaders.reading.data import Entry, Lexicon, Trie
from giaoviec.loaders.reading.words import WORD

HIDDEN = frozenset({"noun", "lone", "head", "det", "mod"})
# Readings that an agent may begin with, and those of things: where they stand is kept, since most words have none.
STARTERS = frozenset({"organ", "title", "honorific", "det", "lone", "head", "noun"})
THINGS = frozenset({"paper", "work"})
NOTHING: list[Entry] = []
HIDING = frozenset({"n", "V", "Y", "Q", "S", "O", "T", "X", "N", "M"})


@dataclass(slots=True)
class Sentence:
    """The words of one sentence. `hits[i]` holds the lexicon readings that begin at word i, longest first.

    `starters` are the words where an agent may begin by the lexicon, `things` those where a document or project may.
    """

    text: str
    start: int
    end: int
    words: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    hits: list[list[Entry] | None] = field(default_factory=list)
    starters: set[int] = field(default_factory=set)
    things: dict[str, list[int]] = field(default_factory=lambda: {"paper": [], "work": []})

    def slice(self, first: int, last: int) -> str:
        """The text from word `first` up to, not with, word `last`."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def reading(self, at: int, kind: str) -> Entry | None:
        """The longest reading of a kind that begins at word `at`; a longer phrase that is no such thing hides a noun."""
        if at >= len(self.hits):
            return None
        hits = self.hits[at]
        if hits is None:
            return None
        for entry in hits:
            if entry.kind == kind:
                hidden = kind in HIDDEN and hits[0].size > entry.size and hits[0].kind in HIDING
                return None if hidden else entry
        return None


def names_begin(words: list[str], i: int, size: int) -> bool:
    """A small first word, or the first of a sentence, with a capital after it is a verb before a name ("giao Ban Tổ chức"),
    not the noun ("giao ban")."""
    return (words[i][0].islower() or i == 0) and any(word[0].isupper() for word in words[i + 1 : i + size])


def tokens(text: str, low_text: str, start: int, end: int, lexicon: Lexicon) -> Sentence:
    """The sentence text[start:end] as words; `low_text` is the whole text in lower case, of the same length."""
    found = [(m.start(), m.end()) for m in WORD.finditer(text, start, end)]
    starts = [a for a, _ in found]
    ends = [b for _, b in found]
    low = [low_text[a:b] for a, b in found]
    sentence = Sentence(text, start, end, [text[a:b] for a, b in found], low, starts, ends)
    sentence.hits = [readings(sentence, i, lexicon.root) for i in range(len(low))]
    for i, hits in enumerate(sentence.hits):
        if hits is not None:
            for entry in hits:
                if entry.kind in STARTERS:
                    sentence.starters.add(i)
                elif entry.kind in THINGS:
                    sentence.things[entry.kind].append(i)
    return sentence


def readings(s: Sentence, i: int, root: Trie) -> list[Entry] | None:
    """The lexicon's readings of the phrases that begin at word i, longest first; None where there are none."""
    low = s.low
    node = root.get(low[i])
    if node is None:
        return None
    best: list[Entry] = node.get("", NOTHING)
    count = len(low)
    j = i + 1
    while j < count:
        node = node.get(low[j])
        if node is None:
            break
        longer = node.get("")
        if longer is not None:
            best = longer + best
        j += 1
    if not best:
        return None
    if s.words[i].isupper():
        return best
    return [e for e in best if not e.shout and not (e.kind == "n" and names_begin(s.words, i, e.size))] or None
