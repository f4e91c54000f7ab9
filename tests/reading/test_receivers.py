"""Receivers and givers of orders as papers of several years and outlets name them, and what goes on with an order."""

import pytest
from khe_van import KHE_VAN, told

from giaoviec.loaders.reading import read

CHAIR = "Chủ tịch Ủy ban nhân dân tỉnh Khe Vận"
CHAIRED = "Chiều 12/5, Chủ tịch UBND tỉnh Khe Vận Bế Văn Tuệ chủ trì cuộc họp. "


# The receivers in the words of an order, and their names.
RECEIVERS = [
    ("UBND các xã, phường, đặc khu", "Ủy ban nhân dân các xã, phường, đặc khu"),
    ("Đảng ủy UBND tỉnh", "Đảng ủy Ủy ban nhân dân tỉnh Khe Vận"),
    ("Đảng ủy các cơ quan Đảng tỉnh", "Đảng ủy các cơ quan Đảng tỉnh Khe Vận"),
    ("cấp ủy, chỉ huy các cơ quan, đơn vị trong toàn lực lượng", "cấp ủy, chỉ huy các cơ quan, đơn vị trong toàn lực lượng"),
    ("lãnh đạo, chỉ huy các đơn vị", "lãnh đạo, chỉ huy các đơn vị"),
    ("Bộ CHQS các tỉnh", "Bộ CHQS các tỉnh"),
    ("Công an các đơn vị, địa phương", "Công an các đơn vị, địa phương"),
    ("trưởng các thôn, bản", "trưởng các thôn, bản"),
    ("các cơ quan báo chí Trung ương và địa phương", "các cơ quan báo chí Trung ương và địa phương"),
    ("Thuế tỉnh", "Thuế tỉnh Khe Vận"),
    ("Kho bạc Nhà nước khu vực V", "Kho bạc Nhà nước khu vực V"),
    ("Văn phòng Đăng ký đất đai tỉnh, Sở Y tế", "Văn phòng Đăng ký đất đai tỉnh Khe Vận; Sở Y tế tỉnh Khe Vận"),
    ("VNPT Khe Vận", "VNPT Khe Vận"),
    ("UBND H.Bình Lũng", "Ủy ban nhân dân huyện Bình Lũng"),
    (
        "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh",
        "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh Khe Vận",
    ),
]


@pytest.mark.parametrize(("words", "names"), RECEIVERS)
def test_a_receiver_is_read_whole(words, names):
    assert told(f"Chủ tịch UBND tỉnh yêu cầu {words} khẩn trương rà soát hồ sơ.") == [(CHAIR, names, "khẩn trương rà soát hồ sơ")]


def test_an_order_to_a_board_at_the_beginning_of_a_sentence_is_no_weekly_meeting():
    board = "Ban Quản lý dự án đầu tư xây dựng tỉnh Khe Vận"
    assert told(CHAIRED + "Giao Ban Quản lý dự án đầu tư xây dựng tỉnh rà soát thiết kế.") == [
        ("Bế Văn Tuệ", board, "rà soát thiết kế")
    ]
    assert told(CHAIRED + "Giao ban tuần này bàn về Ban Quản lý dự án.") == []


def test_a_bare_short_name_without_a_place_is_the_whole_company():
    assert told("Chủ tịch UBND tỉnh yêu cầu VNPT khẩn trương di dời cáp.")[0][1] == "Tập đoàn Bưu chính Viễn thông Việt Nam"


@pytest.mark.parametrize("words", ["thuế suất", "Thuế", "Hải quan"])
def test_a_word_that_names_a_body_only_before_its_place_is_none_without(words):
    assert told(f"Chủ tịch UBND tỉnh đề nghị {words} cần giảm.") == []


CONNECTORS = ["Do vậy", "Vì thế", "Chính vì vậy", "Thứ hai", "Một là", "Trước thực trạng trên"]


@pytest.mark.parametrize("words", CONNECTORS)
def test_an_order_follows_a_word_that_joins_sentences(words):
    assert told(f"{CHAIRED}{words}, yêu cầu Sở Y tế cấp thuốc cho dân.") == [
        ("Bế Văn Tuệ", "Sở Y tế tỉnh Khe Vận", "cấp thuốc cho dân")
    ]


def test_a_pronoun_that_speaks_is_who_spoke_before():
    text = CHAIRED + "Ông cũng nhấn mạnh huyện Bình Lũng cần bám sát tiến độ."
    assert told(text) == [("Bế Văn Tuệ", "huyện Bình Lũng", "cần bám sát tiến độ")]


def test_voters_who_ask_are_the_givers_and_voters_who_are_met_are_not():
    assert told("Cử tri kiến nghị UBND tỉnh sớm làm đường.") == [("cử tri", "Ủy ban nhân dân tỉnh Khe Vận", "sớm làm đường")]
    assert told("Tổ đại biểu tiếp xúc cử tri xã Nậm Sậu trong hai ngày.") == []


def test_opinions_that_a_speaker_quotes_give_no_orders():
    text = "Đại biểu Lò Thị Pằn chất vấn: “Nhiều ý kiến cho rằng thủ tục rườm rà, đề nghị Sở Y tế làm rõ nguyên nhân.”"
    assert [(by, to) for by, to, _ in told(text)] == [("Lò Thị Pằn", "Sở Y tế tỉnh Khe Vận")]


LISTED = """Chủ tịch UBND tỉnh Bế Văn Tuệ yêu cầu các đơn vị thực hiện các nội dung sau:
1. Sở Tài chính
{mark} Rà soát các nguồn vốn còn lại của năm
{mark} Báo cáo kết quả trước ngày 20/5/2024
"""


@pytest.mark.parametrize("mark", ["-", "+", "•", "*", "–"])
def test_items_of_a_list_may_lack_the_mark_at_their_end(mark):
    money = "Sở Tài chính tỉnh Khe Vận"
    assert told(LISTED.format(mark=mark)) == [
        ("Bế Văn Tuệ", money, "Rà soát các nguồn vốn còn lại của năm"),
        ("Bế Văn Tuệ", money, "Báo cáo kết quả trước ngày 20/5/2024"),
    ]


def test_captions_outside_a_list_are_no_orders():
    assert told(CHAIRED + "\n- Chủ tịch UBND tỉnh yêu cầu Sở Y tế cấp thuốc\n- Sở Y tế rà soát kho thuốc") == []


def test_a_body_that_is_to_lead_others_after_an_order_is_told_so():
    text = CHAIRED + "Ông yêu cầu Sở Y tế cấp thuốc. Sở Nội vụ chỉ đạo các trường mở lớp."
    assert told(text)[1:] == [("Bế Văn Tuệ", "Sở Nội vụ tỉnh Khe Vận", "chỉ đạo các trường mở lớp")]
    assert [o.sure for o in read(text, KHE_VAN).assignments] == [True, False]


@pytest.mark.parametrize(
    "story", ["Ngay sau đó, Sở Nội vụ đã chỉ đạo các trường mở lớp.", "Sáng nay, Sở Nội vụ chỉ đạo các trường."]
)
def test_what_a_body_did_is_not_told_to_it(story):
    givers = [by for by, _, _ in told(CHAIRED + "Ông yêu cầu Sở Y tế cấp thuốc. " + story)]
    assert givers[1:] in ([], ["Sở Nội vụ tỉnh Khe Vận"])


def test_a_report_due_by_a_day_goes_on_with_the_order():
    text = CHAIRED + "Ông yêu cầu Sở Y tế cấp thuốc. Báo cáo kết quả thực hiện về UBND tỉnh trước ngày 15/8."
    assert told(text)[1:] == [("Bế Văn Tuệ", "Sở Y tế tỉnh Khe Vận", "Báo cáo kết quả thực hiện về UBND tỉnh trước ngày 15/8")]


def test_a_report_without_a_day_tells_what_it_holds():
    assert len(told(CHAIRED + "Ông yêu cầu Sở Y tế cấp thuốc. Báo cáo kết quả thực hiện được công bố hôm qua.")) == 1


def test_an_order_whose_giver_is_unknown_is_never_sure():
    orders = read("Trên cơ sở kiến nghị của dân, ông Tuệ giao các sở, ngành liên quan tiếp thu.", KHE_VAN).assignments
    assert [(o.by, o.sure) for o in orders] == [((), False)]
