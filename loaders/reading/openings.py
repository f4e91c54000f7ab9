"""Orders told by the opening of a sentence: its receiver, what must be done, or that it goes on with the order before."""

import re

from giaoviec.loaders.reading.chain import Chain, passed_on
from giaoviec.loaders.reading.dates import DUE
from giaoviec.loaders.reading.decisions import kind_of
from giaoviec.loaders.reading.givers import agents
from giaoviec.loaders.reading.grammar import CLAUSE, INSIDE, LIST, OPENING
from giaoviec.loaders.reading.orders import NAMES_TOLD, Order, acts, also, end_of_task, helpers_in, trim
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row

TOLD, GOES_ON = OPENING[1], OPENING[2:]
CONDITIONS = frozenset(
    {
        "trường hợp",
        "nếu",
        "khi",
        "để",
        "sau khi",
        "trước khi",
        "đối với",
        "trong",
        "qua",
        "từ",
        "ngoài",
        "với",
        "đến",
        "trên cơ sở",
        "về",
        "tại",
        "ở",
        "riêng",
    }
)
# Who is told to report by a day: "Sở A báo cáo kết quả trước ngày 10/2" after an order.
REPORTS_BACK = re.compile(rf"^(?:h,?)*(?P<to>{LIST})(?P<task>O)")
ACCORDING = re.compile(rf"^(?:h,?|k)*p(?P<by>A),?(?:[^AL;:\"VYQS]{{1,14}},)?(?P<to>{LIST})a*(?P<task>M)")
# An item of a list that an order announced: any verb may open the task.
LISTED = re.compile(rf"^(?:#[.)]|-|w\))(?P<to>{LIST})(?:(?P<task>[^AL,;:.p(d\"kVYQO])|,?p[^;:.]{{1,40}}?,(?P<late>[aM]*T))")
# Who puts forward what follows a colon: "Hiệp hội đã đưa ra 4 kiến nghị gồm: Chính phủ cần ...".
ANNOUNCES = re.compile(r"(?:^|(?<=[,;h]))(?P<by>A)[ad]*[TXO][^AL;.]*[QYS][^AL;.:]*:\"?$")
# The thing that must be in some state is no receiver: "việc điều chỉnh phải được chấp thuận".
THING = re.compile(r"(?:^|,)\s*(?:việc|các|những|mọi|nội dung|tiến độ|công tác|quá trình)\b[^,]*$", re.IGNORECASE)
# Another subject at the opening of a sentence: then nothing goes on ("phối hợp với UBND thành phố chỉ đạo" names none).
OWN_SUBJECT = re.compile(r"(?:(?<=[^Obz])|^)[AL],?[ad]*[SVYQX]|(?:^|[,;:h])[AL]a*d")
OPENING_LENGTH = 25
# Task words that go on with an order even where no comma stands before them.
URGENT = frozenset({"khẩn trương", "tiếp tục", "tập trung", "chủ động", "sớm", "tăng cường", "đẩy mạnh"})
OPENS_TASK = frozenset("TMVYO")
# So begin sentences that tell what happened.
NARRATES = re.compile(
    r"(?:Đến nay|Hiện nay|Hiện|Trước đó|Cùng ngày|Hôm nay|Được biết|Tính đến|Từ đầu năm|Năm qua|"
    r"Trong (?:hai|ba|bốn|\d+) ngày|(?:Sáng|Chiều|Tối|Trưa)(?: nay| qua|,| \d|ngày| cùng)|Ngày \d)"
)


# Who is told something by "đối với": "3. Đối với Sở Y tế, khẩn trương ...", "Đối với UBND huyện: Bàn giao ...".
TOWARDS = re.compile(rf"^(?:[h\"-]|k,|#[.,)]|w\))*,?z(?P<to>{LIST})(?:\([^)]*\))?(?P<mark>[,:])(?P<task>[aM]*[MTXY])")


def by_towards(row: Row, chain: Chain) -> list[Order]:
    """What a body named by "đối với" is told; of what is only spoken of ("Đối với các hộ dân, ...") nothing is said."""
    match = TOWARDS.match(row.letters) if chain.speaker is not None and (chain.alive or chain.listing) else None
    if match is None or row.units[match.start("to") - 1].form not in NAMES_TOLD:
        return []
    to = agents(row, match.start("to"), match.end("to"))
    first, last = trim(row, match.start("task"), end_of_task(row, match.end()))
    if last - first < 2 or not set(row.units[match.end() - 1].kinds) & OPENS_TASK or not all(acts(m) for m in to):
        return []
    kind = "required" if "M" in match["task"] else chain.kind
    helpers = helpers_in(row, first, last)
    by = [chain.speaker] if chain.speaker is not None else []
    order = Order(row, "order.told-towards", kind, by, to, first, last, helpers=helpers, inherit=True)
    return [order, *also(row, order)]


def by_told(row: Row, chain: Chain) -> list[Order]:
    """An order without a directive verb, by its receiver at the beginning: only while somebody speaks or an order goes on."""
    if not (chain.alive or chain.speaking) or chain.speaker is None or passed_on(row) is not None:
        return []
    match = TOLD.shape.match(row.letters)
    if match is None and chain.alive and DUE.search(row.sentence.text, row.sentence.start, row.sentence.end):
        match = REPORTS_BACK.match(row.letters)
    match = match or (told_when(row) if chain.alive else None)
    item = LISTED.match(row.letters) if match is None and chain.listing else None
    match = match or item
    task = "late" if item is not None and item["late"] else "task"
    if match is None or (item is None and not set(row.units[match.end() - 1].kinds) & OPENS_TASK):
        return []
    to = agents(row, match.start("to"), match.end("to"))
    if row.letters[match.end() - 1] == "X" and "M" not in match[task] and to and to[0].kind in "PR":
        return []  # "Chủ tịch UBND tỉnh thống nhất ...": a decision.
    between = row.units[match.end("to") : match.start(task)]
    if any(unit.letter == "b" or unit.form in ("là", "chưa", "có") for unit in between):
        return []  # "Bà B là người chịu trách nhiệm ...", "Bà B không bị xử lý".
    modal = "M" in match[task]
    if not modal and re.search(r"k[VYQ]c?[AL]", row.letters):
        return []  # "Sở A rà soát ... và giao các đơn vị ...": what A does and orders.
    if not modal and any(unit.form == "rất" for unit in row.units[match.end("to") : match.end()]):
        return []
    if not modal and not chain.listing and any(m.kind == "P" for m in to):
        return []  # "Chủ tịch UBND quận B đánh giá ...": what B says or does.
    if not modal and (NARRATES.match(row.sentence.text, row.sentence.start) or "d" in row.letters[match.end() : match.end() + 5]):
        return []
    if not to or any(m is chain.speaker for m in to) or not (modal or chain.alive) or not all(fits(m, modal) for m in to):
        return []
    first, last = trim(row, match.start(task), end_of_task(row, match.end()))
    order = Order(
        row,
        TOLD.name,
        "required" if modal else chain.kind,
        [chain.speaker],
        to,
        first,
        last,
        sure=chain.alive and (modal or chain.listing),
        helpers=helpers_in(row, first, last),
        inherit=True,
    )
    return [order, *also(row, order)]


# After an order: whom a body that is named next is to lead, "Bộ Tài chính chỉ đạo cơ quan thuế kiểm tra"; never sure.
LEADS = re.compile(rf"^(?:[h\"-]|k,|#[.,)]|w\))*,?(?P<to>{LIST})a*(?P<task>Y)[^,.:]")


def by_lead(row: Row, chain: Chain) -> list[Order]:
    match = LEADS.match(row.letters) if chain.alive and chain.speaker is not None and chain.speaker.kind in "PR" else None
    if match is None or row.units[match.start("task")].form != "chỉ đạo":
        return []
    if NARRATES.match(row.sentence.text, row.sentence.start) or re.search(r"[kd][ad]*[VYQ]", row.letters):
        return []
    to = agents(row, match.start("to"), match.end("to"))
    if any(m.kind != "B" for m in to):
        return []
    first, last = trim(row, match.start("task"), end_of_task(row, match.end()))
    helpers = helpers_in(row, first, last)
    by = [chain.speaker] if chain.speaker is not None else []
    return [Order(row, TOLD.name, chain.kind, by, to, first, last, sure=False, helpers=helpers, inherit=True)]


# "Sau khi tư vấn hoàn thành phương án, Bộ Giao thông vận tải chủ trì thẩm định": the receiver after a clause of time.
TOLD_WHEN = re.compile(rf"^(?:h,?)*p[^;:\"VYQS]{{1,26}},(?P<to>{LIST})(?P<task>,?[aM]*[MTXS])")
WHEN = frozenset({"sau khi", "khi", "nếu", "trước khi", "trường hợp"})


def told_when(row: Row) -> re.Match[str] | None:
    first = next((unit for unit in row.units if unit.letter not in "h,"), None)
    return TOLD_WHEN.match(row.letters) if first is not None and first.form in WHEN else None


def by_according(row: Row) -> list[Order]:
    """ "Theo ông A, các địa phương cần ...": who is quoted gives the order; never sure."""
    match = ACCORDING.match(row.letters)
    if match is None or row.units[match.start("by") - 1].form != "theo":
        return []
    by, to = agents(row, match.start("by"), match.end("by")), agents(row, match.start("to"), match.end("to"))
    first, last = trim(row, match.start("task"), end_of_task(row, match.end()))
    if by[0].kind not in "PR" or last - first < 3 or not all(fits(m, True) for m in to):
        return []
    helpers = helpers_in(row, first, last)
    return [Order(row, "order.according", "required", by, to, first, last, sure=False, helpers=helpers)]


def by_must(row: Row, chain: Chain) -> list[Order]:
    """What somebody must do, in any clause, while the one who has the say speaks; never sure."""
    if not chain.speaking or chain.speaker is None or re.search(r"A[ad]*S", row.letters):
        return []
    for match in INSIDE.shape.finditer(row.letters):
        before = match.start("to") - 1
        if before >= 0 and row.letters[before] in "pM" and row.units[before].form not in CLAUSE:
            continue
        to = agents(row, match.start("to"), match.end("to"))
        announced = ANNOUNCES.search(row.letters[: match.start("to")])
        speaker = row.units[announced.start("by")].mention if announced else chain.speaker
        if speaker is None or any(m is speaker for m in to) or not all(fits(m, True) for m in to):
            continue
        first, last = trim(row, match.start("task"), end_of_task(row, match.end()))
        if last - first > 2:
            order = Order(
                row,
                INSIDE.name,
                "required",
                [speaker],
                to,
                first,
                last,
                sure=False,
                helpers=helpers_in(row, first, last),
                inherit=True,
            )
            return [order, *also(row, order)]
    return []


def plainly_goes_on(row: Row, chain: Chain) -> bool:
    """After an order, a sentence that begins with a task word and no agent: what it requests of others belongs to the task."""
    match = re.match(r"(?:h,?)*a*[MTX][^AVYS]{2}", row.letters) or own_lead(row, chain)
    return chain.alive and match is not None and not re.search(r"(?:(?<=[^O])|^)A[ad]*[VYQ]", row.letters)


def own_lead(row: Row, chain: Chain) -> re.Match[str] | None:
    """ "Chỉ đạo các tỉnh ..." after an order to one body: that body is to lead others, which goes on with its order."""
    match = re.match(r"(?:h,?|[\"-]|#[.)]|w\))*[aT]*Y", row.letters)
    bodies = bool(chain.to) and all(mention.kind in "PRB" for mention in chain.to)
    return match if match and bodies and row.units[match.end() - 1].form == "chỉ đạo" else None


def by_opening(row: Row, chain: Chain) -> list[Order]:
    """An order that goes on with the receivers of the one before."""
    modal_late = chain.speaking and chain.since <= 2 and bool(chain.to)
    if not chain.to or agrees(row) or not (chain.alive or modal_late) or OWN_SUBJECT.search(row.letters, 0, OPENING_LENGTH):
        return []
    for pattern in GOES_ON:
        match = pattern.shape.match(row.letters)
        if (
            match is None
            or not opens(row, match, pattern is GOES_ON[0])
            or (pattern is not GOES_ON[0] and "S" in row.letters[: match.end() + 4])
            or re.match("[On]S", row.letters)
            or NARRATES.match(row.sentence.text, row.sentence.start)
        ):
            continue
        if pattern is not GOES_ON[0] and match["task"] and THING.search(row.text(0, match.start("task"))):
            continue
        task = match["task"] or match["plain"] if "plain" in match.groupdict() else match["task"]
        due = "O" in task and DUE.search(row.sentence.text, row.sentence.start, row.sentence.end)
        if not chain.alive and (not ("M" in task or due) or pattern is not GOES_ON[0]):
            continue
        first, last = trim(row, match.start("task") if pattern is GOES_ON[0] else 0, end_of_task(row, match.end()))
        kind = "required" if "M" in task else chain.kind
        if last - first > 2:
            by = [chain.speaker] if chain.speaker else []
            return [
                Order(
                    row,
                    pattern.name,
                    kind,
                    by,
                    list(chain.to),
                    first,
                    last,
                    sure=False,
                    helpers=helpers_in(row, first, last),
                    inherit=True,
                )
            ]
    return []


# A numbered item that agrees to something is a decision of who speaks; "thống nhất quản lý" is a task.
AGREED_ITEM = re.compile(r"#[.)](?:h,?)*a*(?P<verb>X)")
TOGETHER = frozenset({"quản lý", "thực hiện", "triển khai", "chỉ đạo", "với", "tổ chức", "hướng dẫn"})


def agrees(row: Row) -> bool:
    match = AGREED_ITEM.match(row.letters)
    if match is None or kind_of(row.units[match.start("verb")].form) not in ("agreed", "approved"):
        return False
    return row.units[match.start("verb")].form != "thống nhất" or row.units[match.end() : match.end() + 1][0].form not in TOGETHER


def opens(row: Row, match: re.Match[str], plain: bool) -> bool:
    """Whether the words can open a task: not "Báo cáo gồm ...", and a condition only after a word of condition."""
    unit = row.units[match.end() - 1]
    if not set(unit.kinds) & OPENS_TASK and "M" not in match[0]:
        return False
    if plain and DUE.search(row.sentence.text, row.sentence.start, row.sentence.end):
        return True  # "Báo cáo kết quả thực hiện về Bộ trước ngày 15/8".
    if plain:
        return not (
            unit.form in ("báo cáo", "kết luận", "quy định", "kế hoạch")
            and row.letters[match.end() : match.end() + 1] in ("b", "p", "d", "n", ":")
        )
    if row.letters[match.end() - 2] not in ",dap" and "M" not in match[0] and unit.form not in URGENT:
        return False
    first = next((u for u in row.units if u.letter not in "h,"), unit)
    return (first.form or row.sentence.slice(first.first, first.last).lower()) in CONDITIONS or first.letter == "#"


def fits(mention: Mention, modal: bool) -> bool:
    """A place is told something only by name and level."""
    if mention.kind != "L":
        return True
    return mention.body is not None and bool(mention.body.level) and (modal or bool(mention.body.place))
