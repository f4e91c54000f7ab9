"""Decisions: who agrees to, approves, adopts, decides or issues what."""

import re
from dataclasses import dataclass, replace

from giaoviec.loaders.reading.givers import agents
from giaoviec.loaders.reading.grammar import PAPER
from giaoviec.loaders.reading.orders import trim
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row

KINDS = {
    "agreed": ("đồng ý", "nhất trí", "thống nhất", "tán thành", "đồng tình"),
    "approved": ("phê duyệt", "chấp thuận", "cho phép", "cấp phép", "chấp nhận", "cho chủ trương"),
    "adopted": ("thông qua", "biểu quyết"),
    "renamed": ("đổi tên",),
    "continued": ("duy trì",),
    "issued": ("ban hành", "công bố", "ban bố"),
}
DOES = re.compile(
    r"(?P<by>[AL](?:(?:,k?|k)A)*)(?P<said>Sr?,?)?(?P<not>[ad]*p)?[ad]*"
    r"(?:(?P<paper>[XSTdw][wn#,p-]{1,9})|[STN][wnTSNkp]{0,4}[,k][kad]*)?(?P<verb>X)(?!b)"
)
PASSIVE = re.compile(r"b(?P<by>A(?:(?:,k?|k)A)*)[ad]*(?P<verb>X)")
# Also as an item of a list: "4. Thống nhất chủ trương ...", "2. Về nguồn vốn: Đồng ý ...".
OPENS = re.compile(r"^(?:#[.)]|-|w\))?(?:[np][^AL;:.\"VYQSX]{1,16}:)?(?:h,?)*(?:a|T(?=X))*X(?!b)|^[^;]*?S:(?:a|T(?=X))*X")
# The subject of the first clause decides in a later one: "UBND quận đã họp với các đơn vị, thống nhất chọn ...".
LATER = re.compile(
    r"^(?:[^A;:\"]{0,14},)?(?P<by>A(?:(?:,k?|k)A)*)(?:[ad]*[STNO]|[ad]*d[ad]*w)(?P<between>[^;:\"X]{0,30}?)[,;](?:[kh],?)?[ad]*(?P<verb>X)(?!b)"
)
# A paper by which somebody decides: "Chủ tịch UBND huyện đã ký quyết định xử phạt ...".
SIGNS = re.compile(r"(?P<by>A(?:(?:,k?|k)A)*)(?:Sr?,?)?[ad]*(?P<verb>d)(?P<what>[Twn#])")
# A speaker who tells of a decision of their own: "... tôi đã quyết định ...".
OWN = re.compile(r"(?:^|[,;:\"rha])i[ad]*(?P<verb>X)(?!b)")
# The meeting decides: "Hội nghị đã thống nhất ...".
SITTING = re.compile(r"(?:^|,)(?P<who>[wnN]{1,3}|A)[ad]*(?P<verb>X)(?!b)")
SITTINGS = re.compile(
    r"(?:các đại biểu(?: dự họp)?|(?:hội nghị|cuộc họp|phiên họp|kỳ họp|buổi làm việc|đại hội)(?: này)?)$", re.IGNORECASE
)
FIRM = frozenset(
    "đồng ý|nhất trí|thống nhất|thông qua|phê duyệt|chấp thuận|quyết định|ban hành|đổi tên|cơ bản nhất trí|cơ bản thống nhất|"
    "biểu quyết thông qua|nhất trí thông qua|thống nhất thông qua|thống nhất cao|nhất trí cao|thống nhất chủ trương|"
    "đồng ý chủ trương|thống nhất chọn|cho phép|không đồng ý|không chấp thuận|không thống nhất|không nhất trí|"
    "không thông qua|bác bỏ".split("|")
)
BY_PAPER = frozenset({"ký quyết định", "có quyết định", "ra quyết định", "ban hành quyết định"})
NOT_YET = frozenset({"sẽ", "đang"})
AGREES = frozenset(
    "đổi tên|duy trì|đồng ý|nhất trí|chấp thuận|cho phép|đình chỉ|tán thành|thống nhất|cơ bản nhất trí|cơ bản thống nhất|"
    "thống nhất cao|nhất trí cao|thống nhất chủ trương|đồng ý chủ trương|thống nhất chọn|thống nhất cho|đồng ý cho|"
    "nhất trí thông qua|thống nhất thông qua|không đồng ý|không chấp thuận|không thống nhất".split("|")
)
WEAK = frozenset(
    {"kết luận", "thu hồi", "hủy bỏ", "thành lập", "lựa chọn", "chọn", "duy trì", "chấp nhận", "bãi bỏ", "điều động", "bổ nhiệm"}
)


@dataclass(slots=True)
class Decision:
    """A decision in a row: units of what is decided."""

    row: Row
    rule: str
    kind: str
    by: list[Mention]
    first: int
    last: int


def kind_of(form: str) -> str:
    """The kind of decision that a verb tells."""
    if form.startswith(("không", "bác")):
        return "decided"
    return next((kind for kind, words in KINDS.items() if any(word in form for word in words)), "decided")


def decisions(
    row: Row, taken: list[tuple[int, int]], speaker: Mention | None = None, sitting: list[Mention] | None = None
) -> list[Decision]:
    """The decisions of a row, outside of the tasks `taken` by orders.

    `speaker`: who goes on speaking or deciding; `sitting`: whose meeting the text told last.
    """
    if "X" not in row.letters and "d" not in row.letters:
        return []
    opening = OPENS.match(row.letters)
    at = opening.end() - 1 if opening else 0
    if opening and speaker is not None and row.units[at].form in AGREES and not any(a <= at < b for a, b in taken):
        first, last = past(row, *trim(row, at + 1, until(row, at + 1)))
        if last > first and not together(row, at):
            return [Decision(row, "decision.goes-on", kind_of(row.units[at].form), [speaker], first, last)]
    found = [*done(row), *passive(row), *signed(row), *later(row), *own(row, speaker), *sat(row, sitting or [])]
    out: list[Decision] = []
    for verb, decision in found:
        if any(a <= verb < b for a, b in taken) or any(o.first == decision.first or o.last == decision.last for o in out):
            continue
        out.append(decision)
    return out


Found = tuple[int, Decision]


def active(row: Row, rule: str, verb: int, by: list[Mention]) -> list[Found]:
    """What follows the verb as decided, or nothing where the verb tells of no decision."""
    form = row.units[verb].form
    if any(unit.form in NOT_YET for unit in row.units[max(0, verb - 2) : verb]) or together(row, verb):
        return []
    first, last = past(row, *trim(row, verb + 1, until(row, verb + 1)))
    return [(verb, Decision(row, rule, kind_of(form), by, first, last))] if last > first and by else []


def past(row: Row, first: int, last: int) -> tuple[int, int]:
    """What is decided without the preposition before it."""
    while first < last and row.letters[first] in "pzcdX" and row.units[first].form in ("với", "về", "cho", "là"):
        first += 1
    return first, last


def together(row: Row, verb: int) -> bool:
    """ "thống nhất với tổ bảo vệ ..." tells of an understanding, "thống nhất với đề xuất" of a decision."""
    after = row.units[verb + 1 : verb + 3]
    return (
        row.units[verb].form == "thống nhất"
        and len(after) == 2
        and after[0].form == "với"
        and (after[1].letter in "AL" or row.sentence.low[after[1].first] in ("tổ", "nhau", "gia", "người", "đoàn"))
    )


def done(row: Row) -> list[Found]:
    """ "Ban Thường vụ Tỉnh ủy nhất trí ...", with refusals ("không đồng ý") and after "cho biết"."""
    found: list[Found] = []
    for match in DOES.finditer(row.letters):
        verb = match.start("verb")
        if match["paper"] and not PAPER.search(row.text(match.start("paper"), verb)):
            continue
        form = row.units[verb].form
        if match["not"] and (match.end("not") != verb or not refuses(row, match.end("not") - 1, form)):
            continue
        between = row.letters[match.end("by") : verb]
        if "S" in between and form in ("thông qua", "quyết định") and not between.endswith("d"):  # by way of; a noun
            continue
        before = row.letters[match.start() - 1] if match.start() else ","
        by = agents(row, match.start("by"), match.end("by"))
        if match["by"] == "L" and (before not in ',;:."h' or form not in FIRM):
            continue
        if before == "k" and row.units[match.start() - 1].form != "và":
            continue
        if before not in ',;:."h#k)-' and not (before in "wnX" and row.units[match.start()].mention.kind in "PR"):  # type: ignore[union-attr]
            if match["by"].count("A") < 2:
                continue
            by = agents(row, match.end("by") - 1, match.end("by"))
        chooses = form in ("lựa chọn", "chọn") and by[-1].kind in "PR" and verb == match.end("by")
        straight = "d" in between and set(between) <= set("adSr,X")
        if form in WEAK and not chooses and not straight:
            continue
        if match["not"]:
            found += [(verb, replace(one, kind="decided")) for _, one in active(row, "decision.refuses", verb, by)]
        else:
            found += active(row, "decision.does", verb, by)
    return found


def refuses(row: Row, i: int, form: str) -> bool:
    return row.units[i].form == "không" and form in FIRM | AGREES


def passive(row: Row) -> list[Found]:
    """ "Đề án đã được HĐND tỉnh thông qua"."""
    found: list[Found] = []
    for match in PASSIVE.finditer(row.letters):
        verb = match.start("verb")
        if row.units[verb].form in WEAK or denied(row, match.start()):
            continue
        start = max(row.letters.rfind(mark, 0, match.start()) for mark in ",;:.") + 1
        first, last = trim(row, start, match.start())
        while first < last and (row.letters[first] in "hd" or row.units[first].form in ("về", "đã")):
            first += 1
        while last > first and row.letters[last - 1] in "d":
            last -= 1
        if last > first:
            by = agents(row, match.start("by"), match.end("by"))
            found.append((verb, Decision(row, "decision.passive", kind_of(row.units[verb].form), by, first, last)))
    return found


def signed(row: Row) -> list[Found]:
    """ "đã ký quyết định xử phạt ...": the paper is the verb."""
    found: list[Found] = []
    for match in SIGNS.finditer(row.letters):
        verb = match.start("verb")
        before = row.letters[match.start() - 1] if match.start() else ","
        if row.units[0].form != "theo" and row.units[verb].form in BY_PAPER and before in ',;:."h#)-':
            found += active(row, "decision.signed", verb, agents(row, match.start("by"), match.end("by")))
    return found


def later(row: Row) -> list[Found]:
    """A decision in a later clause with the subject of the first."""
    match = LATER.match(row.letters)
    if match is None or row.units[match.start("verb")].form not in FIRM or re.search(r"A[ad]*[STNOVYQM]", match["between"]):
        return []
    if row.units[match.start("verb")].form == "thông qua" and row.letters[match.start("verb") - 1] != "d":  # by way of
        return []
    return active(row, "decision.later", match.start("verb"), agents(row, match.start("by"), match.end("by")))


def own(row: Row, speaker: Mention | None) -> list[Found]:
    """A decision that a speaker tells of with "tôi"."""
    match = OWN.search(row.letters)
    who = row.voice or speaker
    if match is None or who is None or who.kind not in "PR" or row.units[match.start("verb")].form not in FIRM - {"nhất trí"}:
        return []
    return active(row, "decision.own", match.start("verb"), [who])


def sat(row: Row, sitting: list[Mention]) -> list[Found]:
    """What the meeting itself agrees to: by the body that met, else by who chaired."""
    if not sitting:
        return []
    for match in SITTING.finditer(row.letters):
        if SITTINGS.search(row.text(match.start("who"), match.end("who"))) and row.units[match.start("verb")].form in FIRM:
            return active(row, "decision.sitting", match.start("verb"), sitting)
    return []


def denied(row: Row, i: int) -> bool:
    """ "chưa được HĐND thông qua" and "phải được HĐND thông qua" are no decisions."""
    return any(unit.form in ("không", "chưa") or unit.letter == "M" for unit in row.units[max(0, i - 2) : i])


def until(row: Row, start: int) -> int:
    match = re.search(r";|\.|(?<!p),?(?:h|k)?A[ad]*[SVYQXO]|,h|k[VYQ]c?A", row.letters[start:])
    return start + match.start() if match else len(row.letters)
