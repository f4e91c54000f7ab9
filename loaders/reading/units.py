"""A sentence as a row of units, one letter each, so that the grammar can be read as patterns over letters.

A an agent (person, office, body, collective) - L a place that may act - V assigns, Y requires, Q requests, S says, M must,
T a task word, X decides, N hears, O reports - n a noun that only looks like a verb - d past or future mark, a adverb,
b passive, c "cho", p preposition, z "đối với", k "và", r "rằng", h connector, i pronoun that speaks - , ; : ( ) " . as they
are, - a dash, # a number, w any other word.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.tokens import Sentence

ORDER = ("n", "h", "V", "Y", "Q", "O", "N", "X", "S", "M", "b", "c", "z", "T", "d", "a", "p", "k", "r", "i")
RANK = {kind: rank for rank, kind in enumerate(ORDER)}
LONGEST_QUOTE = 12
MARKS = {
    ",": ",",
    ";": ";",
    ":": ":",
    "(": "(",
    ")": ")",
    '"': '"',
    "“": '"',
    "”": '"',
    "'": '"',
    "‘": '"',
    "’": '"',
    "-": "-",
    "–": "-",
    "—": "-",
    ".": ".",
    "!": ".",
    "?": ".",
    "…": ".",
    "...": ".",
}


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
    voice: Mention | None = None

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
        while mention is not None and (mention.first < i or mention.last <= mention.first):
            mention = next(ahead)
        if mention is not None and mention.first == i and mention.kind != "N":
            units.append(Unit("L" if mention.kind == "L" else "A", i, mention.last, mention))
            i = mention.last
            continue
        stop = mention.first if mention is not None and mention.kind != "N" else count
        unit = word_unit(s, i, stop)
        units.append(unit)
        i = unit.last
    before = ""
    for unit, after in pairwise(units):
        if after.letter in "VYQSXad" and before and (unit.form == "đồng thời" or (before in "AL" and unit.letter == "h")):
            unit.letter = "a"  # "Lãnh đạo huyện đồng thời yêu cầu": no new sentence begins here.
        if unit.letter == "Y" and unit.form.startswith("có ") and after.letter in "VYQ":
            unit.letter = "d"  # "có chỉ đạo yêu cầu": the second word gives the order.
        before = unit.letter
    return Row(s, units, "".join(unit.letter for unit in units), index)


BEFORE_SPEAKER = frozenset({"nên", "thì", "và", "rằng", "là", "đó", "nhưng"})
# Marks of the items of a list, at the beginning of a line.
BULLETS = frozenset({"+", "•", "*", "●", "▪", "○", "■", "❖", "✓", "→", "–", "—"})
ADDRESSES = frozenset({"ông", "bà", "đồng", "chủ", "đại"})


def word_unit(s: Sentence, i: int, stop: int) -> Unit:
    if s.hits[i] is None and s.words[i].isalpha() and s.low[i] not in ADDRESSES:
        return Unit("w", i, i + 1)
    mark = MARKS.get(s.words[i]) or ("-" if i == 0 and s.words[0] in BULLETS else None)
    if mark == "." and s.words[i] in ("…", "...") and i + 1 < len(s.words) and s.words[i + 1].islower():
        return Unit(",", i, i + 1)
    if (
        s.low[i] in ("ông", "bà")
        and i + 1 < len(s.words)
        and (
            i == 0
            or s.words[i - 1] in ',;:“"–-'
            or (s.low[i - 1] in BEFORE_SPEAKER and any(e.kind in "VYQS" for e in s.hits[i + 1] or ()))
        )
        and not s.words[i + 1][0].isupper()
    ):
        return Unit("i", i, i + 1)
    if mark:
        return Unit(mark, i, i + 1)
    bare = bare_speaker(s, i)
    if bare:
        return Unit("i", i, bare)
    best = None
    for entry in s.hits[i] or ():
        if (
            entry.kind in RANK
            and i + entry.size <= stop
            and (best is None or entry.size > best.size or (entry.size == best.size and RANK[entry.kind] < RANK[best.kind]))
        ):
            best = entry
    if best:
        kinds = "".join(entry.kind for entry in s.hits[i] or () if entry.size == best.size and entry.kind in RANK)
        return Unit(best.kind, i, i + best.size, form=best.name, kinds=kinds)
    return Unit("#" if s.words[i][0].isdigit() else "w", i, i + 1)


def bare_speaker(s: Sentence, i: int) -> int:
    """The word after a bare "Đồng chí" or "Chủ tọa" that speaks: who spoke last is meant. 0 where there is none."""
    j = i + 2
    if (
        s.low[i] not in ADDRESSES
        or " ".join(s.low[i:j]) not in ("đồng chí", "chủ tọa", "chủ trì", "đại biểu")
        or j >= len(s.words)
        or not s.words[i][0].isupper()
    ):
        return 0
    if i and s.words[i - 1] not in ',;:“"–-.':
        return 0
    j += 2 * (s.low[j : j + 2] in (["kỳ", "họp"], ["phiên", "họp"], ["hội", "nghị"], ["cuộc", "họp"]))
    speaks = j < len(s.words) and s.words[j].islower() and any(e.kind in "VYQSXad" for e in s.hits[j] or ())
    return j if speaks else 0


CLOSING = re.compile(r"\"[,.:-]*(?P<who>A)[ad]*[SVYQX][^A]{0,5}\.?$|[,-](?P<late>A)[ad]*[SVYQX][^A]{0,4}\.?$")


def voices(rows: list[Row]) -> None:
    """Who speaks in quotes whose speaker is named at their end: “...”, ông A nhấn mạnh. Sets `voice` of the rows of the quote."""
    opened: int | None = None
    for number, one in enumerate(rows):
        marks = one.letters.count('"')
        if opened is None and marks % 2 == 1:
            opened = number
        elif opened is not None and marks % 2 == 1:
            close(rows, opened, number)
            opened = None
        elif opened is None and marks:
            close(rows, number, number)
        if opened is not None and number - opened > LONGEST_QUOTE:
            opened = None


def close(rows: list[Row], first: int, last: int) -> None:
    match = CLOSING.search(rows[last].letters)
    if match is None or not match["who"]:
        return
    who = rows[last].units[match.start("who")].mention
    for one in rows[first : last + 1]:
        one.voice = who
