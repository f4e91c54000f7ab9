"""What goes on from sentence to sentence: who speaks, who was told, and whether an order can go on."""

import re
from dataclasses import dataclass, field

from giaoviec.loaders.reading.givers import agents
from giaoviec.loaders.reading.grammar import LIST, PAPER, PASSES_ON
from giaoviec.loaders.reading.orders import Order
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row

# An item of a list: "1. Sở A ...", "- Sở A ...", "a) ...".
ITEM = re.compile(r"(?:#[.)]|-|w\))")
# Who speaks in a sentence: "A nhấn mạnh", "A thẳng thắn: “".
SPEAKS = re.compile(r"(?:^|(?<=[,;:\"hSkwn#.)-]))A(?=,?[ad]*S|[adTw]{0,3}:\")")
# Who orders what the sentences after it list: "Thủ tướng Chính phủ yêu cầu:".
ANNOUNCES = re.compile(rf"(?:^|(?<=[,;:\"hSkwn#.)-]))(?P<by>A)[ad]*(?:[SXTN][,k]*)*[VYQX]c?(?P<to>{LIST})?[^AL]{{0,8}}:\"?$")
# For how many sentences after the last order or word of speech somebody still speaks.
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
    listing: bool = False
    issuer: Mention | None = None

    def issued_by(self, issuer: Mention | None) -> None:
        """The text is itself a paper: who issued it gives the orders that name no giver."""
        self.issuer = self.speaker = issuer
        self.speaking, self.since = issuer is not None, 0

    def meant(self) -> Mention | None:
        """Whom a bare "Ông", "Đồng chí" means: who gave the last order or spoke last, else the person named last."""
        fresh = self.since == 0 and self.speaker is not None and self.speaker.kind in "PR"
        return self.speaker if fresh else self.person


def update(row: Row, chain: Chain, found: list[Order]) -> None:
    """Who speaks now, and whether an order can go on in the next sentence."""
    persons = [unit.mention for unit in row.units if unit.mention is not None and unit.mention.kind == "P"]
    chain.person = persons[0] if persons else chain.person
    announcing = None if found else ANNOUNCES.search(row.letters)
    if announcing is not None:
        chain.speaker = row.units[announcing.start("by")].mention
        chain.to = agents(row, announcing.start("to"), announcing.end("to")) if announcing["to"] else []
        chain.kind = "required"
        chain.alive, chain.speaking, chain.listing, chain.since = bool(chain.to), True, True, 0
        return
    if row.letters.rstrip('"').endswith(":"):
        chain.listing = bool(found) or chain.listing
        if chain.listing and not found and ITEM.match(row.letters):
            return  # "2. Về văn hóa - xã hội:" heads a part of the list.
    elif any(not order.inherit and order.rule != "order.told" for order in found) and not ITEM.match(row.letters):
        chain.listing = False
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
    match = SPEAKS.search(row.letters)
    if conveyed is not None:
        chain.speaker, chain.speaking, chain.alive, chain.since, chain.to, chain.kind = conveyed, True, True, 0, [], "required"
    elif match:
        speaker = row.units[match.start()].mention
        if speaker is not None and not (speaker.kind == "G" and chain.speaker is not None and chain.speaker.kind in "PR"):
            chain.speaker = speaker
        chain.speaking, chain.since = True, 0
    elif chain.since > MAY_TOLD:
        chain.speaker, chain.speaking = chain.issuer or chain.speaker, chain.issuer is not None


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
