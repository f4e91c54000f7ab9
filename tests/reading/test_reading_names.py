"""Bodies, offices, persons, collectives and places, each as it is named in full."""

import pytest

from giaoviec.loaders.reading import Hints, read
from giaoviec.loaders.reading.bodies import body_at
from giaoviec.loaders.reading.data import lexicon
from giaoviec.loaders.reading.mentions import mentions
from giaoviec.loaders.reading.normal import lower, normalise
from giaoviec.loaders.reading.tokens import tokens
from giaoviec.loaders.reading.writer import Setting, write_body

HOME = Setting(level="tỉnh", province="Hà Nam", provinces=lexicon().provinces, party="Tỉnh ủy Hà Nam", ministry="Bộ Y tế")
HINTS = Hints(jurisdiction="tỉnh Hà Nam", published="2021")


def sentence(text):
    clean = normalise(text).text
    return tokens(clean, lower(clean), 0, len(clean), lexicon())


BODIES = {
    "UBND tỉnh": "Ủy ban nhân dân tỉnh Hà Nam",
    "UBND TP Hà Nội": "Ủy ban nhân dân thành phố Hà Nội",
    "UBND Hà Nội": "Ủy ban nhân dân thành phố Hà Nội",
    "UBND TP.HCM": "Ủy ban nhân dân thành phố Hồ Chí Minh",
    "UBND quận 1": "Ủy ban nhân dân quận 1",
    "UBND xã Lai Vu": "Ủy ban nhân dân xã Lai Vu",
    "HĐND huyện Thanh Miện": "Hội đồng nhân dân huyện Thanh Miện",
    "Tỉnh uỷ": "Tỉnh ủy Hà Nam",
    "Thành ủy TP HCM": "Thành ủy thành phố Hồ Chí Minh",
    "Huyện ủy Thanh Liêm": "Huyện ủy Thanh Liêm",
    "BTV Huyện ủy Thanh Liêm": "Ban Thường vụ Huyện ủy Thanh Liêm",
    "Ban Chấp hành Đảng bộ tỉnh": "Ban Chấp hành Đảng bộ tỉnh Hà Nam",
    "Ban Tổ chức Trung ương": "Ban Tổ chức Trung ương",
    "Văn phòng UBND tỉnh": "Văn phòng Ủy ban nhân dân tỉnh Hà Nam",
    "Văn phòng Chính phủ": "Văn phòng Chính phủ",
    "Ban cán sự đảng UBND tỉnh": "Ban cán sự đảng Ủy ban nhân dân tỉnh Hà Nam",
    "Sở KH-ĐT": "Sở Kế hoạch và Đầu tư tỉnh Hà Nam",
    "Sở NN và PTNT": "Sở Nông nghiệp và Phát triển nông thôn tỉnh Hà Nam",
    "Sở Y tế Bắc Giang": "Sở Y tế tỉnh Bắc Giang",
    "Sở Công thương TP Đà Nẵng": "Sở Công Thương thành phố Đà Nẵng",
    "Bộ TT&TT": "Bộ Thông tin và Truyền thông",
    "Bộ GTVT": "Bộ Giao thông vận tải",
    "Công an tỉnh": "Công an tỉnh Hà Nam",
    "Cục Thuế tỉnh": "Cục Thuế tỉnh Hà Nam",
    "Vụ Kế hoạch Bộ Công Thương": "Vụ Kế hoạch Bộ Công Thương",
    "Tòa án nhân dân tối cao": "Tòa án nhân dân Tối cao",
    "VKSND huyện Thanh Liêm": "Viện Kiểm sát nhân dân huyện Thanh Liêm",
    "Ủy ban MTTQ tỉnh": "Ủy ban Mặt trận Tổ quốc tỉnh Hà Nam",
    "Đoàn ĐBQH tỉnh": "Đoàn đại biểu Quốc hội tỉnh Hà Nam",
    "Ngân hàng Nhà nước": "Ngân hàng Nhà nước Việt Nam",
    "Công ty TNHH MTV Sông Lam": "Công ty TNHH MTV Sông Lam",
    "Tổng công ty Đường sắt Việt Nam": "Tổng công ty Đường sắt Việt Nam",
    "Ban Quản lý dự án cao tốc Bến Lức – Long Thành": "Ban Quản lý dự án cao tốc Bến Lức – Long Thành",
    "Bệnh viện Đa khoa huyện Thanh Liêm": "Bệnh viện Đa khoa huyện Thanh Liêm",
    "Trường Đại học Sư phạm Vinh": "Trường Đại học Sư phạm Vinh",
}


@pytest.mark.parametrize(("short", "full"), BODIES.items(), ids=list(BODIES))
def test_body_in_full(short, full):
    s = sentence(short)
    found = body_at(s, 0, lexicon())
    assert found is not None
    end, body = found
    assert (end, write_body(body, HOME)) == (len(s.words), full)


PEOPLE = [
    (
        "Đồng chí Trần Văn An, Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh dự.",
        "Trần Văn An",
        ["Bí thư Tỉnh ủy Hà Nam", "Chủ tịch Hội đồng nhân dân tỉnh Hà Nam"],
    ),
    ("Chủ tịch UBND tỉnh Lê Thị Hòa phát biểu.", "Lê Thị Hòa", ["Chủ tịch Ủy ban nhân dân tỉnh Hà Nam"]),
    ("Ông Phạm Đăng Khoa - Phó Giám đốc Sở Y tế cho biết.", "Phạm Đăng Khoa", ["Phó Giám đốc Sở Y tế tỉnh Hà Nam"]),
    ("Thượng tướng Đỗ Văn Bình, Thứ trưởng Bộ Công an dự.", "Đỗ Văn Bình", ["Thứ trưởng Bộ Công an"]),
    ("PGS.TS Vũ Minh Đức, Cục trưởng Cục Y tế dự phòng cho hay.", "Vũ Minh Đức", ["Cục trưởng Cục Y tế dự phòng"]),
    ("Bộ trưởng TN&MT Hoàng Văn Sơn kiến nghị.", "Hoàng Văn Sơn", ["Bộ trưởng Bộ Tài nguyên và Môi trường"]),
    ("Ông Ngô Văn Tám, nguyên Bí thư Huyện ủy Thanh Liêm.", "Ngô Văn Tám", ["Bí thư Huyện ủy Thanh Liêm"]),
    (
        "Đồng chí Đồng Dũng Mạnh, Tỉnh ủy viên, Bí thư Huyện ủy, Chủ tịch HĐND huyện Thanh Miện.",
        "Đồng Dũng Mạnh",
        [
            "Ủy viên Ban Chấp hành Đảng bộ tỉnh Hải Dương",
            "Bí thư Huyện ủy Thanh Miện",
            "Chủ tịch Hội đồng nhân dân huyện Thanh Miện",
        ],
    ),
    ("Bà Nguyễn Thị Thu, Phó Chủ tịch UBND TP ghi nhận.", "Nguyễn Thị Thu", None),
    (
        "Tổng giám đốc Tổng công ty Đường sắt Việt Nam Mai Văn Toàn cho biết.",
        "Mai Văn Toàn",
        ["Tổng Giám đốc Tổng công ty Đường sắt Việt Nam"],
    ),
    ("Đồng chí H'Yim Kđoh, Phó Chủ tịch UBND tỉnh dự.", "H'Yim Kđoh", ["Phó Chủ tịch Ủy ban nhân dân tỉnh Hà Nam"]),
    ("Trưởng ban Tổ chức Tỉnh ủy Đinh Văn Quý trình bày.", "Đinh Văn Quý", ["Trưởng Ban Tổ chức Tỉnh ủy Hà Nam"]),
    ("Chánh Văn phòng UBND tỉnh Bùi Văn Lợi ký.", "Bùi Văn Lợi", ["Chánh Văn phòng Ủy ban nhân dân tỉnh Hà Nam"]),
    (
        "Ủy viên Trung ương Đảng, Bí thư Tỉnh ủy Trương Văn Đạt chủ trì.",
        "Trương Văn Đạt",
        ["Ủy viên Ban Chấp hành Trung ương Đảng", "Bí thư Tỉnh ủy Hà Nam"],
    ),
    ("Trưởng phòng Phòng Giáo dục và Đào tạo quận Hai Bà Trưng Trần Lưu Hoa nói.", "Trần Lưu Hoa", None),
]


@pytest.mark.parametrize(("text", "name", "labels"), PEOPLE, ids=[case[1] for case in PEOPLE])
def test_person_with_offices(text, name, labels):
    people = read(text, HINTS).people
    assert [p.name for p in people] == [name]
    if labels is not None:
        assert [role.label for role in people[0].roles] == labels


def test_several_persons_of_one_list_keep_their_own_offices():
    text = "Dự hội nghị có các đồng chí: Đinh Thị Lụa, Phó Bí thư Tỉnh ủy; Trương Quốc Huy, Chủ tịch UBND tỉnh."
    people = {p.name: [r.label for r in p.roles] for p in read(text, HINTS).people}
    assert people == {"Đinh Thị Lụa": ["Phó Bí thư Tỉnh ủy Hà Nam"], "Trương Quốc Huy": ["Chủ tịch Ủy ban nhân dân tỉnh Hà Nam"]}


NO_PERSONS = ["Sân bay Tân Sơn Nhất đông khách.", "Đoàn Đại biểu Quốc hội khảo sát.", "Xuân Đinh Dậu vui tươi.", "Hà Nội có mưa."]


@pytest.mark.parametrize("text", NO_PERSONS)
def test_capitals_are_not_yet_a_person(text):
    assert read(text, HINTS).people == ()


GROUPS = {
    "các sở, ngành liên quan khẩn trương": "các sở, ngành liên quan",
    "các bộ, ngành, địa phương tăng cường": "các bộ, ngành, địa phương",
    "lãnh đạo các sở phối hợp": "lãnh đạo các sở",
    "người đứng đầu các cơ quan, đơn vị chịu trách nhiệm": "người đứng đầu các cơ quan, đơn vị",
    "UBND quận, huyện, thị xã tổ chức": "UBND quận, huyện, thị xã",
    "chủ đầu tư khắc phục": "chủ đầu tư",
    "tất cả các đơn vị trực thuộc báo cáo": "tất cả các đơn vị trực thuộc",
    "Chủ tịch UBND các huyện báo cáo": "Chủ tịch UBND các huyện",
    "các cơ quan chức năng kiểm tra": "các cơ quan chức năng",
    "bốn huyện khẩn trương": "bốn huyện",
}


@pytest.mark.parametrize(("text", "words"), GROUPS.items(), ids=list(GROUPS))
def test_collective_keeps_its_words(text, words):
    s = sentence(text)
    found = mentions(s, lexicon())
    assert found[0].kind == "G"
    assert s.slice(found[0].first, found[0].last) == words
