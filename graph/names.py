"""How words are spelled and compared: one spelling for each Vietnamese text, abbreviations written out, and `key`.

`key(x)` is the form in which names are compared everywhere; two names with one key are one name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Generic, TypeVar

from giaoviec.graph.tables import rows

T = TypeVar("T")

# Vowel marks (circumflex, breve, horn) belong before the tone; NFC does not reorder them when typed after it.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = "\u0302\u0306\u031b"
_SWAPPED = re.compile(f"([{_TONES}]+)([{_MARKS}]+)")
_LEFT_OVER = re.compile(f"[{_MARKS}]")  # in NFC text: a vowel mark that found no vowel, since a tone stood before it
# "Ð" (Icelandic eth) and "Ɖ" (African d) are typed for "Đ"; NFC keeps them apart.
_ETH = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"}
# A word as it is compared: letters and digits, joined by - / & or . ("NN&PTNT", "30c/NQ-CP"), with a dot before a further word.
_WORD = re.compile(r"([^\W_]+(?:[&/.\-–—][^\W_]+)*)(?:\.(?=\s+[^\W_]))?")
_ACCENTS = re.compile("[\u0300-\u036f]+")  # the combining marks of Latin letters
_LETTERS = re.compile(r"[^\W_]+")
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
"""Characters that nobody sees: soft hyphen, zero-width blanks and joiners, marks of direction, byte order mark."""


def _tone_places() -> dict[str, str]:
    """Old spelling to modern, for open syllables in oa, oe, uy: oá to óa, uý to úy."""
    return {
        first + unicodedata.normalize("NFC", second + tone): unicodedata.normalize("NFC", first + tone) + second
        for first, second in ("oa", "oe", "uy")
        for tone in _TONES
    }


_OLD_TO_NEW = _tone_places()
_OLD = re.compile(r"(?<![qQ])(?:" + "|".join(map(re.escape, _OLD_TO_NEW)) + rf")(?![^\W\d_]|[{_TONES}])", re.IGNORECASE)


def composed(text: str) -> str:
    """`text` in NFC, with marks in order and đ for eth. White space stays as it is."""
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text) or _LEFT_OVER.search(text):
        text = unicodedata.normalize("NFD", text)
        while _SWAPPED.search(text):
            text = _SWAPPED.sub(r"\2\1", text)
        text = unicodedata.normalize("NFC", text)
    for other, d in _ETH.items():  # quicker than str.translate, which looks at each letter
        text = text.replace(other, d)
    return text


def modern(text: str) -> str:
    """NFC `text` with the tone mark in its modern place in open syllables (Uỷ to Ủy, hoà to hòa). Keeps every offset."""

    def moved(match: re.Match[str]) -> str:
        old = match.group()
        new = _OLD_TO_NEW[old.lower()]
        return "".join(n.upper() if o.isupper() else n for o, n in zip(old, new, strict=True))

    return _OLD.sub(moved, text)


def squeezed(text: str) -> str:
    """`text` with each run of white space (no-break and thin blanks too) as one blank, none at the ends."""
    return " ".join(INVISIBLE.sub("", text).split())


def spelled(text: str) -> str:
    """A name as it is written in the graph: NFC, modern tone place, single blanks."""
    return modern(composed(squeezed(text)))


@cache
def _abbreviations() -> dict[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """Short form to (long form, words it must follow); the form that must follow something comes first.

    One of two letters counts only as it is written ("TƯ", not "Tư"), a longer one in any case.
    """
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for short, long, after in rows("abbreviations", 3):
        words = tuple(filter(None, (part.strip() for part in after.split(","))))
        found.setdefault(short if len(short) < 3 else short.lower(), []).append((long, words))
    return {short: tuple(sorted(forms, key=lambda form: not form[1])) for short, forms in found.items()}


def _long_form(word: str, before: str) -> str | None:
    forms = _abbreviations().get(word if len(word) < 3 else word.lower(), ())
    return next((long for long, after in forms if not after or before.rstrip().lower().endswith(after)), None)


@cache
def _numbers() -> re.Pattern[str]:
    """A document's number, also one with blanks in it ("30c/NQ - CP", "17 - NQ/TW") or without its digits ("NĐ-CP")."""
    codes = _any_of(code for _, _, code in rows("documents", 3))
    issuers = _any_of(row[0] for row in rows("issuers", 1))
    joint, end = r"\s*[/\-–—]\s*", r"(?![^\W_])"
    with_digits = rf"\d[^\W_]*(?:{joint}\d+)?{joint}(?:{codes}){end}(?:{joint}[^\W_]+)*"
    return re.compile(rf"(?<![^\W_])(?:{with_digits}|(?:{codes}){joint}(?:{issuers}|TTg|TU){end})")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(filter(None, words), key=len, reverse=True))


def expanded(text: str) -> str:
    """`text` with the abbreviations of the lexicon written out, but never inside a number such as "30c/NQ-CP"."""
    if all(map(_stands, _WORD.findall(text))):  # most names: nothing to write out
        return text
    out, at = [], 0
    for number in _numbers().finditer(text):
        out += [_WORD.sub(_written, text[at : number.start()]), number.group()]
        at = number.end()
    return "".join([*out, _WORD.sub(_written, text[at:])])


@lru_cache(maxsize=65536)
def _stands(word: str) -> bool:
    """Whether a word is none that `_written` would change, whatever stands before it."""
    known = word if len(word) < 3 else word.lower()
    return known not in _abbreviations() and (word.isalnum() or any(c.isdigit() for c in word))


def _written(match: re.Match[str]) -> str:
    """A word with its abbreviations written out, and without the dot after one ("TP. Hà Nội", "TP.HCM", "ủy-UBND")."""
    word, before = match.group(1), match.string[: match.start()]
    whole = _long_form(word, before)
    if whole is not None:
        return whole
    if word.isalnum() or any(c.isdigit() for c in word):
        return match.group()
    parts = re.split(r"([&/.\-–—])", word)
    for at, part in enumerate(parts):
        long = _long_form(part, before) if part.isupper() or len(part) < 3 else None
        if long is not None:
            parts[at] = long
            parts[at + 1 : at + 2] = [joint.replace(".", " ") for joint in parts[at + 1 : at + 2]]
    return "".join(parts) + match.group()[len(word) :]


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The form in which names are compared: lower case, abbreviations written out, "và" and, before a number, "số"
    dropped, letters and digits only, single blanks."""
    words: list[str] = []
    for part in text.split():
        alone = _alone(part)
        if alone is None:  # what it stands for may hang on what is before it
            words = _LETTERS.findall(expanded(spelled(text)).lower())
            break
        words += alone
    return " ".join(
        word
        for i, word in enumerate(words)
        if word != "và" and not (word == "số" and i + 1 < len(words) and words[i + 1][0].isdigit())
    )


@lru_cache(maxsize=65536)
def _alone(part: str) -> tuple[str, ...] | None:
    """The words of a part without blanks, looked up since texts repeat them; None where it may hold an abbreviation."""
    own = spelled(part)
    return tuple(_LETTERS.findall(own.lower())) if all(map(_stands, _WORD.findall(own))) else None


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """`key(text)` without accents, for typed words: "so xay dung" finds "Sở Xây dựng"."""
    parts = list(map(_plain_alone, text.split()))
    if None in parts:
        return plain_words(key(text))
    return " ".join(filter(None, parts))


@lru_cache(maxsize=65536)
def _plain_alone(part: str) -> str | None:
    """A part without blanks as it stands in `plain`; None where that hangs on what is beside it."""
    words = _alone(part)
    if words is None or "số" in words:
        return None
    return plain_words(" ".join(word for word in words if word != "và"))


def plain_words(text: str) -> str:
    """Lower-case `text` without accents, đ as d."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text.lower())).replace("đ", "d")
    return bare if bare.isascii() else "".join(c for c in bare if not unicodedata.combining(c))


def starts(text_key: str, words_key: str) -> bool:
    """Whether a key begins with whole words of another."""
    return text_key == words_key or text_key.startswith(words_key + " ")


class Heads(Generic[T]):
    """What keys may begin with, found by the first word: a name is asked of hundreds of titles and kinds."""

    def __init__(self, heads: Iterable[tuple[str, T]]) -> None:
        self._by_word: dict[str, list[tuple[str, T]]] = {}
        for words, thing in heads:
            self._by_word.setdefault(words.partition(" ")[0], []).append((words, thing))

    def all(self, text_key: str) -> Iterator[T]:
        """What goes with each head that a key begins with, in the order given."""
        heads = self._by_word.get(text_key.partition(" ")[0], ())
        return (thing for words, thing in heads if starts(text_key, words))

    def first(self, text_key: str) -> T | None:
        return next(self.all(text_key), None)


def holds(text_key: str, words_key: str) -> bool:
    """Whether a key holds the whole words of another."""
    return f" {words_key} " in f" {text_key} "


@lru_cache(maxsize=65536)
def written_out(name: str) -> str:
    """A name as the graph keeps it: spelled, abbreviations and short forms written out."""
    name = spelled(expanded(spelled(name)))
    for short, long in rows("aliases", 2):
        if starts(key(name), key(short)):
            return " ".join([long, *name.split()[len(short.split()) :]])
    return name
