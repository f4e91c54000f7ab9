"""Orders in official papers and in harder sentences: lists under a giver, articles, broken lines, givers named far from the verb."""

import pytest
from khe_van import KHE_VAN, told

from giaoviec.loaders.reading import read
from giaoviec.loaders.reading.wraps import unwrapped

NOTICE = """THÔNG BÁO
Kết luận của Phó Chủ tịch UBND tỉnh Bế Văn Tuệ tại cuộc họp về phòng, chống hạn
Ngày 12/5/2024, Phó Chủ tịch UBND tỉnh Khe Vận Bế Văn Tuệ đã chủ trì cuộc họp về công tác phòng, chống hạn.
Sau khi nghe Sở Nông nghiệp và Phát triển nông thôn báo cáo, Phó Chủ tịch UBND tỉnh Bế Văn Tuệ kết luận, chỉ đạo như sau:
1. Sở Nông nghiệp và Phát triển nông thôn:
a) Chỉ đạo các trạm thủy nông vận hành máy bơm;
b) Tổng hợp, báo cáo UBND tỉnh trước ngày 20/5/2024.
2. Sở Tài chính chủ trì, phối hợp với Sở Kế hoạch và Đầu tư bố trí kinh phí.
3. Ủy ban nhân dân các huyện, thị xã, thành phố có trách nhiệm:
- Rà soát diện tích thiếu nước;
- Huy động lực lượng nạo vét kênh mương.
4. Giao Văn phòng UBND tỉnh theo dõi, đôn đốc.
"""
TELEGRAM = """THỦ TƯỚNG CHÍNH PHỦ
CÔNG ĐIỆN
Số 45/CĐ-TTg
Hà Nội, ngày 17 tháng 5 năm 2024
Thủ tướng Chính phủ yêu cầu:
1. Bộ trưởng Bộ Công Thương, Chủ tịch UBND các tỉnh, thành phố trực thuộc Trung ương:
a) Tập trung bảo đảm cung ứng điện;
2. Bộ Tài chính theo chức năng, nhiệm vụ được giao, khẩn trương rà soát giá điện.
"""
DECISION = """ỦY BAN NHÂN DÂN TỈNH KHE VẬN
QUYẾT ĐỊNH
Về việc phê duyệt Quy hoạch chi tiết khu đô thị Bắc Khe
Số 812/QĐ-UBND
Khe Vận, ngày 3 tháng 6 năm 2024
Điều 2. Giao Sở Xây dựng công bố quy hoạch trước ngày 30/6/2024.
Điều 3. Chánh Văn phòng UBND tỉnh, Giám đốc các Sở: Xây dựng, Tài chính chịu trách nhiệm thi hành Quyết định này.
"""
AGRICULTURE = "Sở Nông nghiệp và Phát triển nông thôn tỉnh Khe Vận"
DISTRICTS = "Ủy ban nhân dân các huyện, thị xã, thành phố"


def test_a_notice_tells_who_is_told_what_item_by_item():
    by = "Bế Văn Tuệ"
    assert told(NOTICE) == [
        (by, AGRICULTURE, "Chỉ đạo các trạm thủy nông vận hành máy bơm"),
        (by, AGRICULTURE, "Tổng hợp, báo cáo UBND tỉnh trước ngày 20/5/2024"),
        (
            by,
            "Sở Tài chính tỉnh Khe Vận; Sở Kế hoạch và Đầu tư tỉnh Khe Vận*",
            "chủ trì, phối hợp với Sở Kế hoạch và Đầu tư bố trí kinh phí",
        ),
        (by, DISTRICTS, "Rà soát diện tích thiếu nước"),
        (by, DISTRICTS, "Huy động lực lượng nạo vét kênh mương"),
        (by, "Văn phòng Ủy ban nhân dân tỉnh Khe Vận", "theo dõi, đôn đốc"),
    ]


def test_the_heads_of_a_list_are_no_orders_of_their_own():
    tasks = [task for _, _, task in told(NOTICE)]
    assert "có trách nhiệm" not in tasks


def test_who_issued_a_telegram_gives_its_orders():
    prime = "Thủ tướng Chính phủ"
    chairs = "Bộ trưởng Bộ Công Thương; Chủ tịch Ủy ban nhân dân các tỉnh, thành phố trực thuộc Trung ương"
    assert told(TELEGRAM) == [
        (prime, chairs, "Tập trung bảo đảm cung ứng điện"),
        (prime, "Bộ Tài chính", "khẩn trương rà soát giá điện"),
    ]


def test_who_issued_a_decision_gives_the_orders_of_its_articles():
    by = "Ủy ban nhân dân tỉnh Khe Vận"
    officers = (
        "Chánh Văn phòng Ủy ban nhân dân tỉnh Khe Vận; Giám đốc Sở Xây dựng tỉnh Khe Vận; Giám đốc Sở Tài chính tỉnh Khe Vận"
    )
    assert told(DECISION) == [
        (by, "Sở Xây dựng tỉnh Khe Vận", "công bố quy hoạch trước ngày 30/6/2024"),
        (by, officers, "chịu trách nhiệm thi hành Quyết định này"),
    ]


def test_orders_of_a_paper_stand_under_it():
    assert {o.under for o in read(DECISION, KHE_VAN).assignments} == {"Quyết định số 812/QĐ-UBND"}


def test_orders_of_a_list_stand_under_the_paper_that_heads_it():
    text = (
        "Thực hiện Thông báo số 12-TB/TU ngày 3/5/2024 của Ban Thường vụ Tỉnh ủy, UBND tỉnh Khe Vận giao các đơn vị thực hiện "
        "những nội dung sau:\n\n1. Sở Y tế chủ trì thẩm định hồ sơ.\n\n2. Sở Nội vụ tham mưu kế hoạch."
    )
    assert [o.under for o in read(text, KHE_VAN).assignments] == ["Thông báo số 12-TB/TU ngày 3/5/2024"] * 2


# Sentence, giver, receivers.
SENTENCES = [
    # The giver stands at the beginning, other clauses before the verb.
    (
        "Bộ Y tế đã ngay lập tức vào cuộc, yêu cầu Sở Y tế tỉnh Khe Vận phải dừng tiêm.",
        "Bộ Y tế",
        "Sở Y tế tỉnh Khe Vận",
    ),
    (
        "Ông Bế Văn Tuệ cho biết sẽ tiếp tục đề nghị Bộ Quốc phòng sớm bàn giao khu đất.",
        "Bế Văn Tuệ",
        "Bộ Quốc phòng",
    ),
    (
        "Bà Lò Thị Pằn phát biểu một số vấn đề đề nghị Sở Nội vụ tập trung giải quyết.",
        "Lò Thị Pằn",
        "Sở Nội vụ tỉnh Khe Vận",
    ),
    (
        "Bí thư Tỉnh ủy ghi nhận kết quả của Sở Y tế và biểu dương Sở Nội vụ, yêu cầu UBND tỉnh khen thưởng.",
        "Bí thư Tỉnh ủy Khe Vận",
        "Ủy ban nhân dân tỉnh Khe Vận",
    ),
    (
        "Lãnh đạo Sở Y tế còn yêu cầu Bệnh viện Đa khoa tỉnh làm rõ sự việc.",
        "lãnh đạo Sở Y tế tỉnh Khe Vận",
        "Bệnh viện Đa khoa tỉnh Khe Vận",
    ),
    # Letters.
    (
        "Ban Nội chính Tỉnh ủy đã có công văn chuyển đến Công an tỉnh đề nghị làm rõ vụ việc.",
        "Ban Nội chính Tỉnh ủy Khe Vận",
        "Công an tỉnh Khe Vận",
    ),
    (
        "UBND huyện Bình Lũng gửi văn bản kiến nghị lên UBND tỉnh về việc mở thêm tuyến đường.",
        "Ủy ban nhân dân huyện Bình Lũng",
        "Ủy ban nhân dân tỉnh Khe Vận",
    ),
    # Who helps, wherever the task says so.
    (
        "UBND tỉnh yêu cầu Sở Y tế kiểm tra, làm rõ vụ việc, phối hợp với Công an tỉnh xử lý nghiêm.",
        "Ủy ban nhân dân tỉnh Khe Vận",
        "Sở Y tế tỉnh Khe Vận; Công an tỉnh Khe Vận*",
    ),
    (
        "UBND tỉnh giao Sở Y tế chủ trì, cùng Sở Tài chính thẩm định giá.",
        "Ủy ban nhân dân tỉnh Khe Vận",
        "Sở Y tế tỉnh Khe Vận; Sở Tài chính tỉnh Khe Vận*",
    ),
    # Collectives in their words.
    ("Bộ Tư pháp đề nghị các sở Tư pháp triển khai gấp.", "Bộ Tư pháp", "các sở Tư pháp"),
    ("UBND tỉnh yêu cầu Công đoàn các cấp chăm lo đời sống công nhân.", "Ủy ban nhân dân tỉnh Khe Vận", "Công đoàn các cấp"),
    (
        "UBND tỉnh giao UBND các huyện, thành, thị rà soát hộ nghèo.",
        "Ủy ban nhân dân tỉnh Khe Vận",
        "Ủy ban nhân dân các huyện, thành, thị",
    ),
    (
        "UBND tỉnh yêu cầu chính quyền cấp huyện, cấp xã rà soát hộ nghèo.",
        "Ủy ban nhân dân tỉnh Khe Vận",
        "chính quyền cấp huyện, cấp xã",
    ),
    # Two officers named one after the other are two persons.
    (
        "Thừa ủy quyền của Thủ tướng Chính phủ, Phó Thủ tướng Bế Văn Tuệ giao Bộ Tài chính rà soát.",
        "Bế Văn Tuệ",
        "Bộ Tài chính",
    ),
    (
        "Sau phần trả lời của Bộ trưởng Bộ Y tế, Chủ tịch Quốc hội Lò Thị Pằn đề nghị Chính phủ rà soát.",
        "Lò Thị Pằn",
        "Chính phủ",
    ),
    (
        "Phó Bí thư Thường trực Tỉnh ủy - Lò Thị Pằn giao Ban Dân vận Tỉnh ủy tham mưu kế hoạch.",
        "Lò Thị Pằn",
        "Ban Dân vận Tỉnh ủy Khe Vận",
    ),
    # A surname after a level word is no place.
    ("Chủ tịch HĐND tỉnh Ninh Thị Hoa giao Sở Nội vụ tham mưu kế hoạch.", "Ninh Thị Hoa", "Sở Nội vụ tỉnh Khe Vận"),
]


@pytest.mark.parametrize(("sentence", "giver", "receivers"), SENTENCES, ids=range(len(SENTENCES)))
def test_order_of_a_harder_sentence(sentence, giver, receivers):
    found = told(sentence)
    assert [(by, to) for by, to, _ in found] == [(giver, receivers)]


NOT_ORDERS = [
    "Tại cuộc họp, Chủ tịch UBND tỉnh yêu cầu làm rõ. Bà Lò Thị Pằn là người chịu trách nhiệm làm việc với công ty.",
    "Chủ tịch UBND tỉnh yêu cầu làm rõ. Bà Lò Thị Pằn không bị xử lý gì thêm.",
]


@pytest.mark.parametrize("text", NOT_ORDERS)
def test_what_is_told_of_a_person_after_an_order_is_no_order(text):
    assert told(text) == []


def test_a_bare_cuc_is_the_one_named_before():
    text = "Cục Thú y kiểm tra hai trang trại. Do đó Cục yêu cầu UBND tỉnh Khe Vận tạm dừng nhập giống."
    assert told(text)[-1][:2] == ("Cục Thú y", "Ủy ban nhân dân tỉnh Khe Vận")


def test_a_bare_minister_is_the_one_told_last_where_there_are_several():
    text = (
        "Bộ trưởng Bộ Y tế Bế Văn Tuệ báo cáo tình hình. Bộ trưởng Bộ Tài chính Lò Thị Pằn giải trình thêm. "
        "Chủ tịch Quốc hội đề nghị Bộ trưởng cho biết giải pháp khắc phục."
    )
    assert told(text)[-1][1] == "Lò Thị Pằn"


def test_chi_dao_at_the_head_of_a_sentence_goes_on_with_the_order_to_one_body():
    text = "Thủ tướng giao Bộ Y tế rà soát quy định về đăng kiểm. Chỉ đạo các tỉnh ven biển tăng cường kiểm tra."
    assert [to for _, to, _ in told(text)] == ["Bộ Y tế", "Bộ Y tế"]


def test_lines_broken_by_a_page_are_read_as_one():
    sentence = "Hội đồng nhân dân tỉnh Khe Vận đề nghị Ủy ban nhân dân tỉnh rà soát danh mục các công trình đã xuống cấp và bố trí kinh phí."
    text = "\n".join(" ".join(sentence.split()[i : i + 4]) for i in range(0, len(sentence.split()), 4))
    whole = text + "\n" + text
    order = read(whole, KHE_VAN).assignments[0]
    assert [a.name for a in order.to] == ["Ủy ban nhân dân tỉnh Khe Vận"]
    assert " ".join(order.evidence.split()) == sentence


def test_a_text_whose_lines_are_whole_keeps_them():
    for text in (NOTICE, TELEGRAM, DECISION):
        assert unwrapped(text) == text


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("báo cáo kết quả về Sở Y tế trước ngày 30/6", "Sở Y tế tỉnh Khe Vận"),
        ("hoàn thành hồ sơ và gửi về Bộ Y tế trước ngày 30/6", "Bộ Y tế"),
        ("rà soát, trình UBND tỉnh xem xét", "Ủy ban nhân dân tỉnh Khe Vận"),
        ("rà soát báo cáo của Sở Y tế", None),
        ("rà soát để Bộ Y tế trình Chính phủ", None),
    ],
)
def test_whom_a_task_is_to_be_reported_to(words, name):
    order = read(f"Chủ tịch UBND tỉnh giao Sở Nội vụ {words}.", KHE_VAN).assignments[0]
    assert (order.report_to.name if order.report_to else None) == name


def test_who_speaks_at_the_meeting_orders_there_and_who_writes_a_letter_does_not():
    text = (
        "Ngày 12/5/2024, UBND tỉnh Khe Vận họp bàn về hạn hán do ông Lò Văn Chu chủ trì. "
        "Phát biểu tại cuộc họp, bà Lò Thị Pằn, Giám đốc Sở Y tế, đề nghị Sở Nội vụ bổ sung biên chế. "
        "Bà Lò Thị Pằn cũng có công văn đề nghị Sở Tài chính bố trí kinh phí."
    )
    record = read(text, KHE_VAN)
    assert [order.meeting for order in record.assignments] == [record.meetings[0].id, None]


FOOT = """Nơi nhận:
- Như Điều 3;
- Lưu: VT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Bế Văn Tuệ
"""


def test_who_signs_a_paper_holds_the_office_above_the_name():
    people = read(DECISION + FOOT, KHE_VAN).people
    assert [(p.name, [r.label for r in p.roles]) for p in people] == [
        ("Bế Văn Tuệ", ["Phó Chủ tịch Ủy ban nhân dân tỉnh Khe Vận"])
    ]


def test_whom_a_paper_is_sent_to_is_not_read():
    assert told(DECISION + FOOT) == told(DECISION)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bộ Y tế rà soát theo nghị định 67 trên địa bàn tỉnh.", ["nghị định 67"]),
        ("Xét Tờ trình số 92/TTr-UBND của UBND huyện Bình Lũng, UBND tỉnh họp.", ["Tờ trình số 92/TTr-UBND"]),
        ("Theo báo cáo của Sở Y tế, dịch đã giảm.", []),
    ],
)
def test_a_document_by_its_bare_number(text, names):
    assert [d.name for d in read(text, KHE_VAN).documents] == names


BEYOND = [
    # Another receiver after a semicolon.
    (
        "UBND tỉnh giao Sở Xây dựng rà soát quy hoạch; Sở Tài chính bố trí kinh phí.",
        [
            ("Ủy ban nhân dân tỉnh Khe Vận", "Sở Xây dựng tỉnh Khe Vận", "rà soát quy hoạch"),
            ("Ủy ban nhân dân tỉnh Khe Vận", "Sở Tài chính tỉnh Khe Vận", "bố trí kinh phí"),
        ],
    ),
    # Who helps after a clause of time.
    (
        "UBND tỉnh giao Sở Xây dựng lập đồ án. Sau khi tư vấn hoàn thành đồ án, Sở Xây dựng chủ trì thẩm định.",
        [
            ("Ủy ban nhân dân tỉnh Khe Vận", "Sở Xây dựng tỉnh Khe Vận", "lập đồ án"),
            ("Ủy ban nhân dân tỉnh Khe Vận", "Sở Xây dựng tỉnh Khe Vận", "chủ trì thẩm định"),
        ],
    ),
    # Two givers.
    (
        "Thường trực Tỉnh ủy và UBND tỉnh giao Sở Y tế tổ chức tiêm.",
        [("Thường trực Tỉnh ủy Khe Vận; Ủy ban nhân dân tỉnh Khe Vận", "Sở Y tế tỉnh Khe Vận", "tổ chức tiêm")],
    ),
    # Holders of one office, in the plural.
    (
        "Bí thư Tỉnh ủy yêu cầu các Phó Chủ tịch UBND tỉnh trực tiếp đôn đốc.",
        [("Bí thư Tỉnh ủy Khe Vận", "các Phó Chủ tịch Ủy ban nhân dân tỉnh Khe Vận", "trực tiếp đôn đốc")],
    ),
    # The body named before.
    (
        "Đảng ủy Công ty Cổ phần Sông Lam họp. Đảng ủy Công ty yêu cầu các chi bộ rà soát đảng viên.",
        [("Đảng ủy Công ty Cổ phần Sông Lam", "các chi bộ", "rà soát đảng viên")],
    ),
    # An office of a place that the text names with its level elsewhere.
    (
        "Xã Khe Sậu họp dân. Bí thư Đảng ủy Khe Sậu đề nghị các hộ dân giữ gìn vệ sinh.",
        [("Bí thư Đảng ủy xã Khe Sậu", "các hộ dân", "giữ gìn vệ sinh")],
    ),
]


GOING_ON = [
    ("UBND tỉnh giao Sở Y tế rà soát. Trên cơ sở đó, đánh giá các phương án.", 2),
    ("UBND tỉnh giao Sở Y tế rà soát. Tiếp tục chỉ đạo các trạm y tế tiêm chủng.", 2),
    ("UBND tỉnh giao Sở Y tế rà soát. Tiếp tục phối hợp với UBND huyện Bình Lũng chỉ đạo việc tiêm.", 2),
    ("UBND tỉnh giao Sở Y tế rà soát. Thủ tướng và Chính phủ rất quan tâm vấn đề này.", 1),
    ("UBND tỉnh giao Sở Y tế rà soát. Người dân lo ngại dịch lan rộng.", 1),
]


@pytest.mark.parametrize(("text", "count"), GOING_ON, ids=range(len(GOING_ON)))
def test_which_sentences_go_on_with_an_order(text, count):
    found = told(text)
    assert len(found) == count
    assert {to.split(";")[0] for _, to, _ in found} == {"Sở Y tế tỉnh Khe Vận"}


def test_a_short_form_with_small_letters_that_the_text_explains():
    text = "Tổng công ty Cấp nước Sông Lam (Salaco) họp. UBND tỉnh giao Salaco kiểm tra đường ống."
    assert told(text)[-1][1] == "Tổng công ty Cấp nước Sông Lam"


def test_a_bare_ministry_after_an_order_is_the_one_that_was_told():
    text = (
        "Thủ tướng giao Bộ Giao thông vận tải phối hợp với Bộ Công an rà soát quy định. Bộ tăng cường kiểm tra giấy phép lái xe."
    )
    assert told(text)[-1][1].split(";")[0] == "Bộ Giao thông vận tải"


@pytest.mark.parametrize(("text", "orders"), BEYOND, ids=range(len(BEYOND)))
def test_orders_that_reach_beyond_one_clause(text, orders):
    assert told(text) == orders


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("ĐB Lò Thị Pằn (Sơn La) đề nghị Chính phủ rà soát.", ["Đại biểu Quốc hội tỉnh Sơn La"]),
        ("Đại biểu Lò Thị Pằn (TP.HCM) đề nghị Chính phủ rà soát.", ["Đại biểu Quốc hội thành phố Hồ Chí Minh"]),
        ("Bà Lò Thị Pằn (Sơn La) đề nghị Chính phủ rà soát.", []),
    ],
)
def test_whom_a_deputy_sits_for(text, labels):
    assert [[r.label for r in p.roles] for p in read(text).people] == [labels]


def test_a_deputy_before_the_chair_is_another_person():
    text = "Ý kiến của 4 đồng chí Phó Chủ tịch UBND tỉnh Khe Vận, Chủ tịch UBND tỉnh Khe Vận Bế Văn Tuệ hoan nghênh."
    assert [[r.label for r in p.roles] for p in read(text).people] == [["Chủ tịch Ủy ban nhân dân tỉnh Khe Vận"]]


def test_a_year_that_a_text_only_compares_with_dates_no_day():
    text = "Sáng 6-2, UBND tỉnh Khe Vận họp so kế hoạch với năm 2016. UBND tỉnh giao Sở Y tế báo cáo trước ngày 20-2."
    record = read(text)
    assert [m.date for m in record.meetings] == []
    assert record.assignments
    assert [o.deadline for o in record.assignments if o.deadline and o.deadline.date] == []


def test_a_name_that_a_short_office_means_is_a_person():
    text = "Bộ trưởng Bộ Y tế Bế Văn Tuệ và Bộ trưởng Bộ Tài chính Lò Thị Pằn dự họp. Chủ tịch Quốc hội đề nghị Bộ trưởng giải trình."
    order = read(text).assignments[-1]
    assert [(a.name, a.is_) for a in order.to] == [("Lò Thị Pằn", "person")]
