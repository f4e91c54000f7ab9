"""Texts as they come in badly: none makes reading fail, all that is read stays verbatim, and spelling changes nothing.

The texts of the sample always; the unlabelled articles beside the repository too where they are there (then over 2,000 mangled texts).
"""

import random
import re
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import SHARED

from giaoviec.graph.records import Record, dump
from giaoviec.loaders.reading import Hints, read

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = sorted((SHARED / "corpus" / "unlabelled").glob("*.txt"))
TEXTS = [path.read_text(encoding="utf-8") for path in [*sorted((ROOT / "sample" / "sources").glob("*.txt")), *ARTICLES]]
GIVEN = Hints(published="2017")
# Where the tone mark of an open syllable stood before: on the second vowel.
OLD_PLACES = dict(
    zip(
        "òa óa ỏa õa ọa òe óe ỏe õe ọe ùy úy ủy ũy ụy".split(),
        "oà oá oả oã oạ oè oé oẻ oẽ oẹ uỳ uý uỷ uỹ uỵ".split(),
        strict=True,
    )
)
MODERN = re.compile("(?<![qQ])(?:" + "|".join(OLD_PLACES) + r")(?![^\W\d_])", re.IGNORECASE)


def old_tones(text: str, rng: random.Random) -> str:
    def old(match: re.Match[str]) -> str:
        moved = OLD_PLACES[match[0].lower()]
        return "".join(c.upper() if was.isupper() else c for c, was in zip(moved, match[0], strict=True))

    return MODERN.sub(old, text)


def cut(text: str, rng: random.Random) -> str:
    start = rng.randrange(len(text))
    return text[start : start + rng.randrange(len(text))]


def shuffled(text: str, rng: random.Random) -> str:
    parts = re.split(r"(?<=[.\n])", text)
    rng.shuffle(parts)
    return "".join(parts)


def doubled(text: str, rng: random.Random) -> str:
    return "".join(c * (2 if c in ",.;:-()\"“”'" else 1) for c in text)


HARSH: dict[str, Callable[[str, random.Random], str]] = {
    "cut": cut,
    "shuffled": shuffled,
    "marks doubled": doubled,
    "upper case": lambda text, rng: text.upper(),
    "mojibake": lambda text, rng: text.encode("utf-8").decode("latin-1"),
}
SPELT: dict[str, Callable[[str, random.Random], str]] = {
    "decomposed": lambda text, rng: unicodedata.normalize("NFD", text),
    "old tone marks": old_tones,
    "no-break blanks": lambda text, rng: text.replace(" ", "\u00a0"),
}


def assert_verbatim(record: Record, text: str) -> None:
    for kind in ("meetings", "people", "projects", "documents", "decisions", "assignments", "requirements", "reports"):
        for item in getattr(record, kind):
            assert text[item.start : item.start + len(item.evidence)].split() == item.evidence.split()


def meaning(record: Record) -> object:
    """The record without what is verbatim: its places, and how the text spells its words."""

    def plain(value: object) -> object:
        if isinstance(value, dict):
            return {k: plain(v) for k, v in value.items() if k not in ("start", "sha256")}
        if isinstance(value, list):
            return [plain(v) for v in value]
        return modern(value) if isinstance(value, str) else value

    return plain(dump(record))


def modern(text: str) -> str:
    new = {old: now for now, old in OLD_PLACES.items()}
    text = " ".join(unicodedata.normalize("NFC", text).split()).lower()
    return re.sub("(?<!q)(?:" + "|".join(new) + r")(?![^\W\d_])", lambda m: new[m[0]], text)


@pytest.fixture(scope="module")
def unmangled() -> tuple[list[Record], float]:
    """The records of the texts as they are, and the processor seconds of reading a letter of them."""
    began = time.process_time()
    records = [read(text, GIVEN) for text in TEXTS]
    return records, (time.process_time() - began) / sum(map(len, TEXTS))


def test_texts_are_read_as_they_are(unmangled: tuple[list[Record], float]) -> None:
    for record, text in zip(unmangled[0], TEXTS, strict=True):
        assert_verbatim(record, text)
    assert sum(len(record.assignments) for record in unmangled[0]) > len(TEXTS)


@pytest.mark.parametrize("way", list(HARSH))
def test_no_mangled_text_makes_reading_fail(way: str, unmangled: tuple[list[Record], float]) -> None:
    rng = random.Random(way)
    began = time.process_time()
    letters = 0
    for text in TEXTS:
        mangled = HARSH[way](text, rng)
        letters += len(mangled)
        assert_verbatim(read(mangled, GIVEN), mangled)
    # Mangling takes no more than a few times as long, letter for letter.
    assert time.process_time() - began < 5 * unmangled[1] * letters + 1


@pytest.mark.parametrize("way", list(SPELT))
def test_spelling_changes_only_what_is_verbatim(way: str, unmangled: tuple[list[Record], float]) -> None:
    rng = random.Random(way)
    for plain, text in zip(unmangled[0], TEXTS, strict=True):
        spelt = SPELT[way](text, rng)
        record = read(spelt, GIVEN)
        assert_verbatim(record, spelt)
        assert meaning(record) == meaning(plain)


def test_a_line_of_five_megabytes_takes_linear_time() -> None:
    line = " ".join(TEXTS).replace("\n", " ")
    line = (line * (1 + 5_000_000 // len(line)))[:5_000_000]

    def seconds(size: int) -> float:
        began = time.process_time()
        read(line[:size], GIVEN)
        return time.process_time() - began

    small = min(seconds(500_000) for _ in range(2))
    assert seconds(5_000_000) < 10 * small * 2 + 1
