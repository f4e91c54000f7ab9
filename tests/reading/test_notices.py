"""Notices of conclusions: their title, what a numbered item decides, and receivers named by "đối với"."""

import pytest
from khe_van import KHE_VAN

from giaoviec.loaders.reading import read

NOTICE = """ỦY BAN NHÂN DÂN
TỈNH KHE VẬN
Số: 118/TB-UBND
Khe Vận, ngày 14 tháng 5 năm 2024
THÔNG BÁO
Kết luận của Phó Chủ tịch UBND tỉnh Bế Văn Tuệ
tại cuộc họp về tiến độ dự án Đường vành đai Bắc Khe
Ngày 12/5/2024, Phó Chủ tịch UBND tỉnh Bế Văn Tuệ đã chủ trì cuộc họp về tiến độ dự án Đường vành đai Bắc Khe.
Sau khi nghe các đại biểu phát biểu, Phó Chủ tịch UBND tỉnh Bế Văn Tuệ kết luận như sau:
1. Giao Sở Giao thông vận tải rà soát hồ sơ thiết kế; đối với Sở Tài chính, khẩn trương bố trí vốn trước ngày 20/5/2024.
2. Đối với Sở Xây dựng: Thẩm định dự toán; báo cáo UBND tỉnh.
3. Đối với UBND huyện Bình Lũng, khẩn trương bàn giao mặt bằng.
4. Thống nhất chủ trương điều chỉnh tổng mức đầu tư dự án.
5. Đồng ý với đề nghị của Sở Tài chính về việc ứng vốn.
6. Cơ bản thống nhất với phương án tuyến do Sở Giao thông vận tải đề xuất.
7. Về nguồn vốn: Thống nhất sử dụng ngân sách tỉnh.
"""
ROADS, MONEY = "Sở Giao thông vận tải tỉnh Khe Vận", "Sở Tài chính tỉnh Khe Vận"


def told(text):
    return [("; ".join(a.name for a in o.to), o.task) for o in read(text, KHE_VAN).assignments]


def test_the_title_of_a_notice_is_its_kind_and_what_it_is_about():
    assert read(NOTICE).source.title == (
        "THÔNG BÁO Kết luận của Phó Chủ tịch UBND tỉnh Bế Văn Tuệ tại cuộc họp về tiến độ dự án Đường vành đai Bắc Khe"
    )


def test_the_title_of_a_letter_is_what_it_is_about():
    letter = (
        "UBND HUYỆN BÌNH LŨNG\nSố: 31/UBND-KT\nV/v nạo vét kênh Nậm Sậu\nBình Lũng, ngày 3 tháng 5 năm 2024\n"
        "Kính gửi: Phòng Kinh tế.\nUBND huyện yêu cầu Phòng Kinh tế nạo vét kênh."
    )
    assert read(letter).source.title == "V/v nạo vét kênh Nậm Sậu"


def test_who_issues_a_decision_is_not_in_its_title():
    text = "QUYẾT ĐỊNH\nPhê duyệt Kế hoạch chống úng\nkhu vực Bắc Khe\nỦY BAN NHÂN DÂN TỈNH KHE VẬN\nCăn cứ Luật Thủy lợi;\n"
    assert read(text).source.title == "QUYẾT ĐỊNH Phê duyệt Kế hoạch chống úng khu vực Bắc Khe"


def test_an_article_keeps_its_first_line_as_title():
    text = "Khe Vận chống hạn\nBế Văn Tuệ thăm đồng\nChiều 12/5, Chủ tịch UBND tỉnh yêu cầu Sở Y tế cấp thuốc."
    assert read(text).source.title == "Khe Vận chống hạn"


def test_numbered_items_that_agree_are_decisions_of_who_concludes():
    found = read(NOTICE, KHE_VAN).decisions
    assert [(d.kind, d.what) for d in found] == [
        ("agreed", "điều chỉnh tổng mức đầu tư dự án"),
        ("agreed", "đề nghị của Sở Tài chính về việc ứng vốn"),
        ("agreed", "phương án tuyến do Sở Giao thông vận tải đề xuất"),
        ("agreed", "sử dụng ngân sách tỉnh"),
    ]
    assert {agent.name for d in found for agent in d.by} == {"Bế Văn Tuệ"}


def test_an_item_that_goes_on_together_is_no_decision():
    text = (
        "Phó Chủ tịch UBND tỉnh kết luận như sau:\n1. Sở Tài chính:\na) Thống nhất với Sở Xây dựng về dự toán công trình;\n"
        "b) Rà soát các nguồn vốn còn lại."
    )
    assert read(text, KHE_VAN).decisions == ()


def test_who_is_named_by_towards_is_told_what_follows():
    assert told(NOTICE) == [
        (ROADS, "rà soát hồ sơ thiết kế"),
        (MONEY, "khẩn trương bố trí vốn trước ngày 20/5/2024"),
        ("Sở Xây dựng tỉnh Khe Vận", "Thẩm định dự toán; báo cáo UBND tỉnh"),
        ("Ủy ban nhân dân huyện Bình Lũng", "khẩn trương bàn giao mặt bằng"),
    ]


@pytest.mark.parametrize(
    "spoken_of",
    ["đối với các hộ dân, kiên quyết thu hồi đất", "đối với Công ty Cẩm Sậu, xử lý nghiêm", "với Sở Y tế, thống nhất phương án"],
)
def test_who_is_only_spoken_of_is_told_nothing(spoken_of):
    assert told(f"Chủ tịch UBND tỉnh giao Sở Xây dựng rà soát quy hoạch; {spoken_of}.") == [
        ("Sở Xây dựng tỉnh Khe Vận", f"rà soát quy hoạch; {spoken_of}")
    ]


# Words after the office, the place of the office, the name.
CUTS = [
    ("tỉnh Hòa Lạc Đỗ Thúy Hòa", "tỉnh Hòa Lạc", "Đỗ Thúy Hòa"),
    ("tỉnh Khe Vận Hà Thanh Mai", "tỉnh Khe Vận", "Hà Thanh Mai"),
    ("huyện Nậm Sậu Vừ A Páo", "huyện Nậm Sậu", "Vừ A Páo"),
    ("xã Mường Lò Văn Kỷ", "xã Mường", "Lò Văn Kỷ"),
    ("huyện Bình Lũng Lò Pằn", "huyện Bình Lũng", "Lò Pằn"),
]


@pytest.mark.parametrize(("words", "place", "name"), CUTS)
def test_a_person_after_an_unknown_place_begins_at_the_surname(words, place, name):
    people = read(f"Chủ tịch UBND {words} yêu cầu các đơn vị rà soát.").people
    assert [(p.name, [r.label for r in p.roles]) for p in people] == [(name, [f"Chủ tịch Ủy ban nhân dân {place}"])]


@pytest.mark.parametrize("words", ["tỉnh Hòa Lạc Đỗ Thúy", "tỉnh Sông Lam Hà Lê Văn Tuệ"])
def test_where_the_person_begins_cannot_be_told_neither_place_nor_person_is_invented(words):
    record = read(f"Chủ tịch UBND {words} yêu cầu Sở Y tế rà soát.")
    assert record.people == ()
    assert [agent.name for order in record.assignments for agent in order.by] == ["Chủ tịch Ủy ban nhân dân tỉnh"]
