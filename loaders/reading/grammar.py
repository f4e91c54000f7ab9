"""The grammar of orders: patterns over the letters of a row (see units.py), each with a name and examples."""

import re
from dataclasses import dataclass

KINDS = {"V": "assigned", "Y": "required", "Q": "requested", "M": "required"}
LIST = r"[AL](?:(?:,k?|k|;)A|(?:,k?|k)L)*"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule of the grammar: its name, what it looks like over letters, a sentence it is for, and one it must not match."""

    name: str
    shape: re.Pattern[str]
    example: str
    never: str


# From the directive verb on.
AFTER = (
    Pattern(
        "order.receiver",
        re.compile(rf"[VYQ](?:k[VYQ])?(?:[crz:\",ad]|#)*(?P<to>{LIST})"),
        "Chủ tịch UBND tỉnh giao Sở Xây dựng rà soát quy hoạch.",
        "Sở Xây dựng thực hiện nhiệm vụ được giao.",
    ),
    Pattern(
        "order.later-receiver",
        re.compile(rf"[VYQ](?:k[VYQ])?,?[crz:\"]?(?:[pwTnah#M-]{{1,12}},)(?:[hz]*)(?P<to>{LIST})(?=[,\"]*[MTaVYQOXNSw])"),
        "Phó Thủ tướng yêu cầu trước mắt, các địa phương bảo vệ tính mạng người dân.",
        "Chủ tịch yêu cầu làm rõ vụ việc, công an đã vào cuộc.",
    ),
    Pattern(
        "order.thing-first",
        re.compile(rf"V(?:[^;.:\"YQVMA]|A(?=[^c;.]{{0,6}}c)){{1,14}}c(?P<to>{LIST})"),
        "Giao văn phòng huyện (mới) cho Huyện ủy quản lý toàn diện.",
        "Chủ tịch giao Sở Y tế cấp thuốc cho người dân.",
    ),
)
# From a verb of speech on: what the speaker says somebody must do.
SAYS = Pattern(
    "order.says",
    re.compile(rf"S[:,r\"h]*(?:[pwTnah#M\"-]{{1,12}},)?\"?(?P<to>{LIST})(?:\([^)]*\))?[a]*M"),
    "Đồng chí Bí thư Tỉnh ủy nhấn mạnh, để thực hiện hiệu quả chủ đề năm, Sở Nội vụ cần tăng cường thanh tra.",
    "Ông A cho biết, Sở Nội vụ đã thanh tra.",
)
# While somebody speaks, what anybody must do, in any clause of the sentence.
INSIDE = Pattern(
    "order.must",
    re.compile(rf"(?:^|[,;:\"h]|(?<=[pM]))(?P<to>{LIST})(?:\([^)]*\))?[a]*(?P<task>M)"),
    "Trong quy hoạch các trường đại học, thành phố cần tập trung vào một khu.",
    "Theo ông A, nhiều năm qua thành phố phải vay vốn.",
)
CLAUSE = frozenset({"nên", "thì", "mà", "nhưng", "là"})
# After an order, what another is told in the same breath.
ALSO = Pattern(
    "order.also",
    re.compile(rf"[;,](?:[hak,]|T(?=[AL]))*(?P<to>{LIST})[a]*M"),
    "Chủ tịch UBND tỉnh yêu cầu Sở Xây dựng lập tổ công tác; đồng thời lãnh đạo các sở cần phối hợp.",
    "Chủ tịch UBND tỉnh yêu cầu Sở Xây dựng rà soát, các sở đã làm.",
)
# A paper that passes on what somebody ordered.
PASSES_ON = re.compile(r"(?:kết luận|ý kiến chỉ đạo|ý kiến|chỉ đạo|quyết định) của$", re.IGNORECASE)
PAPER = re.compile(r"thông báo|văn bản|công văn|công điện|chỉ thị|kết luận|quyết định|kế hoạch|thông cáo", re.IGNORECASE)
# A letter to its receivers, and what it asks of them.
SENT = re.compile(
    rf"(?P<by>A(?:,?k?A)*)[ad]*(?P<paper>[^AL;:.]{{0,12}}?(?:np?(?P<said>A)[,a]*)?)T[pc]?(?P<to>{LIST})"
    rf"(?:[^ALVYQ;.]{{0,8}}|[^ALVYQ;.]{{1,8}}np?(?P<source>A)[,a]*)(?P<verb>[VYQ])"
)
# From the beginning of a sentence on.
OPENING = (
    Pattern(
        "order.towards",
        re.compile(rf"^(?:h,?)*z(?P<to>{LIST})[^VYQ;]{{0,6}},"),
        "Đối với Bộ Xây dựng, Phó Thủ tướng yêu cầu tăng cường hướng dẫn sản xuất.",
        "Đối với đại hội điểm, Tỉnh ủy đã chỉ đạo.",
    ),
    Pattern(
        "order.told",
        re.compile(
            rf"^(?:[h\"-]|k,|#[.,)]|w\))*,?(?:[^AL;:\"VYQS]{{1,18}},)?\"?(?P<to>{LIST})(?:\([^)]*\))?(?:,?p[^AMT,;]{{1,6}},?)?(?P<task>,?[aM]*(?:[MTXS]|(?<=M)O))"
        ),
        "Sở Nội vụ khẩn trương xây dựng kế hoạch.",
        "Sở Nội vụ đã xây dựng kế hoạch.",
    ),
    Pattern(
        "order.goes-on",
        re.compile(r"^(?:[h\"-]|k,|#[.,)]|w\))*,?(?P<task>(?:[aM]*[MTVYOXNSQ]))"),
        "Đồng thời, làm rõ phần chồng lấn với cụm công nghiệp.",
        "Thực tế cho thấy nhiều việc chưa làm.",
    ),
    Pattern(
        "order.goes-on-if",
        re.compile(r"^(?:h,?)*(?:[npz]|k)(?:[^;:.\"VYQS]{0,30}?,?(?P<task>p?a?M)|[^AL;:.\"VYQS]{0,30}?,(?P<plain>[a]*[TO]))"),
        "Trường hợp số liệu chênh lệch lớn, cần khẩn trương phối hợp làm việc.",
        "Nếu không có vốn, tỉnh đã dừng dự án.",
    ),
    Pattern(
        "order.goes-on-when",
        re.compile(r"^(?:h,?)*[p#][^ALdbVYQS;:]{1,9}?,?(?P<task>[aM]*[MT])"),
        "Trong 2 tháng tới khẩn trương di dời đường điện.",
        "Trong năm qua tỉnh đã tập trung chỉ đạo.",
    ),
)
PASSIVE = Pattern(
    "order.passive",
    re.compile(rf"(?:^|(?<=[;,:\"h.]))(?P<to>{LIST})d?a?b(?P<by>{LIST})?[ad]*(?P<verb>[VY])(?!b)"),
    "Sở Y tế được giao chủ trì tham mưu.",
    "Nhiệm vụ được giao đã hoàn thành.",
)
