"""How wide text is, without a font at hand, and how it is broken into lines between whole words.

Widths are those of DejaVu Sans, the widest of the sans-serif fonts that the picture asks for, so that text fits in any of them.
"""

from __future__ import annotations

import unicodedata

_NARROW = dict.fromkeys("iljI|.,:;'!·", 0.32) | dict.fromkeys(' ftr()[]/-“”"', 0.46)
_WIDE = dict.fromkeys("mwMW%@—…", 1.0)
_SMALL, _CAPITAL, _FULL = 0.64, 0.79, 1.05
MORE = "…"


def wide(text: str, size: int) -> float:
    """The width of a text in letters of `size` pixels, rather too much than too little."""
    return sum(_advance(char) for char in unicodedata.normalize("NFD", text)) * size


def _advance(char: str) -> float:
    if unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return _FULL
    known = _NARROW.get(char) or _WIDE.get(char)
    if known:
        return known
    if char.isupper() or not char.isascii():
        return _CAPITAL
    return _SMALL


def wrapped(text: str, width: float, size: int, most: int | None = None) -> list[str]:
    """The text in lines no wider than `width`, broken between words, at most `most` of them: then the last ends in an ellipsis.

    Only a single word that is wider than a whole line is broken inside.
    """
    lines: list[str] = []
    for word in text.split():
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and wide(joined, size) <= width:
            lines[-1] = joined
        else:
            lines += _pieces(word, width, size)
        if most is not None and len(lines) > most:
            return [*lines[: most - 1], _shortened(lines[most - 1], width, size)]
    return lines


def _pieces(word: str, width: float, size: int) -> list[str]:
    pieces = [""]
    for char in word:
        if pieces[-1] and wide(pieces[-1] + char, size) > width:
            pieces.append("")
        pieces[-1] += char
    return pieces


def _shortened(line: str, width: float, size: int) -> str:
    """The line with an ellipsis after its last whole word that leaves room for one."""
    words = line.split()
    while len(words) > 1 and wide(" ".join([*words, MORE]), size) > width:
        words.pop()
    return " ".join([*words, MORE])
