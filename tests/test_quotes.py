"""Quotes: evidence is found verbatim but for white space, at offsets into the untouched text."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoviec.graph.quotes import Found, SourceText

SENTENCE = "Đồng chí Bí thư Tỉnh ủy giao Sở Xây dựng rà soát."
TEXT = f"Sông Vân, ngày 14.5.\n{SENTENCE} Hội nghị bế mạc. {SENTENCE}\n"
FIRST = TEXT.index(SENTENCE)
SECOND = TEXT.index(SENTENCE, FIRST + 1)


def test_words_are_found_where_they_stand() -> None:
    assert SourceText(TEXT).find("Hội nghị bế mạc.") == Found(TEXT.index("Hội"), TEXT.index("Hội") + 16, 1, 1)


def test_the_first_of_several_places_is_taken_and_all_are_counted() -> None:
    assert SourceText(TEXT).find(SENTENCE) == Found(FIRST, FIRST + len(SENTENCE), 1, 2)


def test_a_given_start_chooses_the_place() -> None:
    assert SourceText(TEXT).find(SENTENCE, SECOND) == Found(SECOND, SECOND + len(SENTENCE), 2, 2)
    assert SourceText(TEXT).find(SENTENCE, FIRST) == Found(FIRST, FIRST + len(SENTENCE), 1, 2)


def test_a_start_where_the_words_do_not_stand_finds_nothing() -> None:
    assert SourceText(TEXT).find(SENTENCE, FIRST + 1) is None
    assert SourceText(TEXT).find(SENTENCE, 10_000) is None


@pytest.mark.parametrize(
    "evidence",
    [
        "giao Sở Y tế rà soát",
        "giao sở xây dựng",
        "Tỉnh uỷ giao",
        "giao Sở Xây dựng, rà soát",
        "giaoSở",
        "",
        "   ",
        "Sở.Xây",
        "Tinh uy giao",
    ],
)
def test_what_is_not_in_the_text_word_for_word_is_not_found(evidence: str) -> None:
    assert SourceText(TEXT).find(evidence) is None


@pytest.mark.parametrize(
    ("between", "in_text"),
    [
        (" ", "\n"),
        ("\n   ", " "),
        (" ", "\u00a0"),
        ("\u00a0", " "),
        (" ", "\u2009\u2009"),
        (" ", "\r\n"),
        ("\t", " "),
        (" ", "\u202f"),
    ],
)
def test_runs_of_white_space_are_one_blank(between: str, in_text: str) -> None:
    words = ["giao", "Sở", "Xây", "dựng"]
    text = "Ủy ban " + in_text.join(words) + " làm."
    found = SourceText(text).find(between.join(words))
    assert found is not None
    assert text[found.start : found.end] == in_text.join(words)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text_form", ["NFC", "NFD"])
def test_canonical_forms_count_as_the_same_words_and_offsets_are_those_of_the_text(form: str, text_form: str) -> None:
    text = unicodedata.normalize(text_form, TEXT)
    sentence = unicodedata.normalize(text_form, SENTENCE)
    found = SourceText(text).find(unicodedata.normalize(form, SENTENCE))
    assert found is not None
    assert (found.start, found.times) == (text.index(sentence), 2)
    assert text[found.start : found.end] == sentence
    second = text.index(sentence, found.end)
    assert SourceText(text).find(SENTENCE, second) == Found(second, second + len(sentence), 2, 2)


@pytest.mark.parametrize(
    "odd",
    [
        "giao S\u200bở Xây dựng",  # a zero-width blank inside a word
        "giao Sở Xây\u00ad dựng",  # a soft hyphen
        "\ufeffgiao Sở Xây dựng",
        "giao Sở\u200b Xây dựng",
        "giao Sơ\u0309 Xây dựng",  # half composed
    ],
)
def test_evidence_copied_from_a_text_with_unseen_characters_is_found_there(odd: str) -> None:
    text = f"Tỉnh ủy {odd}\u200b và các sở."
    for evidence in (odd, "giao Sở Xây dựng"):
        found = SourceText(text).find(evidence)
        assert found is not None
        assert text[found.start : found.end].strip("\ufeff") == odd.strip("\ufeff")


def test_marks_in_a_wrong_order_and_eth_are_found_as_the_letters_they_mean() -> None:
    text = "Ông Nguyễ\u0303n".replace("ễ\u0303", "e\u0303\u0302") + " và Ðảng ủy."
    found = SourceText(text).find("Nguyễn và Đảng ủy")
    assert found is not None
    assert text[found.start : found.end] == "Nguye\u0303\u0302n và Ðảng ủy"


def test_signs_of_patterns_in_evidence_are_plain_signs() -> None:
    text = "Chi 8,6% (tăng 1.5 lần) [ảnh] a+b? \\d $1."
    for words in ("8,6% (tăng 1.5", "[ảnh] a+b?", "\\d $1."):
        found = SourceText(text).find(words)
        assert found is not None and text[found.start : found.end] == words
    assert SourceText(text).find("1,5") is None


# Letters with or without marks of their own, so that no mark follows an unseen character.
LETTERS = st.lists(
    st.sampled_from(
        ["a", "ă", "đ", "ế", "ủ", "Ư", "o\u0302\u0301", "e\u0301\u0302", "y\u0300", " ", "\n", "\u00a0", "\u200b", "."]
    ),
    min_size=1,
    max_size=40,
).map("".join)


@given(LETTERS, st.data())
def test_any_slice_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end].strip()
    whole = unicodedata.combining(text[start]) == 0 and (end == len(text) or unicodedata.combining(text[end]) == 0)
    if whole and words.strip("\u200b \n\u00a0"):
        found = SourceText(text).find(words)
        assert found is not None
        assert 0 <= found.start < found.end <= len(text)
