"""Finds the orders of one row: by directive verb, in the passive, by speech, or by the opening of the sentence."""

import re

from giaoviec.loaders.reading.chain import ITEM, Chain, update
from giaoviec.loaders.reading.givers import agents, subject_before
from giaoviec.loaders.reading.grammar import AFTER, KINDS, LIST, OPENING, PAPER, PASSES_ON, PASSIVE, SAYS, SENT
from giaoviec.loaders.reading.openings import by_according, by_lead, by_must, by_opening, by_told, by_towards, plainly_goes_on
from giaoviec.loaders.reading.orders import Order, also, end_of_task, examples, helpers_in, trim, verbal
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row

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
# A law that gives a body its powers gives no order.
LAW = re.compile(r"\b(?:Luật|Nghị định|Thông tư|Bản án|Hiến pháp)\b")
EMPTY = re.compile(
    r"(?:(?:khẩn trương|tập trung|nghiêm túc|quan tâm|chỉ đạo|tiếp tục|làm tốt|tổ chức|lưu ý|cần|phải|chú trọng),? )*"
    r"(?:(?:thực hiện|triển khai(?: thực hiện)?) )?(?:tốt )?(?:một số|các|những) "
    r"(?:nội dung|nhiệm vụ|việc|công việc|giải pháp|vấn đề)(?: công việc| công tác)?"
    r"(?: trọng tâm)?(?: sau| sau đây| như sau| dưới đây| chính)*:?",
    re.IGNORECASE,
)
SENDS = frozenset({"gửi", "chuyển", "chuyển đến", "chuyển tới"})
ANNOUNCED = -1
# A giver carried over more sentences than these is not sure.
NEAR = 1
NESTED = frozenset({"chỉ đạo"})
OWN_ONLY = frozenset({"đề xuất", "đề xuất với"})


def orders(row: Row, chain: Chain) -> list[Order]:
    """The orders of a row; the chain is brought up to date."""
    if row.voice is not None and not (row.voice.kind == "G" and chain.speaker is not None and chain.speaker.kind in "PR"):
        chain.speaker, chain.speaking, chain.since = row.voice, True, 0
    if chain.listing and ITEM.match(row.letters) and chain.speaker is not None:
        chain.alive = chain.speaking = True
    if chain.speaker is not None and chain.speaking and heads(row, chain):
        return []
    found = (
        by_towards(row, chain)
        or by_told(row, chain)
        or by_lead(row, chain)
        or (by_opening(row, chain) if plainly_goes_on(row, chain) else [])
        or by_verb(row, chain)
    )
    found = (
        found
        or passive(row, chain)
        or by_speech(row, chain)
        or by_according(row)
        or by_must(row, chain)
        or by_opening(row, chain)
    )
    if not found and chain.since == ANNOUNCED:
        chain.since = 0
        return found
    update(row, chain, found)
    return found


# The head of a list of tasks: "1. Sở Xây dựng:", "Giao Bộ Tài chính:", "3. UBND các huyện có trách nhiệm:".
HEADER = re.compile(rf"^(?:#[.)]|-|w\))?(?:(?P<verb>[VYQ])?c?|z)(?P<to>{LIST})(?:\([^)]*\))?[aM]*:\"?$")
BARE_HEADER = re.compile(rf"^(?:#[.)]|w\))(?P<verb>[VYQ])?c?(?P<to>{LIST})(?:\([^)]*\))?$")


def heads(row: Row, chain: Chain) -> bool:
    """Whether the row only names who is told what the rows after it list; the chain then waits for them."""
    match = HEADER.match(row.letters) or (BARE_HEADER.match(row.letters) if chain.listing else None)
    if match is None:
        return False
    chain.to = agents(row, match.start("to"), match.end("to"))
    chain.kind = KINDS[match["verb"]] if match["verb"] else chain.kind
    chain.alive = chain.listing = True
    chain.since = 0
    return True


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
        if not by and row.units[verb - 1].form == "đồng thời" and verb:
            by = conveyed(row, verb)
        by = quoted(row, by)
        pronoun = re.search(r"i(?=[ad]*$)", row.letters[:verb])
        if not by and pronoun and chain.meant() is not None:
            by, right_before = [m for m in (chain.meant(),) if m is not None], True
        if any(id(m) in taken for m in by):
            continue
        if row.units[verb].form in WEAK and not right_before and not re.search(r"(?:^|[;h])[h,]*$", row.letters[:verb]):
            continue
        if row.units[verb].form in OWN_ONLY and not right_before:
            continue
        if row.units[verb].form in WEAK and row.units[verb - 1].form == "sẽ":
            continue
        if row.units[verb].form in NESTED and not right_before and verb and row.letters[verb - 1] in "AL":
            continue
        if not right_before and in_clause(row, verb):
            continue
        if not by and LAW.search(row.text(0, verb)):
            continue
        order = with_receiver(row, verb, by, right_before) or (without_receiver(row, verb, by) if right_before else None)
        if order is None:
            continue
        if says_nothing(row, order.first, order.last):
            announce(chain, order)
            continue
        order.stated_by = right_before
        if not by and (chain.speaker is None or not (chain.speaking or chain.alive)):
            order.sure = False  # The giver is unknown or carried over from far.
        if not by and chain.since > NEAR:
            order.sure = False
        out.append(order)
        out += also(row, order)
        until = out[-1].last if order.to else verb + 1
        taken |= {id(m) for o in out for m in o.to}
    return out


# Who is quoted: "Đại biểu A chất vấn: “Nhiều ý kiến cho rằng ..., đề nghị Bộ trưởng ..."; the opinions give no order there.
QUOTED = re.compile(r"^(?:[^A;:]{0,12},)?(?P<by>A)[ad]*S[^A]{0,4}:\"A")


def quoted(row: Row, by: list[Mention]) -> list[Mention]:
    match = QUOTED.match(row.letters) if by and by[0].kind == "G" else None
    if (
        match is None
        or row.units[match.end() - 1].mention is not by[0]
        or not row.text(match.end() - 1, match.end()).endswith("ý kiến")
    ):
        return by
    return agents(row, match.start("by"), match.end("by"))


def conveyed(row: Row, verb: int) -> list[Mention]:
    """Whose order the sentence has told before: "Thực hiện ý kiến chỉ đạo của A về ...; đồng thời yêu cầu Bộ B ..."."""
    for i, unit in enumerate(row.units[:verb]):
        if unit.mention is not None and unit.mention.kind in "PRB" and PASSES_ON.search(row.text(max(0, i - 4), i)):
            return [unit.mention]
    return []


def announce(chain: Chain, order: Order) -> None:
    """Who orders in the sentences that follow, where this one only announces them."""
    if order.by:
        chain.speaker = order.by[-1]
    chain.to, chain.kind, chain.alive, chain.speaking, chain.since = order.to, order.kind, True, True, ANNOUNCED
    chain.listing = True


def in_clause(row: Row, verb: int) -> bool:
    """Whether the verb stands in a clause that only sets the case: "Nếu quyết liệt chỉ đạo Hà Nội thì ..."."""
    return bool(row.units) and row.units[0].form == "nếu" and not re.search("[,;:A]", row.letters[:verb])


def without_receiver(row: Row, verb: int, by: list[Mention]) -> Order | None:
    """ "Chủ tịch yêu cầu làm rõ vụ việc": something must be done, the text does not say by whom."""
    if not re.match(r"[VYQ][rh:\",]*a*[MTwn]", row.letters[verb:]):
        return None
    other = re.search(r"[,;k]+[ha]*[VYQ]c?[AL]", row.letters[verb + 1 :])
    end = end_of_task(row, verb + 1) if other is None else verb + 1 + other.start()
    first, last = trim(row, verb + 1, end)
    return Order(row, "order.no-receiver", KINDS[row.letters[verb]], by, [], first, last, verb) if last - first > 1 else None


def by_speech(row: Row, chain: Chain) -> list[Order]:
    """What a speaker says that somebody must do."""
    for match in re.finditer("S", row.letters):
        found = SAYS.shape.match(row.letters, match.start())
        if found is None or row.units[match.start()].form in ("chủ trì", "dự", "tham dự", "ký", "làm việc"):
            continue
        by, _ = subject_before(row, match.start())
        meant = chain.meant()
        if not by and meant is not None and re.match(r"(?:h,?)*i[ad]*$", row.letters[: match.start()]):
            by = [meant]
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
        gap = row.letters[verb : match.start("to")]
        if "," in gap and not right_before and re.match(r'[ad"]*[VYQS]', row.letters[match.end("to") :]):
            continue  # "Tại công văn chỉ đạo, Phó Thủ tướng yêu cầu ...": who comes after the comma gives the order.
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
            or not any(unit.form in SENDS for unit in row.units[match.start("to") - 2 : match.start("to")])
            or not PAPER.search(row.text(match.start("by") + 1, match.start("to")))
        ):
            continue
        first, last = trim(row, verb + 1, end_of_task(row, verb + 1))
        if re.match(rf"[crz:]?{LIST}[MT]", row.letters[verb + 1 :]) or last <= first:
            return None
        to = agents(row, match.start("to"), match.end("to"))
        giver = next((name for name in ("said", "source") if match[name]), "by")
        return Order(
            row,
            "order.letter",
            kind,
            agents(row, match.start(giver), match.end(giver)),
            to,
            first,
            last,
            verb,
            helpers=helpers_in(row, first, last),
        )
    return None


def says_nothing(row: Row, first: int, last: int) -> bool:
    """ "thực hiện những nội dung sau": the words only announce what is to be done."""
    return EMPTY.fullmatch(row.text(first, last)) is not None


def opens_task(row: Row, i: int) -> bool:
    """A receiver is followed by what it is to do, not by "của" or the end."""
    if i >= len(row.letters) or row.letters[i] in ".)":
        return False
    return not (row.letters[i] == "p" and row.units[i].form in ("của", "là", "và", "như"))


def towards(row: Row, verb: int, by: list[Mention], kind: str) -> Order | None:
    """ "Đối với Bộ Xây dựng, Phó Thủ tướng yêu cầu ...": the receiver stands first."""
    match = OPENING[0].shape.match(row.letters)
    own = re.match(rf"[VYQ][cr:]?(?P<to>{LIST})[aTM]", row.letters[verb:])
    if own and any(m.kind == "B" for m in agents(row, verb + own.start("to"), verb + own.end("to"))):
        return None  # "Đối với ngành Y tế, Chủ tịch yêu cầu Sở A rà soát": the receiver stands after the verb.
    if match and match.end() <= verb:
        to = agents(row, match.start("to"), match.end("to"))
        first, last = trim(row, verb + 1, end_of_task(row, verb + 1))
        if to and last > first and by and all(m is not b for m in to for b in by):
            return Order(row, OPENING[0].name, kind, by, to, first, last, verb, helpers=helpers_in(row, first, last))
    return None


def passive(row: Row, chain: Chain) -> list[Order]:
    out: list[Order] = []
    for match in PASSIVE.shape.finditer(row.letters):
        to = agents(row, match.start("to"), match.end("to"))
        by = agents(row, match.start("by"), match.end("by"))[:1] if match["by"] else []
        told = bool(by)
        if not by and chain.speaker is not None and (chain.alive or (chain.speaking and chain.since <= 1)):
            by = [chain.speaker]
        first, last = trim(row, match.end(), end_of_task(row, match.end()))
        if row.units[match.start("verb")].form in WEAK:
            continue
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
                sure=told,
                helpers=helpers_in(row, first, last),
                stated_by=told,
            )
        )
    return out
