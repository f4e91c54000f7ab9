"""Finds the orders of one row: by directive verb, in the passive, and by the opening of the sentence after an order."""

import re
from dataclasses import dataclass, field

from giaoviec.loaders.reading.dates import DUE
from giaoviec.loaders.reading.orders import (
    AFTER,
    ALSO,
    CLAUSE,
    INSIDE,
    KINDS,
    LIST,
    OPENING,
    PAPER,
    PASSES_ON,
    PASSIVE,
    SAYS,
    SENT,
    Order,
    agents,
    end_of_task,
    examples,
    helpers_in,
    subject_before,
    trim,
    verbal,
)
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row

TOLD, GOES_ON = OPENING[1], OPENING[2:]
# Directive words that are one only right after who gives the order, or at the beginning of a clause.
WEAK = frozenset(
    {
        "buộc",
        "nhắc nhở",
        "vận động",
        "huy động",
        "kêu gọi",
        "mong",
        "mong muốn",
        "mong rằng",
        "nghiêm cấm",
        "cử",
        "nhờ",
        "đôn đốc",
        "đốc thúc",
    }
)
NESTED = frozenset({"chỉ đạo"})
OWN_ONLY = frozenset({"đề xuất", "đề xuất với"})
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
OPENS_TASK = frozenset("TMVYO")
MAY_TOLD = 5


@dataclass(slots=True)
class Chain:
    """What goes on from sentence to sentence: who speaks, who was told, how the order was given, how long ago."""

    speaker: Mention | None = None
    to: list[Mention] = field(default_factory=list)
    kind: str = "required"
    alive: bool = False
    speaking: bool = False
    since: int = 99
    person: Mention | None = None


def orders(row: Row, chain: Chain) -> list[Order]:
    """The orders of a row; the chain is brought up to date."""
    if row.voice is not None and not (row.voice.kind == "G" and chain.speaker is not None and chain.speaker.kind in "PR"):
        chain.speaker, chain.speaking, chain.since = row.voice, True, 0
    found = by_told(row, chain) or (by_opening(row, chain) if plainly_goes_on(row, chain) else []) or by_verb(row, chain)
    found = found or passive(row) or by_speech(row) or by_must(row, chain) or by_opening(row, chain)
    update(row, chain, found)
    return found


def by_verb(row: Row, chain: Chain) -> list[Order]:
    out: list[Order] = []
    taken: set[int] = set()
    until = 0
    for match in re.finditer("[VYQ]", row.letters):
        verb = match.start()
        if verb < until or not verbal(row, verb):
            continue
        by, right_before = subject_before(row, verb)
        if not by and row.voice is not None:
            by, right_before = [row.voice], True
        if (
            not by
            and re.search(r"i[ad]*$", row.letters[:verb])
            and chain.person is not None
            and row.units[verb - 1 - len(re.search(r"[ad]*$", row.letters[:verb])[0])].form != "tôi"
        ):  # type: ignore[index]
            by, right_before = [chain.person], True
        if any(id(m) in taken for m in by):
            continue
        if row.units[verb].form in WEAK and not right_before and not re.search(r"(?:^|[;,h])[h,]*$", row.letters[:verb]):
            continue
        if row.units[verb].form in OWN_ONLY and not right_before:
            continue
        if row.units[verb].form in NESTED and not right_before and verb and row.letters[verb - 1] in "AL":
            continue
        order = with_receiver(row, verb, by, right_before)
        if order is None:
            continue
        order.stated_by = right_before
        if not by and (chain.speaker is None or not (chain.speaking or chain.alive)):
            order.sure = False
        out.append(order)
        out += also(row, order)
        until = out[-1].last
        taken |= {id(m) for o in out for m in o.to}
    return out


def also(row: Row, order: Order) -> list[Order]:
    """Further receivers who are told something by "cần" or "phải" after the first."""
    out: list[Order] = []
    at = order.last
    while True:
        match = ALSO.shape.search(row.letters, at)
        if match is None or re.search("[VYQ]", row.letters[at : match.start()]):
            return out
        to = agents(row, match.start("to"), match.end("to"))
        first, last = trim(row, match.end("to"), end_of_task(row, match.end()))
        if not to or last <= first:
            return out
        out.append(Order(row, ALSO.name, "required", order.by, to, first, last, helpers=helpers_in(row, first, last)))
        at = last


def by_speech(row: Row) -> list[Order]:
    """What a speaker says that somebody must do."""
    for match in re.finditer("S", row.letters):
        found = SAYS.shape.match(row.letters, match.start())
        if found is None or row.units[match.start()].form in ("chủ trì", "dự", "tham dự", "ký", "làm việc"):
            continue
        by, _ = subject_before(row, match.start())
        to = [m for m in agents(row, found.start("to"), found.end("to")) if all(m is not b for b in by)]
        first, last = trim(row, found.end("to"), end_of_task(row, found.end()))
        if by and to and last > first:
            return [Order(row, SAYS.name, "required", by, to, first, last, helpers=helpers_in(row, first, last))]
    return []


def with_receiver(row: Row, verb: int, by: list[Mention], right_before: bool) -> Order | None:
    kind = KINDS[row.letters[verb]]
    first_named = towards(row, verb, by, kind) or sent(row, verb, kind)
    if first_named:
        return first_named
    for pattern in AFTER:
        match = pattern.shape.match(row.letters, verb)
        if match is None:
            continue
        if pattern is not AFTER[0] and row.units[verb].form in OWN_ONLY:
            continue
        if pattern is AFTER[1] and row.letters[match.end() : match.end() + 1] in tuple("VYQ") and not right_before:
            continue
        to = agents(row, match.start("to"), match.end("to"))
        to = [m for m in to if all(m is not b for b in by)]
        after = examples(row, match.end("to"))
        if after > match.end("to"):
            listed = re.match(LIST, row.letters[after:])
            assert listed is not None
            order = spelled_out(row, verb, by, kind, pattern.name, after, after + listed.end())
            if order:
                return order
        if not to or not opens_task(row, match.end("to")):
            continue
        last = end_of_task(row, match.end("to"))
        first, last = trim(row, match.end("to"), last)
        if last <= first:
            continue
        order = Order(row, pattern.name, kind, by, to, first, last, verb, helpers=helpers_in(row, first, last))
        order.sure = pattern is AFTER[0]
        return order
    return None


def spelled_out(row: Row, verb: int, by: list[Mention], kind: str, rule: str, first: int, last: int) -> Order | None:
    to = agents(row, first, last)
    start, end = trim(row, last, end_of_task(row, last))
    return Order(row, rule, kind, by, to, start, end, verb, helpers=helpers_in(row, start, end)) if to and end > start else None


def sent(row: Row, verb: int, kind: str) -> Order | None:
    """ "A ký công văn gửi Sở X, UBND huyện Y, yêu cầu ...": who is told stands before the verb."""
    for match in SENT.finditer(row.letters[: verb + 1]):
        if (
            match.end() != verb + 1
            or row.units[match.start("to") - 1].form != "gửi"
            or not PAPER.search(row.text(match.start("by") + 1, match.start("to")))
        ):
            continue
        first, last = trim(row, verb + 1, end_of_task(row, verb + 1))
        if re.match(rf"[crz:]?{LIST}[MT]", row.letters[verb + 1 :]) or last <= first:
            return None
        to = agents(row, match.start("to"), match.end("to"))
        return Order(
            row,
            "order.letter",
            kind,
            agents(row, match.start("by"), match.end("by")),
            to,
            first,
            last,
            verb,
            helpers=helpers_in(row, first, last),
        )
    return None


def opens_task(row: Row, i: int) -> bool:
    """A receiver is followed by what it is to do, not by "của" or the end."""
    if i >= len(row.letters) or row.letters[i] in ".)":
        return False
    return not (row.letters[i] == "p" and row.units[i].form in ("của", "là", "và", "như"))


def towards(row: Row, verb: int, by: list[Mention], kind: str) -> Order | None:
    """ "Đối với Bộ Xây dựng, Phó Thủ tướng yêu cầu ...": the receiver stands first."""
    match = OPENING[0].shape.match(row.letters)
    if match and match.end() <= verb:
        to = agents(row, match.start("to"), match.end("to"))
        first, last = trim(row, verb + 1, end_of_task(row, verb + 1))
        if to and last > first and by and all(m is not b for m in to for b in by):
            return Order(row, OPENING[0].name, kind, by, to, first, last, verb, helpers=helpers_in(row, first, last))
    return None


def passive(row: Row) -> list[Order]:
    out: list[Order] = []
    for match in PASSIVE.shape.finditer(row.letters):
        to = agents(row, match.start("to"), match.end("to"))
        by = agents(row, match.start("by"), match.end("by"))[:1] if match["by"] else []
        first, last = trim(row, match.end(), end_of_task(row, match.end()))
        if last - first < 2 or (
            row.letters[match.end() : match.end() + 1] in ("p", "A")
            and row.units[match.end()].form in ("tại", "trong", "theo", "của")
        ):
            continue
        out.append(
            Order(
                row,
                PASSIVE.name,
                KINDS[match["verb"]],
                by,
                to,
                first,
                last,
                match.start("verb"),
                sure=bool(by),
                helpers=helpers_in(row, first, last),
                stated_by=bool(by),
            )
        )
    return out


def by_told(row: Row, chain: Chain) -> list[Order]:
    """An order without a directive verb, by its receiver at the beginning: only while somebody speaks or an order goes on."""
    if not (chain.alive or chain.speaking) or chain.speaker is None:
        return []
    match = TOLD.shape.match(row.letters)
    if match is None and chain.alive and DUE.search(row.sentence.text, row.sentence.start, row.sentence.end):
        match = REPORTS_BACK.match(row.letters)
    if match is None or not set(row.units[match.end() - 1].kinds) & OPENS_TASK:
        return []
    to = agents(row, match.start("to"), match.end("to"))
    modal = "M" in match["task"]
    if not to or any(m is chain.speaker for m in to) or not (modal or chain.alive) or not all(fits(m, modal) for m in to):
        return []
    first, last = trim(row, match.start("task"), end_of_task(row, match.end()))
    order = Order(
        row,
        TOLD.name,
        "required" if modal else chain.kind,
        [chain.speaker],
        to,
        first,
        last,
        sure=chain.alive,
        helpers=helpers_in(row, first, last),
        inherit=True,
    )
    return [order, *also(row, order)]


def by_must(row: Row, chain: Chain) -> list[Order]:
    """What somebody must do, in any clause, while the one who has the say speaks; never sure."""
    if not chain.speaking or chain.speaker is None or re.search(r"A[ad]*S", row.letters):
        return []
    for match in INSIDE.shape.finditer(row.letters):
        before = match.start("to") - 1
        if before >= 0 and row.letters[before] in "pM" and row.units[before].form not in CLAUSE:
            continue
        to = agents(row, match.start("to"), match.end("to"))
        if any(m is chain.speaker for m in to) or not all(fits(m, True) for m in to):
            continue
        first, last = trim(row, match.start("task"), end_of_task(row, match.end()))
        if last - first > 2:
            order = Order(
                row,
                INSIDE.name,
                "required",
                [chain.speaker],
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
    match = re.match(r"(?:h,?)*a*[MTX][^AVYS]{2}", row.letters)
    return chain.alive and match is not None and not re.search(r"(?:(?<=[^O])|^)A[ad]*[VYQ]", row.letters)


def by_opening(row: Row, chain: Chain) -> list[Order]:
    """An order that goes on with the receivers of the one before."""
    modal_late = chain.speaking and chain.since <= 2 and bool(chain.to)
    if (
        not chain.to
        or not (chain.alive or modal_late)
        or re.search(r"(?:(?<=[^O])|^)[AL],?[ad]*[SVYQ]|(?:^|[,;:h])[AL]a*d", row.letters)
    ):
        return []
    for pattern in GOES_ON:
        match = pattern.shape.match(row.letters)
        if (
            match is None
            or not opens(row, match, pattern is GOES_ON[0])
            or (pattern is not GOES_ON[0] and "S" in row.letters[: match.end() + 4])
        ):
            continue
        task = match["task"] or match["plain"] if "plain" in match.groupdict() else match["task"]
        if not chain.alive and ("M" not in task or pattern is not GOES_ON[0]):
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


def opens(row: Row, match: re.Match[str], plain: bool) -> bool:
    """Whether the words can open a task: not "Báo cáo gồm ...", and a condition only after a word of condition."""
    unit = row.units[match.end() - 1]
    if not set(unit.kinds) & OPENS_TASK:
        return False
    if plain:
        return not (
            unit.form in ("báo cáo", "kết luận", "quy định", "kế hoạch")
            and row.letters[match.end() : match.end() + 1] in ("b", "p", "d", "n", ":")
        )
    first = next((u for u in row.units if u.letter not in "h,"), unit)
    return (first.form or row.sentence.slice(first.first, first.last).lower()) in CONDITIONS or first.letter == "#"


def fits(mention: Mention, modal: bool) -> bool:
    """A place is told something only by name and level."""
    if mention.kind != "L":
        return True
    return mention.body is not None and bool(mention.body.level) and (modal or bool(mention.body.place))


def update(row: Row, chain: Chain, found: list[Order]) -> None:
    """Who speaks now, and whether an order can go on in the next sentence."""
    persons = [unit.mention for unit in row.units if unit.mention is not None and unit.mention.kind == "P"]
    chain.person = persons[0] if persons else chain.person
    if found:
        last = found[-1]
        if last.by and not last.inherit:
            chain.speaker = last.by[-1]
        chain.to = last.to
        chain.kind = last.kind
        chain.alive, chain.speaking, chain.since = True, True, 0
        return
    chain.since += 1
    chain.alive = chain.alive and bool(row.units) and row.units[0].form in ("nếu", "trường hợp", "khi", "sau khi")
    conveyed = passed_on(row)
    match = re.search(r"(?:^|(?<=[,;:\"hSkwn#.)-]))A(?=,?[ad]*S)", row.letters)
    if conveyed is not None:
        chain.speaker, chain.speaking, chain.alive, chain.since, chain.to, chain.kind = conveyed, True, True, 0, [], "required"
    elif match:
        speaker = row.units[match.start()].mention
        if speaker is not None and not (speaker.kind == "G" and chain.speaker is not None and chain.speaker.kind in "PR"):
            chain.speaker = speaker
        chain.speaking, chain.since = True, 0
    elif chain.since > MAY_TOLD:
        chain.speaking = False


def passed_on(row: Row) -> Mention | None:
    """Whose order a paper passes on: "ban hành Thông báo truyền đạt kết luận của Phó Chủ tịch A"."""
    for i, unit in enumerate(row.units):
        if (
            unit.mention is not None
            and unit.mention.kind in "PRB"
            and PASSES_ON.search(row.text(max(0, i - 4), i))
            and PAPER.search(row.text(max(0, i - 14), i))
        ):
            return unit.mention
    return None
