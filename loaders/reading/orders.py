"""Orders: who gives what task to whom. Patterns over the letters of a row (see units.py), each with its name and example."""

import re
from dataclasses import dataclass, field

from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row

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
        re.compile(rf"[VYQ](?:k[VYQ])?,?[crz:\"]?(?:[pwTnah#M-]{{1,8}},)(?:[hz]*)(?P<to>{LIST})(?=[,\"]*[MTaVYQOXNw])"),
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
    "Đồng chí nhấn mạnh, để thực hiện hiệu quả chủ đề năm, Sở Nội vụ cần tăng cường thanh tra.",
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
    "Yêu cầu Sở A lập tổ công tác; đồng thời lãnh đạo các sở cần phối hợp.",
    "Yêu cầu Sở A rà soát, các sở đã làm.",
)
# A paper that passes on what somebody ordered.
PASSES_ON = re.compile(r"(?:kết luận|ý kiến chỉ đạo|ý kiến|chỉ đạo|quyết định) của$", re.IGNORECASE)
PAPER = re.compile(r"thông báo|văn bản|công văn|công điện|chỉ thị|kết luận|quyết định|kế hoạch|thông cáo", re.IGNORECASE)
# A letter to its receivers, and what it asks of them.
SENT = re.compile(rf"(?P<by>A)[ad]*(?P<paper>[^AL;:.]{{0,12}}?)T(?P<to>{LIST})[^ALVYQ;.]{{0,8}}(?P<verb>[VYQ])")
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
            rf"^(?:[h\"]|k,|#[.,)])*,?(?:[^AL;:\"VYQS]{{1,18}},)?\"?(?P<to>{LIST})(?:\([^)]*\))?(?:,?p[^AMT,;]{{1,6}},?)?(?P<task>,?[aM]*(?:[MTX]|(?<=M)O))"
        ),
        "Sở Nội vụ khẩn trương xây dựng kế hoạch.",
        "Sở Nội vụ đã xây dựng kế hoạch.",
    ),
    Pattern(
        "order.goes-on",
        re.compile(r"^(?:[h\"]|k,|#[.,)])*,?(?P<task>(?:[aM]*[MTVYOXN]))"),
        "Đồng thời, làm rõ phần chồng lấn với cụm công nghiệp.",
        "Thực tế cho thấy nhiều việc chưa làm.",
    ),
    Pattern(
        "order.goes-on-if",
        re.compile(r"^(?:h,?)*(?:[npz]|k)(?:[^;:.\"VYQS]{0,30}?,?(?P<task>p?a?M)|[^AL;:.\"VYQS]{0,30}?,(?P<plain>[a]*T))"),
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


@dataclass(slots=True)
class Order:
    """An order in a row: units of its task, its receivers, what gave it. `by` empty: the speaker of before."""

    row: Row
    rule: str
    kind: str
    by: list[Mention]
    to: list[Mention]
    first: int
    last: int
    verb: int = -1
    sure: bool = True
    helpers: list[Mention] = field(default_factory=list)
    inherit: bool = False
    stated_by: bool = False


def agents(row: Row, first: int, last: int) -> list[Mention]:
    return [unit.mention for unit in row.units[first:last] if unit.mention is not None]


def subject_before(row: Row, verb: int) -> tuple[list[Mention], bool]:
    """The agent that does the verb: (the nearest agent that a verb follows, whether it stands right before this verb)."""
    letters = row.letters
    i = verb - 1
    while i >= 0 and letters[i] in 'ad"':
        i -= 1
    if i >= 0 and letters[i] in "AL":
        before = letters[i - 1] if i else ""
        if before in ("O", "T") and i > 1:
            return [], False
        if before not in ("p", "c", "z") or (
            before == "p" and row.units[i - 1].form in ("thì", "là", "mà", "nhưng", "do", "tại")
        ):
            return agents(row, start_of_list(row, i), i + 1), True
    carrier = re.search(r"(?:^|(?<=[,;:\"h.-]))(?P<by>A)[ad]*(?P<what>[^AL;:.]{1,12})$", letters[:verb])
    if carrier and PAPER.search(row.text(carrier.start("what"), verb)):
        return agents(row, carrier.start("by"), carrier.end("by")), True
    told = re.search(r"^(?:h,?)*(?P<what>[^A;:]{1,8}p)A[ad]*S", letters[:verb])
    if told and PAPER.search(row.text(0, told.end("what"))):
        return agents(row, told.end("what"), told.end("what") + 1), True
    by_others = re.search(rf"b(?P<by>{LIST})[ad]*X(?:[,kadh]|X)*$", letters[:verb])
    if by_others:
        return agents(row, by_others.start("by"), by_others.end("by")), True
    for match in re.finditer(r"(?:(?<=^)|(?<=[,;:\"hSkwn#.)-]))A(?=(?:,[^,;:AL]{1,7})?,?[ad]*[VYQSXO]|:)", letters[: verb + 1]):
        found = row.units[match.start()].mention
        if found is not None and match.start() < verb:
            return [best_subject(row, verb) or found], False
    return [], False


def start_of_list(row: Row, i: int) -> int:
    """The first unit of the list of agents that ends at unit i ("Tỉnh ủy, UBND tỉnh yêu cầu"); after a sentence's opening only."""
    match = re.search(r"^A(?:,?k?A)+$", row.letters[: i + 1])
    return 0 if match else i


def best_subject(row: Row, verb: int) -> Mention | None:
    """The last agent before the verb in the place of a subject of speech or order."""
    found = None
    for match in re.finditer(
        r"(?:(?<=^)|(?<=[,;:\"hSkwn#.)-]))A(?=(?:,[^,;:AL]{1,7})?,?[ad]*[VYQSX]|:)", row.letters[: verb + 1]
    ):
        found = row.units[match.start()].mention
    return found


def verbal(row: Row, i: int) -> bool:
    """Whether the directive word at unit i is a verb here, not a noun ("theo yêu cầu", "nội dung đề nghị")."""
    before = row.letters[:i].rstrip("ad")
    if not before:
        return True
    last = before[-1]
    if last in 'AL,;:"-k)hS.ri' or (last == "p" and row.units[len(before) - 1].form == "này"):
        return True
    if last == "b":
        return False
    if last in "TXOVYQN" and row.letters[i] in "YQV":
        return row.units[i].form != "chỉ đạo" and bool(re.search(r"[AL][ad]*[SXOT]{1,2}$", before))
    carrier = re.search(r"[AL][ad]*(?P<what>[^AL;:.]{1,12})$", row.letters[:i])
    if carrier and carrier["what"] and PAPER.search(row.text(carrier.start("what"), i)):
        return True
    return bool(re.search(r"A[ad]*[XSTO][wn#]{1,3}$", before)) or (
        last in "wn" and row.units[i - 1].last and bool(re.search(r"A[adwn]{0,4}$", before))
    )


def end_of_task(row: Row, start: int) -> int:
    """The unit after the task that begins at `start`: the sentence's end, or where another order with its own verb begins."""
    letters = row.letters
    for match in re.finditer(r"[;,](?:h|,|a|k)*(?P<by>[AL]?)[ad]*[VYQ](?:[crz:]|a)*[AL]", letters[start:]):
        verb = start + match.end() - 2
        own = match["by"] != ""
        strong = letters[start + match.start()] == ";"
        form = next((row.units[k].form for k in range(start + match.start(), start + match.end()) if row.letters[k] in "VYQ"), "")
        if (
            own
            or (strong and form != "chỉ đạo")
            or (
                form not in ("chỉ đạo", "đôn đốc", "vận động", "huy động")
                and "đồng thời" in row.text(start + match.start(), start + match.end()).lower()
            )
        ):
            return start + match.start()
        del verb
    match = re.search(r";(?:h|,|a)*(?P<to>A)[aM]*M", letters[start:])
    return start + match.start() if match else len(letters)


def examples(row: Row, i: int) -> int:
    """ "các đơn vị liên quan như Sở A, Sở B": the unit where the list that spells a collective out begins, else i."""
    j = i + 1
    if row.letters[i : i + 1] == "(":
        return i
    if (
        j < len(row.letters)
        and row.letters[i] in "p:"
        and row.units[i].form in ("như", "gồm", "bao gồm", "là", "")
        and row.letters[j] == "A"
    ):
        return j
    return i


def trim(row: Row, first: int, last: int) -> tuple[int, int]:
    while first < last and row.letters[first] in ',:")-c(':
        close = row.letters.find(")", first, last) if row.letters[first] == "(" else first
        first = max(close, first) + 1
    while last > first and row.letters[last - 1] in '.,;:"':
        last -= 1
    return first, last


def helpers_in(row: Row, first: int, last: int) -> list[Mention]:
    """Who helps: the agents right after "phối hợp (chặt chẽ) với" or "cùng" near the beginning of the task."""
    for i in range(first, min(last, first + 7)):
        if row.letters[i] not in "TMaVYOXNSdwpzk," or row.letters[first:i].count("w") > 1:
            break
        form = row.units[i].form or row.sentence.slice(row.units[i].first, row.units[i].last).lower()
        if (
            "phối hợp" in form
            or (form in ("cùng", "cùng với") and i <= first + 1)
            or (form == "với" and i > first and row.units[i - 1].form == "chủ trì")
        ):
            match = re.match(rf"[TpwazkM,]{{0,4}}?(?P<to>{LIST})", row.letters[i + 1 : last])
            if match and ("phối hợp" in form or match.start("to") == 0):
                return agents(row, i + 1 + match.start("to"), i + 1 + match.end("to"))
    return []
