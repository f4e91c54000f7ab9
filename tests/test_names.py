"""Names: one spelling for each Vietnamese text, abbreviations written out, keys that meet where names are one."""

from __future__ import annotations

import re
import unicodedata

import pytest
from helpers import cases
from hypothesis import given
from hypothesis import strategies as st

from giaoviec.graph.names import (
    composed,
    expanded,
    holds,
    key,
    modern,
    plain,
    plain_words,
    spelled,
    squeezed,
    starts,
    written_out,
)

MARKS = "\u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b"
SMALL = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
VIETNAMESE = SMALL + SMALL.upper()
TEXTS = st.text(alphabet=VIETNAMESE + MARKS + " \u00a0\u2009\u200b-/.,&0123456789", max_size=40)
WORDS = st.lists(st.text(alphabet=VIETNAMESE, min_size=1, max_size=7), min_size=1, max_size=6).map(" ".join)


@pytest.mark.parametrize("row", cases("tones_moved"), ids=lambda row: row["old"])
def test_old_tone_place_becomes_modern(row: dict[str, str]) -> None:
    assert modern(row["old"]) == row["modern"]


@pytest.mark.parametrize("row", cases("tones_kept"), ids=lambda row: row["word"])
def test_a_tone_that_stands_right_is_not_moved(row: dict[str, str]) -> None:
    assert modern(row["word"]) == row["word"]


def test_moving_tones_keeps_every_offset() -> None:
    text = "Uỷ ban hoà giải xã Thuỵ Khuê, toà án và quỹ khoẻ"
    assert len(modern(text)) == len(text)
    assert modern(text) == "Ủy ban hòa giải xã Thụy Khuê, tòa án và quỹ khỏe"


@pytest.mark.parametrize("row", cases("spelling"), ids=lambda row: ascii(row["given"]))
def test_one_spelling(row: dict[str, str]) -> None:
    assert spelled(row["given"]) == row["spelled"]


@pytest.mark.parametrize("row", cases("abbreviations"), ids=lambda row: row["given"])
def test_abbreviations_are_written_out(row: dict[str, str]) -> None:
    assert expanded(row["given"]) == row["long"]


@pytest.mark.parametrize("row", cases("keys_equal"), ids=lambda row: ascii(row["one"]))
def test_two_spellings_of_one_name_have_one_key(row: dict[str, str]) -> None:
    assert key(row["one"]) == key(row["other"])


@pytest.mark.parametrize("row", cases("keys_differ"), ids=lambda row: row["why"])
def test_two_names_have_two_keys(row: dict[str, str]) -> None:
    assert key(row["one"]) != key(row["other"])


def test_a_key_holds_small_letters_and_digits_with_single_blanks() -> None:
    assert key(" Nghị quyết số 15-NQ/TU (2021), và UBND  tỉnh ") == "nghị quyết 15 nq tu 2021 ủy ban nhân dân tỉnh"
    assert key("Nghị quyết 30c/NQ-CP") == "nghị quyết 30c nq cp"
    assert key("...") == ""


@pytest.mark.parametrize(
    ("name", "long"),
    [
        ("Tỉnh ủy viên Hải Dương", "Ủy viên Ban Chấp hành Đảng bộ tỉnh Hải Dương"),
        ("Ủy viên TW Đảng", "Ủy viên Ban Chấp hành Trung ương Đảng"),
        ("Uỷ viên dự khuyết Trung ương Đảng", "Ủy viên dự khuyết Ban Chấp hành Trung ương Đảng"),
        ("Trung ương Đảng", "Ban Chấp hành Trung ương Đảng"),
        ("Thường vụ Tỉnh ủy Sông Vân", "Ban Thường vụ Tỉnh ủy Sông Vân"),
        ("Ban Thường vụ Tỉnh ủy Sông Vân", "Ban Thường vụ Tỉnh ủy Sông Vân"),
        ("Tỉnh ủy Sông Vân", "Tỉnh ủy Sông Vân"),
    ],
)
def test_short_forms_at_the_start_of_a_name_are_written_out(name: str, long: str) -> None:
    assert written_out(name) == long
    assert written_out(long) == long


@given(
    st.lists(WORDS | TEXTS | st.sampled_from(["UBND", "TP.", "và", "số", "15", "30c/NQ", "-", "CP", "TƯ"]), max_size=6).map(
        " ".join
    )
)
def test_words_looked_up_one_by_one_give_the_key_of_the_whole_text(text: str) -> None:
    """Words that hold no abbreviation are looked up one by one; the result is that of the text as a whole."""
    whole = expanded(spelled(text))
    words = re.findall(r"[^\W_]+", whole.lower())
    told = [w for w, after in zip(words, [*words[1:], ""], strict=False) if w != "và" and not (w == "số" and after[:1].isdigit())]
    assert key(text) == " ".join(told)
    assert plain(text) == plain_words(key(text))


def test_plain_drops_accents_for_typed_words() -> None:
    assert plain("Sở Xây dựng tỉnh Đồng Tháp") == "so xay dung tinh dong thap"


def test_starts_and_holds_look_at_whole_words() -> None:
    assert starts("sở xây dựng", "sở xây") and not starts("sở xây dựng", "sở xâ")
    assert holds("văn phòng bộ công an", "bộ công an") and not holds("văn phòng bộ công an", "bộ công a")


@given(TEXTS)
def test_spelling_twice_is_spelling_once(text: str) -> None:
    once = spelled(text)
    assert spelled(once) == once
    assert composed(composed(text)) == composed(text)
    assert squeezed(squeezed(text)) == squeezed(text)


@given(TEXTS)
def test_a_key_does_not_depend_on_the_unicode_form(text: str) -> None:
    assert key(unicodedata.normalize("NFD", text)) == key(unicodedata.normalize("NFC", text)) == key(text)


@given(WORDS)
def test_a_key_does_not_depend_on_blanks(text: str) -> None:
    assert key(text.replace(" ", "\u00a0")) == key(text.replace(" ", " \u2009 ")) == key(f"\t{text}\n") == key(text)


@given(WORDS)
def test_the_key_of_a_name_is_its_own_key(text: str) -> None:
    assert key(key(text)) == key(text)


@given(TEXTS)
def test_writing_out_twice_is_writing_out_once(text: str) -> None:
    once = written_out(text)
    assert written_out(once) == once
