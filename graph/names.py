"""How words are spelled and compared: one spelling for each Vietnamese text, abbreviations written out, and `key`.

`key(x)` is the form in which names are compared everywhere; two names with one key are one name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from giaoviec.graph.tables import rows

# Vowel marks (circumflex, breve, horn) belong before the tone; NFC does not reorder them when typed after it.
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_MARKS = "\u0302\u0306\u031b"
_SWAPPED = re.compile(f"([{_TONES}])([{_MARKS}])")
# "Ð" (Icelandic eth) and "Ɖ" (African d) are typed for "Đ"; NFC keeps them apart.
_ETH = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
# A word as it is compared: letters and digits, joined by - / & or . ("NN&PTNT", "30c/NQ-CP").
_WORD = re.compile(r"[^\W_]+(?:[&/.\-–—][^\W_]+)*")
_LETTERS = re.compile(r"[^\W_]+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def _tone_places() -> dict[str, str]:
    """Old spelling to modern, for open syllables in oa, oe, uy: oá to óa, uý to úy."""
    return {
        first + unicodedata.normalize("NFC", second + tone): unicodedata.normalize("NFC", first + tone) + second
        for first, second in ("oa", "oe", "uy")
        for tone in _TONES
    }


_OLD_TO_NEW = _tone_places()
_OLD = re.compile(r"(?<![qQ])(?:" + "|".join(map(re.escape, _OLD_TO_NEW)) + r")(?![^\W\d_])", re.IGNORECASE)


def composed(text: str) -> str:
    """`text` in NFC, with marks in order and đ for eth. White space stays as it is."""
    if text.isascii():
        return text
    if not unicodedata.is_normalized("NFC", text) or _SWAPPED.search(text):
        text = unicodedata.normalize("NFC", _SWAPPED.sub(r"\2\1", unicodedata.normalize("NFD", text)))
    return text.translate(_ETH)


def modern(text: str) -> str:
    """NFC `text` with the tone mark in its modern place in open syllables (Uỷ to Ủy, hoà to hòa). Keeps every offset."""

    def moved(match: re.Match[str]) -> str:
        old = match.group()
        new = _OLD_TO_NEW[old.lower()]
        return "".join(n.upper() if o.isupper() else n for o, n in zip(old, new, strict=True))

    return _OLD.sub(moved, text)


def squeezed(text: str) -> str:
    """`text` with each run of white space (no-break and thin blanks too) as one blank, none at the ends."""
    return " ".join(_INVISIBLE.sub("", text).split())


def spelled(text: str) -> str:
    """A name as it is written in the graph: NFC, modern tone place, single blanks."""
    return modern(composed(squeezed(text)))


@cache
def _abbreviations() -> dict[str, str]:
    """Short form to long. One of two letters counts only as it is written ("TƯ", not "Tư"), a longer one in any case."""
    return {short if len(short) < 3 else short.lower(): long for short, long in rows("abbreviations", 2)}


def _long_form(word: str) -> str | None:
    return _abbreviations().get(word if len(word) < 3 else word.lower())


def expanded(text: str) -> str:
    """`text` with the abbreviations of the lexicon written out, but never inside a number such as "30c/NQ-CP"."""

    def written_out(match: re.Match[str]) -> str:
        word = match.group()
        whole = _long_form(word)
        if whole is not None:
            return whole
        if any(c.isdigit() for c in word) or not word.isupper():
            return word
        long = _LETTERS.sub(lambda part: _long_form(part.group()) or part.group(), word)
        return long if long == word else long.replace(".", " ")  # "TP.HCM"

    return _WORD.sub(written_out, text)


@lru_cache(maxsize=65536)
def key(text: str) -> str:
    """The form in which names are compared: lower case, abbreviations written out, "và" and, before a number, "số"
    dropped, letters and digits only, single blanks."""
    words = _LETTERS.findall(expanded(spelled(text)).lower())
    return " ".join(
        word
        for i, word in enumerate(words)
        if word != "và" and not (word == "số" and i + 1 < len(words) and words[i + 1][0].isdigit())
    )


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """`key(text)` without accents, for typed words: "so xay dung" finds "Sở Xây dựng"."""
    return plain_words(key(text))


def plain_words(text: str) -> str:
    """Lower-case `text` without accents, đ as d."""
    bare = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in bare if not unicodedata.combining(c)).replace("đ", "d")


def starts(text_key: str, words_key: str) -> bool:
    """Whether a key begins with whole words of another."""
    return text_key == words_key or text_key.startswith(words_key + " ")


def holds(text_key: str, words_key: str) -> bool:
    """Whether a key holds the whole words of another."""
    return f" {words_key} " in f" {text_key} "


def written_out(name: str) -> str:
    """A name as the graph keeps it: spelled, abbreviations and short forms written out."""
    name = spelled(expanded(spelled(name)))
    for short, long in rows("aliases", 2):
        if starts(key(name), key(short)):
            return " ".join([long, *name.split()[len(short.split()) :]])
    return name
