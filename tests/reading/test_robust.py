"""What may come in: mangled, foreign, huge or empty texts never make reading fail, and evidence is always the text's own words."""

import random
import time
import unicodedata

import pytest

from giaoviec.loaders.reading import Hints, read

TEXT = (
    "UBND tỉnh họp bàn chống úng\n"
    "Sáng 6-2, Chủ tịch UBND tỉnh Hà Nam Trần Văn An đã chủ trì cuộc họp với các sở, ngành.\n"
    "Kết luận cuộc họp, đồng chí Trần Văn An yêu cầu Sở Nông nghiệp và PTNT chủ trì, phối hợp với UBND huyện Thanh Liêm rà soát đê điều, "
    "báo cáo UBND tỉnh trước ngày 20-2. Đồng thời, làm rõ trách nhiệm của từng đơn vị. Sở Tài chính khẩn trương bố trí kinh phí theo "
    "Quyết định số 12/QĐ-UBND ngày 5/1/2017. UBND tỉnh thống nhất chủ trương xây dựng Trạm bơm Lạc Tràng; giao Công an tỉnh bảo vệ.\n"
    "Ông Lê Văn Bình - Giám đốc Sở Xây dựng báo cáo tiến độ Quy hoạch chung đô thị Thanh Liêm. Việt Tuấn\n"
)
OLD = {"ủy": "uỷ", "hòa": "hoà", "Ủy": "Uỷ"}


def old_tones(text):
    for new, old in OLD.items():
        text = text.replace(new, old)
    return text


WAYS = {
    "upper case": str.upper,
    "decomposed": lambda t: unicodedata.normalize("NFD", t),
    "no-break blanks": lambda t: t.replace(" ", "\u00a0"),
    "doubled marks": lambda t: "".join(c * (2 if c in ",.;:-" else 1) for c in t),
    "mojibake": lambda t: t.encode("utf-8").decode("latin-1"),
    "one line": lambda t: t.replace("\n", " "),
    "old tones": old_tones,
    "backwards": lambda t: t[::-1],
    "lone surrogate": lambda t: t + "\ud800",
}


def items(record):
    return [
        *record.meetings,
        *record.people,
        *record.projects,
        *record.documents,
        *record.decisions,
        *record.assignments,
        *record.requirements,
        *record.reports,
    ]


def assert_verbatim(record, text):
    for item in items(record):
        assert text[item.start : item.start + len(item.evidence)].split() == item.evidence.split()


@pytest.mark.parametrize("way", WAYS.values(), ids=list(WAYS))
def test_mangled_text_is_read(way):
    text = way(TEXT)
    record = read(text, Hints(published="2017"))
    if "\ud800" not in text:
        assert_verbatim(record, text)


def test_cut_and_shuffled_texts_are_read():
    rng = random.Random(4)
    for _ in range(150):
        start = rng.randrange(len(TEXT))
        words = TEXT[start : start + rng.randrange(600)].split(" ")
        rng.shuffle(words)
        text = " ".join(words)
        assert_verbatim(read(text), text)


def meaning(record):
    norm = unicodedata.normalize
    return (
        [(norm("NFC", p.name), [norm("NFC", r.label) for r in p.roles]) for p in record.people],
        [(o.rule, o.kind, [a.name for a in o.by], [a.name for a in o.to]) for o in record.assignments],
        [(d.kind, [a.name for a in d.by]) for d in record.decisions],
        [m.date for m in record.meetings],
    )


@pytest.mark.parametrize("way", ["decomposed", "no-break blanks", "old tones"])
def test_spelling_does_not_change_what_is_read(way):
    plain = meaning(read(TEXT, Hints(published="2017")))
    assert len(plain[1]) >= 3
    assert meaning(read(WAYS[way](TEXT), Hints(published="2017"))) == plain


def test_reading_twice_gives_the_same():
    assert read(TEXT, Hints(published="2017")) == read(TEXT, Hints(published="2017"))


def test_time_grows_with_the_length_only():
    def seconds(copies):
        text = TEXT.replace("\n", " ").replace(".", ",") * copies
        began = time.process_time()
        read(text)
        return time.process_time() - began

    read(TEXT)
    small = min(seconds(20) for _ in range(3))
    assert seconds(80) < 4 * small * 2.5 + 0.2


@pytest.mark.parametrize("text", ["", " \n\t ", "x", "。", "Once upon a time there was a king.", "Đun sôi nước rồi cho rau vào."])
def test_no_report_gives_an_empty_record(text):
    record = read(text)
    assert not items(record)
