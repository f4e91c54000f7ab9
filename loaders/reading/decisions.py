"""Decisions: who agrees to, approves, adopts, decides or issues what."""

import re
from dataclasses import dataclass

from giaoviec.loaders.reading.grammar import PAPER
from giaoviec.loaders.reading.orders import agents, trim
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
    r"(?P<by>A(?:(?:,k?|k)A)*)[ad]*(?:(?P<paper>[XSTdw][wn#,p-]{1,9})|[STN][wnTSNkp]{0,4}[,k][kad]*)?(?P<verb>X)(?!b)"
)
PASSIVE = re.compile(r"b(?P<by>A(?:(?:,k?|k)A)*)[ad]*(?P<verb>X)")
OPENS = re.compile(r"^(?:h,?)*(?:a|T(?=X))*X|^[^;]*?S:(?:a|T(?=X))*X")
AGREES = frozenset({"đổi tên", "duy trì", "đồng ý", "nhất trí", "chấp thuận", "cho phép", "đình chỉ", "tán thành", "thống nhất"})
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
    return next((kind for kind, words in KINDS.items() if any(word in form for word in words)), "decided")


def decisions(row: Row, taken: list[tuple[int, int]], speaker: Mention | None = None) -> list[Decision]:
    """The decisions of a row, outside of the tasks `taken` by orders. `speaker`: who goes on speaking or deciding."""
    found: list[Decision] = []
    opening = OPENS.match(row.letters)
    if opening and speaker is not None and row.units[opening.end() - 1].form in AGREES:
        first, last = trim(row, opening.end(), until(row, opening.end()))
        if last > first:
            return [Decision(row, "decision.goes-on", kind_of(row.units[opening.end() - 1].form), [speaker], first, last)]
    for match in DOES.finditer(row.letters):
        verb = match.start("verb")
        if any(a <= verb < b for a, b in taken) or (match["paper"] and not PAPER.search(row.text(match.start("paper"), verb))):
            continue
        form = row.units[verb].form
        before = row.letters[match.start() - 1] if match.start() else ","
        by = agents(row, match.start("by"), match.end("by"))
        if before not in ',;:."h#k)-' and not (before in "wnX" and row.units[match.start()].mention.kind in "PR"):  # type: ignore[union-attr]
            if match["by"].count("A") < 2:
                continue
            by = agents(row, match.end("by") - 1, match.end("by"))
        if form in WEAK and "d" not in match[0]:
            continue
        first, last = trim(row, verb + 1, until(row, verb + 1))
        while first < last and row.letters[first] in "pzcdX" and row.units[first].form in ("với", "về", "cho", "là"):
            first += 1
        if last > first:
            found.append(Decision(row, "decision.does", kind_of(form), by, first, last))
    for match in PASSIVE.finditer(row.letters):
        verb = match.start("verb")
        if any(a <= verb < b for a, b in taken) or row.units[verb].form in WEAK or denied(row, match.start()):
            continue
        start = max(row.letters.rfind(mark, 0, match.start()) for mark in ",;:.") + 1
        first, last = trim(row, start, match.start())
        while first < last and (row.letters[first] in "hd" or row.units[first].form in ("về", "đã")):
            first += 1
        while last > first and row.letters[last - 1] in "d":
            last -= 1
        if last > first:
            found.append(
                Decision(
                    row,
                    "decision.passive",
                    kind_of(row.units[verb].form),
                    agents(row, match.start("by"), match.end("by")),
                    first,
                    last,
                )
            )
    return found


def denied(row: Row, i: int) -> bool:
    """ "chưa được HĐND thông qua" is no decision."""
    return any(unit.form in ("không", "chưa") for unit in row.units[max(0, i - 2) : i])


def until(row: Row, start: int) -> int:
    match = re.search(r";|\.|,?(?:h|k)?A[ad]*[SVYQXO]|,h|k[VYQ]c?A", row.letters[start:])
    return start + match.start() if match else len(row.letters)
