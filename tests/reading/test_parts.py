"""The small stages: normal form and its way back, sentences, days, documents, projects, decisions, reports, meetings, page."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoviec.loaders.reading import Hints, read, read_with_trace
from giaoviec.loaders.reading.dates import deadline
from giaoviec.loaders.reading.normal import normalise
from giaoviec.loaders.reading.page import page
from giaoviec.loaders.reading.sentences import sentences

HINTS = Hints(jurisdiction="tỉnh Hà Nam", published="2021-03-05")
LETTERS = st.text(alphabet="aăâeêioôơuưyđqhnt ủỷòoàạ\u0300\u0301\u0309\u0323\u0302\u031b\u00a0\u200b.,\n", max_size=80)

TONES = {
    "Uỷ ban": "Ủy ban",
    "hoà": "hòa",
    "thuỷ": "thủy",
    "quý": "quý",
    "toàn": "toàn",
    "khoẻ": "khỏe",
    "quỳ": "quỳ",
    "loạt": "loạt",
}


@pytest.mark.parametrize(("old", "new"), TONES.items(), ids=list(TONES))
def test_tone_mark_stands_in_the_modern_place(old, new):
    assert normalise(old).text == new


@given(LETTERS)
def test_normal_form_is_a_fixed_point_and_offsets_rise(text):
    first = normalise(text)
    assert normalise(first.text).text == first.text
    places = [first.offset(i) for i in range(len(first.text) + 1)]
    assert places == sorted(places)
    assert places[-1] == len(text)


@given(LETTERS)
def test_decomposed_text_has_the_same_normal_form(text):
    assert normalise(unicodedata.normalize("NFD", text)).text == normalise(unicodedata.normalize("NFC", text)).text


SENTENCES = {
    "UBND TP. Hà Nội họp. Sở Y tế báo cáo.": 2,
    "Ngày 18.1 họp tại TP.HCM.": 1,
    "GS.TS. Nguyễn Văn An nói. Hết./.": 2,
    "Tăng 8,6% so với 1.8.2007. Đạt kế hoạch.": 2,
    "Nghị quyết 17-NQ/TW được thực hiện... rất tốt. Xong.": 2,
    "“Phải làm ngay.” Ông nói.": 2,
    "Dòng một\nDòng hai": 2,
}


@pytest.mark.parametrize(("text", "count"), SENTENCES.items(), ids=list(SENTENCES))
def test_sentences(text, count):
    assert len(sentences(text, 0, len(text))) == count


DEADLINES = {
    "báo cáo trước ngày 20-2": "2021-02-20",
    "hoàn thành trước ngày 30/9/2022": "2022-09-30",
    "xong chậm nhất trong tháng 7": "2021-07-31",
    "báo cáo trong quý II/2021": "2021-06-30",
    "hoàn thành ngay trong tháng 2/2021": "2021-02-28",
    "gửi về trước 15.7.2021": "2021-07-15",
    "trước ngày 31/2": None,
    "trình vào trước ngày 30/6": "2021-06-30",
    "xong từ nay đến trước 30/6": "2021-06-30",
    "hoàn thành việc này vào 30/6": "2021-06-30",
    "khẩn trương báo cáo": None,
    "tăng 8,6% so với năm trước": None,
    "báo cáo trước ngày 5 tháng 4": "2021-04-05",
}


@pytest.mark.parametrize(("text", "day"), DEADLINES.items(), ids=list(DEADLINES))
def test_deadline_is_its_last_day(text, day):
    found = deadline(text, 2021)
    assert (found.date if found else None) == day


@pytest.mark.parametrize("words", ["vào trước ngày 30/6/2021", "trước ngày 30/6/2021", "vào 30/6/2021"])
def test_a_deadline_keeps_its_words(words):
    """ "Before the 30th" and "on the 30th" are two things, though one day stands for both."""
    found = deadline(f"phấn đấu hoàn thành việc này {words}", None)
    assert found is not None and found.text == words


def test_without_a_year_no_day_is_made_up():
    assert deadline("báo cáo trước ngày 20-2", None) is None


DOCUMENTS = [
    ("Thực hiện Nghị quyết 15-NQ/TU về cán bộ.", "15-NQ/TU"),
    ("Theo Quyết định số 438/QĐ-TTg ngày 7/4/2017, quy hoạch được duyệt.", "438/QĐ-TTg"),
    ("Căn cứ Nghị định số 70/2012/NĐ-CP, Sở kiểm tra.", "70/2012/NĐ-CP"),
    ("Thực hiện Chỉ thị 05 của Bộ Chính trị, tỉnh đã quán triệt.", "05"),
    ("Tinh thần Nghị quyết 30c/NQ-CP được quán triệt.", "30c/NQ-CP"),
]


@pytest.mark.parametrize(("text", "number"), DOCUMENTS, ids=[case[1] for case in DOCUMENTS])
def test_numbered_document(text, number):
    assert number in [d.number for d in read(text, HINTS).documents]


NAMED = [
    ("Việc này theo đúng Luật Đất đai và các quy định.", "Luật Đất đai"),
    (
        "Hội nghị góp ý dự thảo Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh khóa XVII, nhiệm kỳ 2020 - 2025.",
        "Quy chế làm việc của Ban Chấp hành Đảng bộ tỉnh khóa XVII, nhiệm kỳ 2020 - 2025",
    ),
    ("Sở đang xây dựng dự thảo Nghị định về quản lý cát sỏi để trình Chính phủ.", "Nghị định về quản lý cát sỏi"),
]


@pytest.mark.parametrize(("text", "name"), NAMED, ids=[case[1] for case in NAMED])
def test_document_named_by_its_words(text, name):
    assert name in [d.name for d in read(text, HINTS).documents]


PROJECTS = [
    ("Tỉnh lập Quy hoạch chung đô thị Thanh Liêm đến năm 2030.", "Quy hoạch chung đô thị Thanh Liêm đến năm 2030"),
    ("Nhà thầu thi công cao tốc Bến Lức – Long Thành.", "cao tốc Bến Lức – Long Thành"),
    ("Đẩy nhanh dự án Nhà máy nước Sông Vân trong năm nay.", "dự án Nhà máy nước Sông Vân"),
    ("Tiếp tục hoàn thiện đề án chính quyền điện tử trước ngày 1/6.", "đề án chính quyền điện tử"),
    ("Thu hút đầu tư vào khu công nghiệp Hòa Mạc.", "khu công nghiệp Hòa Mạc"),
]


@pytest.mark.parametrize(("text", "name"), PROJECTS, ids=[case[1] for case in PROJECTS])
def test_project(text, name):
    assert name in [p.name for p in read(text, HINTS).projects]


DECISIONS = [
    (
        "Ban Thường vụ Tỉnh ủy nhất trí với các nội dung báo cáo.",
        "agreed",
        "Ban Thường vụ Tỉnh ủy Hà Nam",
        "các nội dung báo cáo",
    ),
    ("Thủ tướng Chính phủ đã quyết định thành lập Ban chỉ đạo.", "decided", "Thủ tướng Chính phủ", "thành lập Ban chỉ đạo"),
    (
        "UBND tỉnh phê duyệt quy hoạch chi tiết khu dân cư.",
        "approved",
        "Ủy ban nhân dân tỉnh Hà Nam",
        "quy hoạch chi tiết khu dân cư",
    ),
    ("HĐND tỉnh thông qua Nghị quyết về đầu tư công.", "adopted", "Hội đồng nhân dân tỉnh Hà Nam", "Nghị quyết về đầu tư công"),
    ("UBND tỉnh đã ban bố tình trạng khẩn cấp.", "issued", "Ủy ban nhân dân tỉnh Hà Nam", "tình trạng khẩn cấp"),
    ("Về dự án này đã được UBND tỉnh chấp thuận.", "approved", "Ủy ban nhân dân tỉnh Hà Nam", "dự án này"),
]


@pytest.mark.parametrize(("text", "kind", "by", "what"), DECISIONS, ids=range(len(DECISIONS)))
def test_decision(text, kind, by, what):
    (found,) = read(text, HINTS).decisions
    assert (found.kind, found.by[0].name, found.what) == (kind, by, what)


def test_what_was_not_adopted_is_no_decision():
    assert read("Đề án chưa được HĐND tỉnh thông qua.", HINTS).decisions == ()


def test_a_report_heard():
    text = "Ban Thường vụ Tỉnh ủy nghe Ban Tổ chức Tỉnh ủy báo cáo kết quả thực hiện quy chế."
    (found,) = read(text, HINTS).reports
    assert (found.by[0].name, found.about) == ("Ban Tổ chức Tỉnh ủy Hà Nam", "kết quả thực hiện quy chế")


def test_a_meeting_has_its_day_chair_body_and_number():
    text = "Ngày 18/1, đồng chí Trần Văn An, Bí thư Tỉnh ủy chủ trì hội nghị lần thứ 8 của Ban Thường vụ Tỉnh ủy."
    (found,) = read(text, HINTS).meetings
    assert (found.date, found.ordinal, found.body) == ("2021-01-18", 8, "Ban Thường vụ Tỉnh ủy Hà Nam")
    assert [chair.name for chair in found.chairs] == ["Trần Văn An"]


def test_page_furniture_is_set_apart():
    text = (
        "UBND tỉnh họp phiên thường kỳ\nThứ Năm 07/01/2021 15:35\nXem với cỡ chữ\nUBND tỉnh giao Sở Y tế kiểm tra.\n"
        "anh_hop_01.jpg\nTác giả bài viết: Thu Chung\nNguồn tin: Báo Sông Vân\nNhững tin mới hơn\nThông tư số 22/2019/TT-BTTTT của Bộ\n"
    )
    record = read(text)
    assert (record.source.title, record.source.author, record.source.publisher) == (
        "UBND tỉnh họp phiên thường kỳ",
        "Thu Chung",
        "Báo Sông Vân",
    )
    assert record.source.published == "2021-01-07T15:35"
    assert record.documents == ()
    assert [line.kind for line in page(text).lines][-1] == "furniture"


def test_byline_at_the_end_of_the_last_line():
    assert read("Họp\nUBND tỉnh giao Sở Y tế kiểm tra. Việt Tuấn\n").source.author == "Việt Tuấn"


def test_hints_are_marked_and_do_not_beat_the_text():
    record = read(
        "UBND tỉnh Hà Nam giao Sở Y tế kiểm tra.", Hints(published="2017", jurisdiction="tỉnh Hải Dương", publisher="Báo X")
    )
    assert record.jurisdiction == "tỉnh Hà Nam"
    assert set(record.source.given) == {"published", "publisher"}
    given = read("UBND tỉnh giao Sở Y tế kiểm tra.", Hints(jurisdiction="tỉnh Hải Dương"))
    assert (given.jurisdiction, given.jurisdiction_stated) == ("tỉnh Hải Dương", False)


def test_trace_tells_what_was_not_read():
    text = "UBND tỉnh giao Sở Y tế kiểm tra. Khách qua đường đề nghị mở thêm đường."
    trace = read_with_trace(text, HINTS)[1]
    assert [told.rules for told in trace.sentences] == [("order.receiver",), ()]
    assert [text[told.start : told.end] for told in trace.silent] == ["Khách qua đường đề nghị mở thêm đường."]


def test_the_word_before_a_time_limit_is_no_part_of_a_document_s_name():
    for limit in ("vào trước ngày 30/4", "trước ngày 30/4", "vào 30/4"):
        record = read(f"UBND tỉnh Hà Nam giao Sở Y tế lập kế hoạch tiêm chủng {limit}.", HINTS)
        assert [document.name for document in record.documents] == ["kế hoạch tiêm chủng"]
