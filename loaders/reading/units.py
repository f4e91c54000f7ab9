"""A sentence as a row of units, one letter each, so that the grammar can be read as patterns over letters.

A an agent (person, office, body, collective) - L a place that may act - V assigns, Y requires, Q requests, S says, M must, T a task
word, X decides, N hears, O reports - n a noun that only looks like a verb - d past or future mark, a adverb, b passive, c "cho", p
preposition, z "đối với", k "và", r "rằng", h connector - , ; : ( ) " . as they are, - a dash, # a number, w any other word.
"""

from dataclasses import dataclass

from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.tokens import Sentence

ORDER = ("n", "h", "V", "Y", "Q", "O", "N", "X", "S", "M", "b", "c", "z", "T", "d", "a", "p", "k", "r")
RANK = {kind: rank for rank, kind in enumerate(ORDER)}
MARKS = {",": ",", ";": ";", ":": ":", "(": "(", ")": ")", '"': '"', "“": '"', "”": '"', "'": '"', "‘": '"', "’": '"', "-": "-", "–": "-", "—": "-",
         ".": ".", "!": ".", "?": ".", "…": ".", "...": "."}


@dataclass(slots=True)
class Unit:
    """One unit over words first..last-1."""

    letter: str
    first: int
    last: int
    mention: Mention | None = None
    form: str = ""
    kinds: str = ""


@dataclass(slots=True)
class Row:
    """A sentence as units and as their letters; `index` is the number of the sentence in its text."""

    sentence: Sentence
    units: list[Unit]
    letters: str
    index: int = 0

    def text(self, first: int, last: int) -> str:
        """The text of the units first..last-1."""
        return self.sentence.slice(self.units[first].first, self.units[last - 1].last) if last > first else ""


def row(s: Sentence, found: list[Mention], index: int) -> Row:
    """The units of a sentence."""
    units: list[Unit] = []
    ahead = iter([*found, None])
    mention = next(ahead)
    i, count = 0, len(s.words)
    while i < count:
        while mention is not None and mention.first < i:
            mention = next(ahead)
        if mention is not None and mention.first == i and mention.kind != "N":
            units.append(Unit("L" if mention.kind == "L" else "A", i, mention.last, mention))
            i = mention.last
            continue
        stop = mention.first if mention is not None and mention.kind != "N" else count
        unit = word_unit(s, i, stop)
        units.append(unit)
        i = unit.last
    return Row(s, units, "".join(unit.letter for unit in units), index)


def word_unit(s: Sentence, i: int, stop: int) -> Unit:
    mark = MARKS.get(s.words[i])
    if mark:
        return Unit(mark, i, i + 1)
    best = None
    for entry in s.hits[i] or ():
        if entry.kind in RANK and i + entry.size <= stop and (best is None or entry.size > best.size or (entry.size == best.size and RANK[entry.kind] < RANK[best.kind])):
            best = entry
    if best:
        kinds = "".join(entry.kind for entry in s.hits[i] or () if entry.size == best.size and entry.kind in RANK)
        return Unit(best.kind, i, i + best.size, form=best.name, kinds=kinds)
    return Unit("#" if s.words[i][0].isdigit() else "w", i, i + 1)
