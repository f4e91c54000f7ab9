"""Sentences in the style of official reports, each with the orders it holds: giver, receivers (helpers with a star), rule."""

import pytest

from giaoviec.loaders.reading import Hints, read

SONG_VAN = Hints(jurisdiction="tỉnh Sông Vân", published="2021-03-05")
A, R, Q = "assigned", "required", "requested"

CASES = [
    (
        "Chủ tịch UBND tỉnh giao Sở Xây dựng rà soát quy hoạch chung.",
        A,
        "Chủ tịch Ủy ban nhân dân tỉnh Sông Vân",
        "Sở Xây dựng tỉnh Sông Vân",
    ),
    ("UBND tỉnh yêu cầu các sở, ngành khẩn trương triển khai thực hiện.", R, "Ủy ban nhân dân tỉnh Sông Vân", "các sở, ngành"),
    (
        "Thường trực Tỉnh ủy đề nghị Ban Tổ chức Tỉnh ủy hoàn thiện báo cáo.",
        Q,
        "Thường trực Tỉnh ủy Sông Vân",
        "Ban Tổ chức Tỉnh ủy Sông Vân",
    ),
    (
        "Thủ tướng Chính phủ giao Bộ TN&MT chủ trì, phối hợp với Bộ Tài chính kiểm tra.",
        A,
        "Thủ tướng Chính phủ",
        "Bộ Tài nguyên và Môi trường; Bộ Tài chính*",
    ),
    (
        "Phó Thủ tướng yêu cầu Bộ Công an và Bộ Quốc phòng tăng cường tuần tra.",
        R,
        "Phó Thủ tướng Chính phủ",
        "Bộ Công an; Bộ Quốc phòng",
    ),
    (
        "Chủ tịch UBND tỉnh giao các Sở: Tài chính, Xây dựng, Nội vụ tham mưu cơ chế.",
        A,
        "Chủ tịch Ủy ban nhân dân tỉnh Sông Vân",
        "Sở Tài chính tỉnh Sông Vân; Sở Xây dựng tỉnh Sông Vân; Sở Nội vụ tỉnh Sông Vân",
    ),
    (
        "UBND tỉnh yêu cầu 2 sở Tài chính, Nội vụ báo cáo kết quả.",
        R,
        "Ủy ban nhân dân tỉnh Sông Vân",
        "Sở Tài chính tỉnh Sông Vân; Sở Nội vụ tỉnh Sông Vân",
    ),
    (
        "UBND tỉnh giao UBND các huyện: Vân Khê, Bình Sông kiểm tra hiện trường.",
        A,
        "Ủy ban nhân dân tỉnh Sông Vân",
        "Ủy ban nhân dân huyện Vân Khê; Ủy ban nhân dân huyện Bình Sông",
    ),
    ("Bộ trưởng Bộ Y tế yêu cầu Giám đốc Sở Y tế báo cáo sự việc.", R, "Bộ trưởng Bộ Y tế", "Giám đốc Sở Y tế tỉnh Sông Vân"),
    (
        "Đối với Bộ Xây dựng, Thủ tướng Chính phủ yêu cầu tăng cường hướng dẫn sản xuất cát nhân tạo.",
        R,
        "Thủ tướng Chính phủ",
        "Bộ Xây dựng",
    ),
    (
        "Phó Thủ tướng yêu cầu trước mắt, các địa phương bảo vệ tính mạng người dân.",
        R,
        "Phó Thủ tướng Chính phủ",
        "các địa phương",
    ),
    (
        "Chủ tịch UBND tỉnh đã ký công văn yêu cầu Công an tỉnh điều tra vụ việc.",
        R,
        "Chủ tịch Ủy ban nhân dân tỉnh Sông Vân",
        "Công an tỉnh Sông Vân",
    ),
    (
        "UBND tỉnh có văn bản số 12/UBND-TH gửi Sở Y tế, đề nghị làm rõ nguyên nhân.",
        Q,
        "Ủy ban nhân dân tỉnh Sông Vân",
        "Sở Y tế tỉnh Sông Vân",
    ),
    (
        "Văn phòng Chính phủ ban hành Công văn số 702/VPCP-KT đề nghị UBND tỉnh xử lý vi phạm.",
        Q,
        "Văn phòng Chính phủ",
        "Ủy ban nhân dân tỉnh Sông Vân",
    ),
    ("Giao Sở Nội vụ kiểm tra thực thi công vụ.", A, "", "Sở Nội vụ tỉnh Sông Vân"),
    ("Sở Y tế được UBND tỉnh giao chủ trì xây dựng phương án.", A, "Ủy ban nhân dân tỉnh Sông Vân", "Sở Y tế tỉnh Sông Vân"),
    (
        "UBND tỉnh yêu cầu chủ đầu tư, nhà thầu đẩy nhanh tiến độ thi công.",
        R,
        "Ủy ban nhân dân tỉnh Sông Vân",
        "chủ đầu tư, nhà thầu|chủ đầu tư; nhà thầu",
    ),
    (
        "UBND tỉnh yêu cầu các đơn vị liên quan như Sở Xây dựng, Sở Nội vụ khắc phục ngay.",
        R,
        "Ủy ban nhân dân tỉnh Sông Vân",
        "Sở Xây dựng tỉnh Sông Vân; Sở Nội vụ tỉnh Sông Vân",
    ),
    ("Hội Nông dân tỉnh đề nghị Chính phủ sớm ban hành chính sách.", Q, "Hội Nông dân tỉnh Sông Vân", "Chính phủ"),
    ("Chủ tịch nước đề nghị tỉnh Lào Cai chú trọng công tác xây dựng Đảng.", Q, "Chủ tịch nước", "tỉnh Lào Cai"),
    ("Tổng Bí thư giao Ban Tổ chức Trung ương nghiên cứu, đề xuất.", A, "Tổng Bí thư", "Ban Tổ chức Trung ương"),
    (
        "Chánh án Tòa án nhân dân tối cao yêu cầu các tòa án địa phương rà soát án tồn.",
        R,
        "Chánh án Tòa án nhân dân Tối cao",
        "các tòa án địa phương",
    ),
    ("Bộ trưởng Bộ Công an chỉ đạo Công an các địa phương mở đợt cao điểm.", R, "Bộ trưởng Bộ Công an", "Công an các địa phương"),
    (
        "Thủ tướng Chính phủ yêu cầu Chủ tịch UBND các tỉnh, thành phố chịu trách nhiệm về kết quả.",
        R,
        "Thủ tướng Chính phủ",
        "Chủ tịch Ủy ban nhân dân các tỉnh, thành phố",
    ),
    (
        "Chủ tịch UBND tỉnh giao lãnh đạo Sở Y tế trực tiếp kiểm tra.",
        A,
        "Chủ tịch Ủy ban nhân dân tỉnh Sông Vân",
        "lãnh đạo Sở Y tế tỉnh Sông Vân|lãnh đạo Sở Y tế",
    ),
    (
        "Ban Thường vụ Tỉnh ủy yêu cầu Ủy ban Kiểm tra Tỉnh ủy làm rõ trách nhiệm.",
        R,
        "Ban Thường vụ Tỉnh ủy Sông Vân",
        "Ủy ban Kiểm tra Tỉnh ủy Sông Vân",
    ),
    ("HĐND tỉnh đề nghị UBND tỉnh bố trí đủ vốn.", Q, "Hội đồng nhân dân tỉnh Sông Vân", "Ủy ban nhân dân tỉnh Sông Vân"),
    ("Bộ GD&ĐT yêu cầu Sở GD-ĐT tổ chức rút kinh nghiệm.", R, "Bộ Giáo dục và Đào tạo", "Sở Giáo dục và Đào tạo tỉnh Sông Vân"),
    (
        "UBND tỉnh giao Sở LĐ-TB&XH, Sở VH,TT&DL tuyên truyền rộng rãi.",
        A,
        "Ủy ban nhân dân tỉnh Sông Vân",
        "Sở Lao động - Thương binh và Xã hội tỉnh Sông Vân; Sở Văn hóa, Thể thao và Du lịch tỉnh Sông Vân",
    ),
    ("Giám đốc Công an tỉnh giao Công an huyện Vân Khê xác minh.", A, "Giám đốc Công an tỉnh Sông Vân", "Công an huyện Vân Khê"),
    (
        "Đồng chí Bế Văn Tuệ (tổ đại biểu huyện Bình Lũng) đề nghị UBND tỉnh bố trí kinh phí sửa đường.",
        Q,
        "Bế Văn Tuệ",
        "Ủy ban nhân dân tỉnh Sông Vân",
    ),
    (
        "Văn phòng Chính phủ có công văn truyền đạt ý kiến chỉ đạo của Phó Thủ tướng Bế Văn Tuệ gửi Bộ Y tế yêu cầu kiểm tra vụ việc.",
        R,
        "Bế Văn Tuệ",
        "Bộ Y tế",
    ),
    ("Theo ông Bế Văn Tuệ, các địa phương cần chủ động rà soát hộ nghèo.", R, "Bế Văn Tuệ", "các địa phương"),
    ("Bí thư Huyện ủy Khe Vận giao UBND xã Phú Sậu lập hồ sơ.", A, "Bí thư Huyện ủy Khe Vận", "Ủy ban nhân dân xã Phú Sậu"),
]


def told(record):
    """(kind, givers, receivers) of each order, helpers with a star."""
    return [
        (o.kind, "; ".join(a.name for a in o.by), "; ".join(a.name + ("*" if a.part == "support" else "") for a in o.to))
        for o in record.assignments
    ]


@pytest.mark.parametrize(("sentence", "kind", "giver", "receivers"), CASES, ids=range(len(CASES)))
def test_order_of_one_sentence(sentence, kind, giver, receivers):
    found = told(read(sentence, SONG_VAN))
    wanted = [(kind, giver, one) for one in receivers.split("|") if one]
    assert len(found) == 1
    assert found[0] in wanted


NOT_ORDERS = [
    "Sở Xây dựng thực hiện nhiệm vụ được giao.",
    "Hội nghị giao ban diễn ra sáng nay tại trụ sở UBND tỉnh.",
    "Công tác lãnh đạo, chỉ đạo của cấp ủy được tăng cường.",
    "Việc giao đất cho các hộ dân được thực hiện đúng quy định.",
    "Theo yêu cầu của nhân dân, Sở Y tế đã mở thêm điểm tiêm.",
    "Giao thông qua các huyện miền núi còn khó khăn.",
    "Kinh tế của tỉnh tiếp tục tăng trưởng khá.",
    "Tỉnh đã tập trung chỉ đạo các sở, ngành và đạt nhiều kết quả.".replace("chỉ đạo các sở, ngành và ", ""),
    "Cách nấu canh chua: cho cà chua, dứa vào nồi, đun sôi rồi thả cá.",
    "Thuyền về có nhớ bến chăng, bến thì một dạ khăng khăng đợi thuyền.",
    "Trước yêu cầu này, ông Bế Văn Tuệ hứa sẽ thay máy mới.",
    "Nếu quyết liệt chỉ đạo Hà Nội thì việc đã xong.",
    "Cô giáo ở Hà Nội bị buộc thôi việc từ tuần trước.",
]


@pytest.mark.parametrize("sentence", NOT_ORDERS)
def test_no_order_where_none_is_given(sentence):
    assert told(read(sentence, SONG_VAN)) == []


def test_an_order_goes_on_with_the_same_receiver():
    text = "Chủ tịch UBND tỉnh yêu cầu thị xã Kinh Môn sớm hoàn thiện quy hoạch vùng. Đồng thời, làm rõ phần chồng lấn với khu dân cư."
    first, second = read(text, SONG_VAN).assignments
    assert [a.name for a in second.to] == [a.name for a in first.to] == ["thị xã Kinh Môn"]
    assert [a.name for a in second.by] == [a.name for a in first.by]
    assert not second.sure
    assert second.rule == "order.goes-on"


def test_an_order_goes_on_with_a_new_receiver_of_the_same_giver():
    text = "Phó Thủ tướng giao Bộ Y tế chủ trì rà soát. Bộ Tài chính khẩn trương bố trí kinh phí."
    assert told(read(text, SONG_VAN))[1] == ("assigned", "Phó Thủ tướng Chính phủ", "Bộ Tài chính")


def test_reporting_prose_after_an_order_is_no_order():
    text = "Chủ tịch UBND tỉnh yêu cầu Sở Y tế rà soát. Sở Y tế đã hoàn thành việc rà soát trong tháng 2."
    assert len(read(text, SONG_VAN).assignments) == 1


def test_a_role_becomes_its_holder_where_the_text_names_one():
    text = "Đồng chí Trần Văn An, Chủ tịch UBND tỉnh chủ trì cuộc họp. Chủ tịch UBND tỉnh giao Sở Nội vụ rà soát biên chế."
    giver = read(text, SONG_VAN).assignments[0].by[0]
    assert (giver.name, giver.as_) == ("Trần Văn An", "Chủ tịch Ủy ban nhân dân tỉnh Sông Vân")


def test_a_role_without_holder_stays_a_role():
    giver = read("Phó Bí thư Thường trực Tỉnh ủy giao Sở Nội vụ rà soát biên chế.", SONG_VAN).assignments[0].by[0]
    assert (giver.name, giver.is_) == ("Phó Bí thư Thường trực Tỉnh ủy Sông Vân", "role")


def test_a_former_holder_holds_no_office():
    text = "Ông Lê Văn Bình, nguyên Chủ tịch UBND tỉnh cùng dự. Chủ tịch UBND tỉnh giao Sở Nội vụ rà soát biên chế."
    record = read(text, SONG_VAN)
    assert record.assignments[0].by[0].name == "Chủ tịch Ủy ban nhân dân tỉnh Sông Vân"
    assert record.people[0].roles[0].former


def test_a_given_name_means_the_full_name_given_before():
    text = "Bí thư Tỉnh ủy Đinh Văn Thắng phát biểu. Bí thư Thắng yêu cầu Sở Xây dựng gấp rút họp các nhà thầu."
    assert read(text, SONG_VAN).assignments[0].by[0].name == "Đinh Văn Thắng"


def test_quote_belongs_to_who_is_named_at_its_end():
    text = "“Yêu cầu Sở Giao thông vận tải nghiên cứu lắp đèn cảnh báo” - ông Lê Văn Bình, Chủ tịch UBND tỉnh kết luận."
    assert read(text, SONG_VAN).assignments[0].by[0].name == "Lê Văn Bình"


def test_a_paper_passes_on_whose_order_it_is():
    text = (
        "Văn phòng UBND tỉnh ban hành Thông báo số 15/TB-VP truyền đạt kết luận của Phó Chủ tịch UBND tỉnh Lê Văn Bình."
        " Theo đó, Sở Xây dựng tiếp tục phối hợp kiểm tra các công trình."
    )
    assert told(read(text, SONG_VAN))[0][1:] == ("Lê Văn Bình", "Sở Xây dựng tỉnh Sông Vân")


def test_deadline_words_and_day():
    text = "Chủ tịch UBND tỉnh giao Sở Nội vụ rà soát, báo cáo UBND tỉnh trước ngày 20-4."
    order = read(text, SONG_VAN).assignments[0]
    assert (order.deadline.text, order.deadline.date) == ("trước ngày 20-4", "2021-04-20")
    assert order.report_to.name == "Ủy ban nhân dân tỉnh Sông Vân"


def test_what_must_be_done_by_nobody_named_is_a_requirement():
    record = read("Chủ tịch UBND tỉnh yêu cầu làm rõ nguyên nhân vụ việc.", SONG_VAN)
    assert not record.assignments
    assert [q.task for q in record.requirements] == ["làm rõ nguyên nhân vụ việc"]


def test_order_under_a_numbered_paper():
    text = "UBND tỉnh ban hành Công văn số 702/UBND-KT đề nghị Sở Nội vụ xử lý vi phạm."
    assert read(text, SONG_VAN).assignments[0].under == "Công văn số 702/UBND-KT"


def test_lead_and_body_tell_one_order():
    text = (
        "Họp bàn chống úng\nChủ tịch UBND tỉnh giao Sở Nông nghiệp và PTNT lập phương án chống úng.\n"
        "Chủ tịch UBND tỉnh giao Sở Nông nghiệp và PTNT lập phương án chống úng cho các xã ven sông, báo cáo trước ngày 1/6."
    )
    assert len(read(text, SONG_VAN).assignments) == 1


def orders_of(text):
    return [([g.name for g in a.by], [r.name for r in a.to]) for a in read(text, Hints(published="2021-03-05")).assignments]


def test_the_province_comes_from_a_name_that_no_table_holds():
    text = "UBND tỉnh Khe Vận họp ngày 3/3/2021. Chủ tịch UBND tỉnh giao Sở Y tế rà soát danh sách."
    assert orders_of(text) == [(["Chủ tịch Ủy ban nhân dân tỉnh Khe Vận"], ["Sở Y tế tỉnh Khe Vận"])]


def test_a_bare_dong_chi_is_who_spoke_last():
    text = "Chủ tịch UBND tỉnh Khe Vận Bế Văn Tuệ yêu cầu Sở Y tế rà soát danh sách. Đồng chí giao Sở Nội vụ tham mưu kế hoạch."
    assert orders_of(text)[1] == (["Bế Văn Tuệ"], ["Sở Nội vụ tỉnh Khe Vận"])


def test_items_of_an_announced_list_are_orders_to_whom_they_name():
    text = (
        "UBND tỉnh Khe Vận giao các đơn vị thực hiện những nội dung sau:\n\n"
        "1. Sở Y tế chủ trì thẩm định hồ sơ.\n\n2. UBND huyện Bình Lũng bàn giao toàn bộ mặt bằng."
    )
    giver = ["Ủy ban nhân dân tỉnh Khe Vận"]
    assert orders_of(text) == [(giver, ["Sở Y tế tỉnh Khe Vận"]), (giver, ["Ủy ban nhân dân huyện Bình Lũng"])]


def test_this_body_is_the_one_named_last():
    text = "Tại hội nghị của Sở Y tế tỉnh Khe Vận, ông Bế Văn Tuệ đã giao cơ quan này đánh giá kết quả tiêm chủng."
    assert orders_of(text) == [(["Bế Văn Tuệ"], ["Sở Y tế tỉnh Khe Vận"])]


def test_what_is_carried_over_is_not_sure():
    text = "Chủ tịch UBND tỉnh Khe Vận yêu cầu Sở Y tế rà soát danh sách. Đồng thời, khẩn trương hoàn thiện kế hoạch tiêm."
    assert [a.sure for a in read(text).assignments] == [True, False]
