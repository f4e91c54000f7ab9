"""Decisions, reports, meetings, offices, projects and documents in the shapes that texts of any outlet have."""

import pytest

from giaoviec.loaders.reading import Hints, read

HINTS = Hints(jurisdiction="tỉnh Hà Nam", published="2021-03-05")

DECISIONS = [
    ("UBND tỉnh không đồng ý với đề xuất mở thêm bến cát.", "decided", "Ủy ban nhân dân tỉnh Hà Nam", "đề xuất mở thêm bến cát"),
    (
        "Ngày 2/3, UBND huyện Thanh Liêm đã họp với các đơn vị, thống nhất chọn nhà thầu mới.",
        "agreed",
        "Ủy ban nhân dân huyện Thanh Liêm",
        "nhà thầu mới",
    ),
    (
        "Chủ tịch UBND tỉnh Trần Văn An đã ký quyết định xử phạt chủ mỏ đá.",
        "decided",
        "Trần Văn An",
        "xử phạt chủ mỏ đá",
    ),
    ("Ông Trần Văn An cho biết đã phê duyệt danh sách hộ dân.", "approved", "Trần Văn An", "danh sách hộ dân"),
]


@pytest.mark.parametrize(("text", "kind", "by", "what"), DECISIONS, ids=range(len(DECISIONS)))
def test_decision(text, kind, by, what):
    (found,) = read(text, HINTS).decisions
    assert (found.kind, found.by[0].name, found.what) == (kind, by, what)


def test_what_a_meeting_agrees_to_is_its_bodys_decision():
    text = "Ngày 2/3, Ban Thường vụ Tỉnh ủy họp về đất đai. Hội nghị đã thống nhất danh sách 12 hộ dân."
    (found,) = read(text, HINTS).decisions
    assert (found.by[0].name, found.what) == ("Ban Thường vụ Tỉnh ủy Hà Nam", "danh sách 12 hộ dân")


NO_DECISIONS = [
    "Ông Trần Văn An thống nhất với tổ bảo vệ dựng chuyện.",
    "Việc chia đất phải được UBND tỉnh chấp thuận.",
    "HĐND tỉnh sẽ thông qua nghị quyết về đầu tư.",
    "Ông Trần Văn An cho biết, thông qua báo chí, tỉnh đã nắm được việc này.",
]


@pytest.mark.parametrize("text", NO_DECISIONS, ids=range(len(NO_DECISIONS)))
def test_no_decision(text):
    assert read(text, HINTS).decisions == ()


def test_a_report_sent_is_about_what_follows_its_receiver():
    (found,) = read("Bộ Tài chính vừa có báo cáo gửi Thủ tướng Chính phủ về việc rà soát đất đai.", HINTS).reports
    assert (found.by[0].name, found.about) == ("Bộ Tài chính", "việc rà soát đất đai")


def test_according_to_a_report_counts_where_a_meeting_is_told():
    according = "Theo báo cáo của Sở Y tế, dịch bệnh đã giảm."
    assert read(according, HINTS).reports == ()
    (found,) = read(f"Ngày 2/3, UBND tỉnh họp về y tế. {according}", HINTS).reports
    assert found.by[0].name == "Sở Y tế tỉnh Hà Nam"


MEETINGS = [
    (
        "Ngày 2/3, tại cuộc họp giao ban với các sở, Chủ tịch UBND tỉnh Trần Văn An yêu cầu Sở Y tế kiểm tra.",
        "2021-03-02",
        "Ủy ban nhân dân tỉnh Hà Nam",
        ["Trần Văn An"],
    ),
    ("Sáng nay, UBND tỉnh họp về y tế.", "2021-03-05", "Ủy ban nhân dân tỉnh Hà Nam", []),
    (
        "Ngày 2/3, ông Trần Văn An, Tổ trưởng Tổ công tác của Thủ tướng, dẫn đầu đoàn kiểm tra làm việc với UBND tỉnh.",
        "2021-03-02",
        "Tổ công tác của Thủ tướng",
        ["Trần Văn An"],
    ),
]


@pytest.mark.parametrize(("text", "day", "body", "chairs"), MEETINGS, ids=range(len(MEETINGS)))
def test_meeting(text, day, body, chairs):
    (found,) = read(text, HINTS).meetings
    assert (found.date, found.body, [chair.name for chair in found.chairs]) == (day, body, chairs)


ROLES = [
    ("Ông Trần Văn An, Trưởng Ban Chỉ đạo phòng chống thiên tai cho biết.", "Trưởng Ban Chỉ đạo phòng chống thiên tai"),
    (
        "Ông Trần Văn An, Tổ trưởng Tổ công tác di dời Cụm công nghiệp Đồng Sậu cho biết.",
        "Tổ trưởng Tổ công tác di dời Cụm công nghiệp Đồng Sậu",
    ),
    ("Ông Trần Văn An, thành viên đoàn kiểm tra cho biết.", "Thành viên đoàn kiểm tra"),
    ("Thủ tướng Nhật Bản Trần Văn An phát biểu.", "Thủ tướng Nhật Bản"),
    ("Phó Giám đốc Sở Y tế (SYT) Hà Nam Trần Văn An cho biết.", "Phó Giám đốc Sở Y tế tỉnh Hà Nam"),
    (
        "UBND huyện Thanh Liêm đã có công văn. Theo công văn do Phó Chủ tịch Trần Văn An ký, việc này đã xong.",
        "Phó Chủ tịch Ủy ban nhân dân huyện Thanh Liêm",
    ),
]


@pytest.mark.parametrize(("text", "label"), ROLES, ids=[case[1] for case in ROLES])
def test_role(text, label):
    (person,) = read(text, HINTS).people
    assert [role.label for role in person.roles] == [label]


def test_an_office_named_alone_stays_alone_between_two_bodies():
    text = "UBND huyện Thanh Liêm đã họp. UBND huyện Lý Nhân đã họp. Phó Chủ tịch Trần Văn An phát biểu."
    (person,) = read(text, HINTS).people
    assert person.roles == ()


PROJECTS = [
    ("Tỉnh đẩy nhanh dự án cầu Sông Châu vượt sông Hồng.", ["dự án cầu Sông Châu"]),
    ("Tỉnh đẩy nhanh dự án cầu Sông Châu, tổng mức đầu tư 90 tỷ đồng.", ["dự án cầu Sông Châu"]),
    ("Cụm công nghiệp Đồng Sậu chậm tiến độ.", ["Cụm công nghiệp Đồng Sậu"]),
    ("Tỉnh sửa đường tỉnh 318 trong quý này.", ["đường tỉnh 318"]),
    ("Người dân có nhu cầu Tết lớn.", []),
    ("Dự án rộng 475 ha, ảnh hưởng đến dân.", []),
    ("Việc này phải theo quy hoạch điều chỉnh mới.", []),
]


@pytest.mark.parametrize(("text", "names"), PROJECTS, ids=range(len(PROJECTS)))
def test_project(text, names):
    assert [project.name for project in read(text, HINTS).projects] == names


DOCUMENTS = [
    ("Theo quyết định số 113/TTg ngày 14/4/1980, đất này là đất công.", ["quyết định số 113/TTg ngày 14/4/1980"]),
    ("Theo luật Đất đai năm 2003, việc này là sai.", ["luật Đất đai năm 2003"]),
    ("Theo Bộ luật Hàng hải và pháp luật liên quan, tàu phải dừng.", ["Bộ luật Hàng hải"]),
    ("Báo cáo tại buổi làm việc, Sở Y tế cho biết dịch đã giảm.", []),
]


@pytest.mark.parametrize(("text", "names"), DOCUMENTS, ids=range(len(DOCUMENTS)))
def test_document(text, names):
    assert [paper.name for paper in read(text, HINTS).documents] == names


def test_a_letter_is_a_document_by_its_head_and_has_its_day():
    text = "TỈNH ỦY HÀ NAM\nSố 512-TB/TU\nPhủ Lý, ngày 17 tháng 5 năm 2024\n\nTHÔNG BÁO\nVề việc quản lý đất đai\n\nTỉnh ủy họp."
    record = read(text)
    assert [(paper.number, paper.name) for paper in record.documents] == [("512-TB/TU", "Thông báo số 512-TB/TU")]
    assert record.source.published == "2024-05-17"
