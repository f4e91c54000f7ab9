"""What `read --explain` shows: each sentence with what was read in it, and what its marks mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from giaoviec.loaders.explain import LEGEND, sentences, summary
from giaoviec.loaders.paths import read_texts
from giaoviec.loaders.texts import Reading

MET = "Ngày 5/3/2024, UBND tỉnh Hải Dương họp về dự án cầu Bến Trạm do ông Lê Văn Tám, Chủ tịch UBND tỉnh chủ trì."
GIVEN = "Ông Lê Văn Tám giao Sở Y tế lập kế hoạch tiêm chủng trước ngày 30/4/2024."
PLAIN = "Trời hôm ấy mưa to."
UNREAD = "Ông nói việc yêu cầu như thế là đúng."


@pytest.fixture
def reading(tmp_path: Path) -> Reading:
    path = tmp_path / "bai.txt"
    path.write_text(f"{MET}\n\n{GIVEN}\n\n{PLAIN}\n\n{UNREAD}\n", encoding="utf-8")
    [found] = read_texts([path], {}, None)
    return found


def marks(reading: Reading) -> dict[str, list[str]]:
    """What stands beside each sentence."""
    lines = [line.plain for line in sentences(reading, "en")][2:]
    heads, words = lines[::2], lines[1::2]
    return {" ".join(told.split()): head.replace(",", "").split()[2:] for head, told in zip(heads, words, strict=True)}


def test_a_sentence_shows_whatever_was_read_in_it(reading: Reading) -> None:
    told = marks(reading)
    assert {"meeting", "person", "project"} <= set(told[MET]) and "-" not in told[MET]
    assert [mark for mark in told[GIVEN] if mark.startswith("order")] and "!" not in told[GIVEN]


def test_a_sentence_in_which_nothing_was_read_has_a_mark_that_says_so(reading: Reading) -> None:
    told = marks(reading)
    assert told[PLAIN] == ["-"]
    assert told[UNREAD] == ["!"]


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_marks_are_explained_above_the_sentences(reading: Reading, lang: str) -> None:
    assert list(sentences(reading, lang))[1].plain == LEGEND[lang]
    used = {mark.partition(".")[0] for told in marks(reading).values() for mark in told}
    assert all(mark in LEGEND[lang] for mark in used), used


def test_the_summary_does_not_say_that_a_sentence_gave_nothing_where_it_only_gave_no_order(reading: Reading) -> None:
    assert f"  gave no order: {UNREAD}" in [line.plain for line in summary(reading, "en")]
