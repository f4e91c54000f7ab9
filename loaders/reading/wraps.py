"""Lines broken only to fit a page (text copied from a PDF or an e-mail): joined again, each letter staying at its place."""

import re
from itertools import pairwise

LINE = re.compile(r"[^\n]+")
# What begins a line of its own: an item, an article, a heading in capitals.
ITEM = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[a-zđ]\)|[-–+•*]|Điều \d|Chương |Mục |Phần )")
CLOSED = (".", ":", ";", "!", "?", "”", '"', "…")
# A text is taken for broken where this many lines, and this share of all, go on in small letters.
LEAST, SHARE = 8, 0.3
SHORT = 0.5


def unwrapped(text: str) -> str:
    """The text with blanks for the line ends inside paragraphs; of the same length. A text that is not broken stays as it is."""
    lines = [(m.start(), m.end()) for m in LINE.finditer(text)]
    pairs = [(a, b) for a, b in pairwise(lines) if b[0] - a[1] == 1]
    small = sum(goes_on(text, b) for _, b in pairs)
    if small < LEAST or small < SHARE * len(pairs):
        return text
    usual = sorted(end - start for start, end in lines)[len(lines) // 2]
    letters = list(text)
    for (start, end), after in pairs:
        if goes_on(text, after) or (full(text, start, end, usual) and not heads(text, after)):
            letters[end] = " "
    return "".join(letters)


def goes_on(text: str, line: tuple[int, int]) -> bool:
    """Whether a line begins with a small letter, but not with "a)"."""
    first = text[line[0] : line[1]].lstrip()[:1]
    return first.islower() and ITEM.match(text, *line) is None


def full(text: str, start: int, end: int, usual: int) -> bool:
    """Whether a line was cut by the page: long enough, no mark at its end, and no heading."""
    words = text[start:end].rstrip()
    return len(words) >= SHORT * usual and not words.endswith(CLOSED) and not words.isupper()


def heads(text: str, line: tuple[int, int]) -> bool:
    """Whether a line begins something new: an item or a heading in capitals."""
    return ITEM.match(text, *line) is not None or text[line[0] : line[1]].isupper()
