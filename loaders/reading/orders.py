"""An order found in a row, and what its parts are: who gives it, where its task ends, who helps."""

import re
from dataclasses import dataclass, field

from giaoviec.loaders.reading.givers import agents
from giaoviec.loaders.reading.grammar import ALSO, LIST, PAPER
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row

# "giao Sở A rà soát; Sở B bố trí kinh phí": another receiver after a semicolon, with its task right after it.
ALSO_TASK = re.compile(rf";(?:[hak,])*(?P<to>{LIST})a*[TY]")
# "giao Sở A rà soát; đối với Sở B, bố trí kinh phí".
ALSO_TOWARDS = re.compile(rf";(?:[hak,])*z(?P<to>{LIST}),a*[TY]")
NAMES_TOLD = frozenset({"đối với", "riêng đối với", "riêng", "về phía"})
# Bodies of the state are told something by "đối với"; of a company or of people something may be told to others.
OWNED_HEADS = ("Công ty", "Tập đoàn", "Tổng công ty", "Ngân hàng", "Doanh nghiệp")
STATE = re.compile(
    r"(?:(?:lãnh đạo|thủ trưởng|giám đốc|chủ tịch) )?(?:các |những )?"
    r"(?:(?:sở|bộ|ban|ngành|đoàn thể|địa phương|đơn vị|cơ quan|ubnd|huyện|quận|thị xã|thành phố|xã|phường|tỉnh)\b[, và]*)+",
    re.IGNORECASE,
)
AFTER_FORMS = ("này", "thì", "nên")
# After these a directive word is a noun: "trước yêu cầu này", "chỉ đạo của".
NOUN_ENDS = ("này", "đó", "của", "trên")


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


def acts(mention: Mention) -> bool:
    """Whether who is named by "đối với" is told something, not only spoken of."""
    if mention.kind in "PR":
        return True
    if mention.kind == "B":
        return mention.body is not None and not mention.body.head.startswith(OWNED_HEADS)
    return mention.kind == "G" and mention.home is not None and bool(STATE.match(mention.home.slice(mention.first, mention.last)))


def towards_another(row: Row, match: re.Match[str]) -> bool:
    """Whether "; đối với X, ..." names who is told what follows."""
    to = agents(row, match.start("to"), match.end("to"))
    return row.units[match.start("to") - 1].form in NAMES_TOLD and all(acts(m) for m in to)


def verbal(row: Row, i: int) -> bool:
    """Whether the directive word at unit i is a verb here, not a noun ("theo yêu cầu", "nội dung đề nghị")."""
    after = row.units[i + 1] if i + 1 < len(row.units) else None
    if after is not None and after.letter == "p" and after.form in NOUN_ENDS:
        return False
    before = row.letters[:i].rstrip("ad")
    if not before:
        return True
    last = before[-1]
    if last in 'AL,;:"-k)hS.ri' or (last == "p" and row.units[len(before) - 1].form in AFTER_FORMS):
        return True
    if last == "b":
        return False
    if re.match(r"(?:h,?)*p[^AL;:.]*$", before):
        return True
    if last in "TXOVYQN" and row.letters[i] in "YQV":
        return row.units[i].form != "chỉ đạo" and bool(re.search(r"[AL],?(?:[ad]*[SXOTY]){1,2}$", before))
    carrier = re.search(r"[AL](?P<what>[^AL;:.]{1,24})$", row.letters[:i])
    if carrier and PAPER.search(row.text(carrier.start("what"), i)):
        return True
    return bool(re.search(r"A[ad]*[XSTO][wn#]{1,3}$|A[adwn]{0,3}[wn]$", before)) or (
        row.letters[i + 1 : i + 2] in tuple("AL") and bool(re.search(r"A[ad]*S[wn#]{1,5}$", before))
    )


def end_of_task(row: Row, start: int) -> int:
    """The unit after the task that begins at `start`: the sentence's end, or where another order with its own verb begins."""
    letters = row.letters
    for match in re.finditer(r"[;,](?:h|,|a|k)*(?P<by>[AL]?)[ad]*[VYQ](?:[crz:]|a)*[AL]", letters[start:]):
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
    told = re.search(rf";(?:h|,|a)*(?P<to>{LIST})(?:[aM]*M|a*[TY])", letters[start:])
    ends = [start + told.start()] if told else []
    ends += [match.start() for match in ALSO_TOWARDS.finditer(letters, start) if towards_another(row, match)][:1]
    return min(ends, default=len(letters))


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


WITH = re.compile(rf"[pwazkM,]{{0,4}}?(?P<to>{LIST})")
# What may stand before a word of helping that belongs to the receiver, not to somebody named inside the task.
BEFORE_HELP = frozenset(",;kTaMYSh")


def helpers_in(row: Row, first: int, last: int) -> list[Mention]:
    """Who helps: the agents after "phối hợp (chặt chẽ) với" at the beginning of a clause, and after "cùng" near the task's."""
    found: list[Mention] = []
    for i in range(first, last):
        unit = row.units[i]
        if unit.mention is not None or (i > first and row.letters[i - 1] not in BEFORE_HELP):
            continue
        form = unit.form or row.sentence.slice(unit.first, unit.last).lower()
        joint = "phối hợp" in form
        beside = form in ("cùng", "cùng với") and (i <= first + 1 or leads(row, first, i) or row.letters[i - 1] == ",")
        if not (joint or beside or (form == "với" and i > first and row.units[i - 1].form == "chủ trì")):
            continue
        match = WITH.match(row.letters[i + 1 : last])
        if match and (joint or match.start("to") == 0):
            found += agents(row, i + 1 + match.start("to"), i + 1 + match.end("to"))
    return found


def leads(row: Row, first: int, i: int) -> bool:
    """Whether the task up to unit i only says that the receiver leads: "chủ trì, cùng Bộ Y tế kiểm tra"."""
    return row.units[first].form == "chủ trì" and row.letters[first + 1 : i] in ("", ",")


def another(row: Row, at: int) -> re.Match[str] | None:
    match = ALSO_TOWARDS.search(row.letters, at)
    return match if match and towards_another(row, match) else None


def also(row: Row, order: Order) -> list[Order]:
    """Further receivers who are told something by "cần" or "phải" after the first."""
    out: list[Order] = []
    at = order.last
    while True:
        match = ALSO.shape.search(row.letters, at) or ALSO_TASK.search(row.letters, at) or another(row, at)
        if match is None or re.search("[VYQ]", row.letters[at : match.start()]):
            return out
        to = agents(row, match.start("to"), match.end("to"))
        first, last = trim(row, match.end("to"), end_of_task(row, match.end()))
        if not to or last <= first:
            return out
        modal = "M" in row.letters[match.end("to") : match.end()]
        if not modal and any(m.kind == "P" for m in to):
            return out
        kind = "required" if modal else order.kind
        out.append(Order(row, ALSO.name, kind, order.by, to, first, last, helpers=helpers_in(row, first, last)))
        at = last
