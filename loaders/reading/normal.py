"""The text as it is matched: NFC, marks in order, modern tone places, plain blanks; and the way back to the untouched text."""

import re
import unicodedata
from dataclasses import dataclass

TONES = "\u0300\u0301\u0303\u0309\u0323"
# Vietnamese place of the tone mark: on the second vowel in closed syllables only ("hoàn"), on the first in open ones ("hòa").
MOVES = {
    old + low: new
    for olds, news in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for old, new in zip(olds.split(), news.split(), strict=True)
    for low in ("",)
}
MOVES |= {key.upper(): value.upper() for key, value in MOVES.items()} | {
    key.capitalize(): value.capitalize() for key, value in MOVES.items()
}
OLD_TONE = re.compile(r"(?<![qQ])(?:[oO][àáảãạÀÁẢÃẠèéẻẽẹÈÉẺẼẸ]|[uU][ỳýỷỹỵỲÝỶỸỴ])(?![^\W\d_])")
SAME_LENGTH = str.maketrans(
    dict.fromkeys("\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t\x0b\x0c\x85", " ")
    | {"\r": "\n", "\u2028": "\n", "\u2029": "\n", "\u00d0": "Đ", "\u00f0": "đ", "\u0110": "Đ"}
)
ODD_BLANK = re.compile("[" + re.escape("".join(map(chr, SAME_LENGTH))) + "]")
INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
ODD = re.compile(f"[\u0300-\u036f{INVISIBLE}]")
CLUSTER = re.compile("[^\u0300-\u036f][\u0300-\u036f]*|[\u0300-\u036f]+")


@dataclass(frozen=True, slots=True)
class Normal:
    """`text` to match on; `places` gives for each of its letters the offset in the untouched text (None: the same)."""

    text: str
    places: tuple[int, ...] | None
    length: int

    def offset(self, place: int) -> int:
        """The offset in the untouched text of a place in `text`; the end of `text` is the end of the untouched text."""
        if self.places is None:
            return place
        return self.places[place] if place < len(self.places) else self.length


def cluster(letters: str) -> str:
    """A base letter with its marks as NFC, the vowel mark before the tone, whatever order they came in."""
    apart = unicodedata.normalize("NFD", letters)
    marks = [c for c in apart[1:] if c not in TONES] + [c for c in apart[1:] if c in TONES][:1]
    return unicodedata.normalize("NFC", apart[0] + "".join(marks))


def normalise(text: str) -> Normal:
    """The text for matching. Linear in its length; a text that is clean NFC keeps every offset."""
    if not ODD.search(text) and unicodedata.is_normalized("NFC", text):
        return Normal(modern(text), None, len(text))
    out: list[str] = []
    places: list[int] = []
    for match in CLUSTER.finditer(text):
        letters = match[0]
        if letters in INVISIBLE:
            continue
        mended = cluster(letters) if len(letters) > 1 or not letters.isascii() else letters
        out.append(mended)
        places.extend([match.start()] * len(mended))
    return Normal(modern("".join(out)), tuple(places), len(text))


def modern(text: str) -> str:
    """Modern tone places, plain blanks, real đ; each letter stays where it is."""
    plain = text.translate(SAME_LENGTH) if ODD_BLANK.search(text) else text
    return OLD_TONE.sub(lambda m: MOVES.get(m[0], m[0]), plain)


def lower(text: str) -> str:
    """Lower case of the same length (a few foreign letters grow when lowered; those stay)."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
