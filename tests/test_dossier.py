"""The dossier as text: its policy, what it says of each row, what it leaves out, and the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from dossiers import HOSTILE, answer, context, hostile_rows, many_rows, no_text, page_of, row
from stores import SAMPLE, SampleStore

from giaoviec.graph import answer as answers
from giaoviec.graph.context import AROUND, Passage, passage, texts
from giaoviec.graph.context import context as context_of
from giaoviec.graph.days_of import Event, events, undated
from giaoviec.graph.dossier import page
from giaoviec.graph.errors import InputError, Said
from giaoviec.graph.markup import el, fit, markup
from giaoviec.graph.saved import question, questions
from giaoviec.graph.trust import Measure, measures
from giaoviec.graph.unknown import unknown

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Tags(HTMLParser):
    """The elements of a page with their attributes, its text, and the elements that are not closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words, self.open, self.crossed = "", list[str](), list[str]()
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


# --- markup --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", HOSTILE)
def test_words_and_attributes_come_back_as_they_were(words: str) -> None:
    parsed = Tags(markup(el("p", words, title=words)))
    assert parsed.words == fit(words) and parsed.elements == [("p", {"title": fit(words)})]


def test_what_cannot_be_shown_as_it_stands_is_replaced() -> None:
    assert fit("a\x00b\ud800c\u202ed\u2066e\x1b") == "a\ufffdb\ufffdc\ufffdd\ufffde\ufffd"
    assert fit("Ủy ban\n\ttỉnh\u00a0Hà") == "Ủy ban\n\ttỉnh\u00a0Hà"


# --- the page ------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("rows", [hostile_rows(), many_rows(3, 1, 1), []], ids=["hostile", "plain", "empty"])
def test_nothing_on_the_page_can_run_or_ask_for_anything(rows: list[Any]) -> None:
    text = page_of(rows, url="javascript:window.ran=1")
    parsed = Tags(text)
    assert (parsed.open, parsed.crossed) == ([], [])
    names = {name for name, _ in parsed.elements}
    assert not names & {"script", "img", "iframe", "object", "embed", "link", "form", "base", "video", "audio", "image", "use"}
    for name, attributes in parsed.elements:
        assert not [key for key in attributes if key.startswith("on") or key in ("style", "src", "srcdoc")], name
        assert (attributes.get("href") or "#").startswith("#"), attributes


def test_the_policy_allows_this_style_and_nothing_else() -> None:
    text = page_of([])
    policy = next(a["content"] for _, a in Tags(text).elements if a.get("http-equiv") == "Content-Security-Policy") or ""
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "@import" not in style[1] and "url(" not in style[1]


@pytest.mark.parametrize(("lang", "words"), [("vi", "Không tìm thấy gì"), ("en", "Nothing is found")])
def test_an_empty_answer_says_so_and_what_is_loaded(lang: str, words: str) -> None:
    text = page_of([], lang=lang)
    assert words in text and "2024-12-28" in text and f'<html lang="{lang}">' in text


def test_what_is_left_out_is_counted() -> None:
    text = page_of(many_rows(30, 3, 3), most=10, lang="en")
    assert "30 rows, of which this page has the first 10; 20 more" in text
    assert 'id="r10"' in text and 'id="r11"' not in text and "#r11" not in text


def test_100_000_rows_make_a_page_of_bearable_size_with_a_picture() -> None:
    text = page_of(many_rows(100_000, 300, 300))
    assert len(text) < 3_000_000
    assert "còn 99500 dòng nữa" in text and 0 < text.count('class="node') <= 60


def test_the_same_input_gives_the_same_bytes(sample: SampleStore) -> None:
    def once() -> str:
        rows = sample.ask(question("duties"), {"day": "2024-07-01"})
        found = answers.Answer(question("duties"), {"day": "2024-07-01"}, rows, [], answers.coverage(sample.store), False)
        return "".join(page(found, context_of(sample.store, rows), texts(SAMPLE / "sources"), "vi"))

    assert once() == once()


@pytest.mark.parametrize("name", questions())
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_question_has_a_page_with_each_sentence_marked_in_its_text(sample: SampleStore, name: str, lang: str) -> None:
    given = {"duties": {"day": "2024-07-01"}, "past-due": {"day": "2024-07-01"}}.get(name, {})
    rows = sample.ask(question(name), given)
    found = answers.Answer(question(name), given, rows, [], answers.coverage(sample.store), False)
    text = "".join(page(found, context_of(sample.store, rows), texts(SAMPLE / "sources"), lang))
    parsed = Tags(text)
    assert (parsed.open, parsed.crossed) == ([], [])
    assert rows, "the sample has a row for each question"
    for each in rows:
        assert f"<mark>{each['quote']}</mark>" in text
        assert each["source"] in parsed.words
    assert parsed.words.count("https://") >= 1 and ("not checked" not in parsed.words)
    assert "None" not in parsed.words.replace(question(name).text, "")


CODES = ("part", "row", "kind", "state", "gap", "said", "how", "rule", "differ", "answer_rule", "holder_rules", "made")


@pytest.mark.parametrize("name", questions())
def test_no_code_of_an_answer_is_left_in_english_on_a_vietnamese_page(sample: SampleStore, name: str) -> None:
    """Codes are ASCII; none of the sample's codes is the same word in Vietnamese."""
    from giaoviec.graph.show import cell

    given = {"duties": {"day": "2024-07-01"}, "past-due": {"day": "2024-07-01"}}.get(name, {})
    rows = sample.ask(question(name), given)
    codes = {
        str(v) for each in rows for c in CODES for v in (each.get(c) if isinstance(each.get(c), list) else [each.get(c)]) if v
    }
    assert {code for code in codes if cell(code, "vi") == code} == set()


# --- what each row says --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"date": None}, "the source gives no day"),
        ({"date": None, "seen": "2024-05-14"}, "the source does not say on which day it was given"),
        ({"givers": []}, "the source does not say who gave it"),
        ({"receivers": []}, "the source names no receiver"),
        ({"deadline": None, "due": None}, "the source sets no deadline"),
        ({"deadline": None, "due": "trước ngày 30/9"}, "the words on the deadline give no day"),
        ({"holders": []}, "who held the receiving office that day is not known"),
        ({"start": None}, "the quote is not checked against a text"),
        ({"sure": False}, "this reading is NOT SURE"),
        ({"unknown_from": "2022-01-01", "unknown_to": "2023-01-01"}, "after 2022-01-01 and before 2023-01-01 nobody is known"),
    ],
)
def test_what_is_not_known_is_said(given: dict[str, Any], words: str) -> None:
    known = row(
        date="2024-05-14", givers=["A"], receivers=["B"], task="x", deadline="2024-06-01", quote="q", source="s", start=0, end=1
    )
    assert list(unknown(known)) == []
    assert [said.en for said in unknown(known | given)] == [words]


def test_nobody_is_missed_as_holder_of_a_request() -> None:
    assert [said.en for said in unknown({"kind": "requested", "holders": []})] == []


def test_several_sources_of_one_title_and_file_are_all_named() -> None:
    rows = [row(givers=["A"], quote="q", source="Cùng tên")]
    around = context(rows, "https://một.example/")
    (key,) = around.origins
    two = type(around)({key: [*around.origins[key], *context(rows, "https://hai.example/").origins[key]]}, around.kinds)
    text = "".join(page(answer(rows), two, no_text, "vi"))
    assert "https://một.example/" in text and "https://hai.example/" in text


# --- the text around -----------------------------------------------------------------------------------------------------------

TEXT = "Mở đầu. " * 100 + "Giao Sở Xây dựng lập hồ sơ." + " Kết thúc." * 100
START = TEXT.index("Giao")
END = TEXT.index(" Kết")


def _row(**given: Any) -> dict[str, Any]:
    return {"file": "a.txt", "start": START, "end": END, "quote": TEXT[START:END]} | given


def test_the_sentence_stands_in_its_text_cut_between_words() -> None:
    found = passage(_row(), lambda name: TEXT)
    assert isinstance(found, Passage)
    assert found.sentence == "Giao Sở Xây dựng lập hồ sơ."
    assert found.before.startswith("… ") and found.after.endswith(" …")
    assert TEXT.endswith(" Kết thúc.") and (found.before[2:] + found.sentence + found.after[:-2]) in TEXT
    assert len(found.before) <= AROUND + 2 and found.before[2:].split()[0] in ("Mở", "đầu.")


def test_a_short_text_is_shown_whole() -> None:
    assert passage({"file": "a", "start": 4, "end": 8, "quote": "giao"}, lambda name: "Ông giao bà.") == Passage(
        "Ông ", "giao", " bà."
    )


@pytest.mark.parametrize(
    ("given", "text", "words"),
    [
        ({"start": None}, TEXT, "not checked"),
        ({"file": None}, TEXT, "not checked"),
        ({}, None, "not in this case"),
        ({}, "x" + TEXT, "not what was loaded"),
        ({}, TEXT[: START + 3], "not what was loaded"),
    ],
)
def test_why_a_sentence_cannot_be_shown_in_its_text_is_said(given: dict[str, Any], text: str | None, words: str) -> None:
    found = passage(_row(**given), lambda name: text)
    assert isinstance(found, Said) and words in found.en


def test_a_text_outside_the_case_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sources").mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    with pytest.raises(InputError):
        texts(tmp_path / "sources")("../secret.txt")
    assert texts(tmp_path / "sources")("none.txt") is None


# --- days ----------------------------------------------------------------------------------------------------------------------


def test_days_stand_in_order_and_what_is_due_last() -> None:
    rows = [
        {"date": "2024-05-14", "deadline": "2024-06-30"},
        {"date": None, "seen": "2024-06-30", "deadline": None, "answered": "2024-06-30"},
        {"date": None, "deadline": None},
    ]
    said, due, told, answered = Event("2024-05-14", "said", 1), Event("2024-06-30", "due", 1), "2024-06-30", "answered"
    assert events(rows) == [said, Event(told, "said", 2), Event(told, answered, 2), due]
    assert undated(rows) == [3]


# --- trust ---------------------------------------------------------------------------------------------------------------------


def test_trust_is_what_was_measured_or_said_to_be_not_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    from giaoviec.graph import dossier_foot

    monkeypatch.setattr(dossier_foot, "measures", lambda: ())
    assert "machine's reading: not measured." in page_of([], lang="en").replace("&#x27;", "'")
    one = Measure.model_validate(
        {
            "kind": {"vi": "việc", "en": "orders"},
            "precision": 0.951,
            "recall": 0.8,
            "n": 120,
            "measured": "2026-01-31",
            "reports": {"vi": "30", "en": "30 <b>báo cáo</b>"},
        }
    )
    monkeypatch.setattr(dossier_foot, "measures", lambda: (one,))
    text = page_of([], lang="en")
    assert "95%" in text and "80%" in text and "120" in text and "2026-01-31" in text and "30 &lt;b&gt;" in text


def test_the_measures_are_those_of_the_held_out_texts_in_the_bench() -> None:
    """bench/READING.md: columns 6 and 7 of its first table are the held-out texts' precision and recall."""
    lines = (Path(__file__).parents[1] / "bench" / "READING.md").read_text(encoding="utf-8").splitlines()
    table = {
        line.split("|")[1].strip(): [cell.strip(" *") for cell in line.split("|")] for line in lines if line.count("|") == 10
    }
    assert {"assignments", "people", "decisions"} <= {measure.kind.en for measure in measures()}
    for measure in measures():
        precision, recall = table[measure.kind.en][6:8]
        assert (float(precision), float(recall) if recall else None) == (measure.precision, measure.recall), measure.kind.en


@pytest.mark.parametrize(
    "text",
    [
        "measures: [{kind: {vi: a, en: a}, precision: 1.2, recall: 1, n: 1, measured: 2026-01-01, reports: {vi: a, en: a}}]",
        "measures: [{kind: a}]",
        "x: 1",
        "a: [",
    ],
)
def test_a_file_of_measures_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "trust.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError):
        measures(path)
