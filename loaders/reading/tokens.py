"""A sentence as words with all their lexicon readings; nothing is chosen yet."""

from dataclasses import dataclass, field

from giaoviec.loaders.reading.data import Entry, Lexicon
from giaoviec.loaders.reading.words import WORD

HIDDEN = frozenset({"noun", "lone", "head", "det", "mod"})
HIDING = frozenset({"n", "V", "Y", "Q", "S", "O", "T", "X", "N", "M"})


@dataclass(slots=True)
class Sentence:
    """The words of one sentence. `hits[i]` holds the lexicon readings that begin at word i, longest first."""

    text: str
    start: int
    end: int
    words: list[str]
    low: list[str]
    starts: list[int]
    ends: list[int]
    hits: list[list[Entry] | None] = field(default_factory=list)

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
    """A small first word with a capital after it is a verb before a name ("giao Ban Tổ chức"), not the noun ("giao ban")."""
    return words[i][0].islower() and any(word[0].isupper() for word in words[i + 1 : i + size])


def tokens(text: str, low_text: str, start: int, end: int, lexicon: Lexicon) -> Sentence:
    """The sentence text[start:end] as words; `low_text` is the whole text in lower case, of the same length."""
    found = [(m.start(), m.end()) for m in WORD.finditer(text, start, end)]
    starts = [a for a, _ in found]
    ends = [b for _, b in found]
    low = [low_text[a:b] for a, b in found]
    sentence = Sentence(text, start, end, [text[a:b] for a, b in found], low, starts, ends)
    root = lexicon.root
    hits: list[list[Entry] | None] = []
    count = len(low)
    for i, word in enumerate(low):
        node = root.get(word)
        if node is None:
            hits.append(None)
            continue
        best = list(node.get("", ()))
        j = i + 1
        while j < count:
            node = node.get(low[j])
            if node is None:
                break
            if "" in node:
                best = node[""] + best
            j += 1
        if best and not sentence.words[i].isupper():
            best = [
                entry
                for entry in best
                if not entry.shout and not (entry.kind == "n" and names_begin(sentence.words, i, entry.size))
            ]
        hits.append(best or None)
    sentence.hits = hits
    return sentence
