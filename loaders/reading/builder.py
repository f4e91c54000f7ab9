"""Collects what the rows give: items with evidence from the untouched text, the same thing once."""

import re
from typing import Any

from giaoviec.graph.names import key
from giaoviec.graph.records import Agent
from giaoviec.loaders.reading.chain import ITEM, Chain
from giaoviec.loaders.reading.dates import deadline
from giaoviec.loaders.reading.decisions import decisions
from giaoviec.loaders.reading.directives import orders
from giaoviec.loaders.reading.meetings import AT_MEETING, LEADS, Gathering, chairs_in, gathering
from giaoviec.loaders.reading.merge import same_order, shorter
from giaoviec.loaders.reading.normal import Normal
from giaoviec.loaders.reading.orders import Order
from giaoviec.loaders.reading.page import Page
from giaoviec.loaders.reading.papers import head_paper, papers
from giaoviec.loaders.reading.reports import reports
from giaoviec.loaders.reading.resolve import Resolver
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row
from giaoviec.loaders.reading.works import counted, works

Item = dict[str, Any]
# To whom a task is to be reported: "báo cáo UBND tỉnh", "báo cáo kết quả với Ban Thường vụ", "gửi về Bộ trước ngày ...".
REPORTED = re.compile(r"[OT](?=(?P<way>[^A,;:.]{0,7}[pcz])?(?P<to>[AL]))")
REPORTING = frozenset({"báo cáo", "trình", "gửi", "báo cáo về", "tham mưu", "tham mưu cho"})
TOWARDS = frozenset({"về", "với", "cho", "lên", "tới", "đến"})
# Sentences that tell what somebody said at a meeting, and those that tell it from a paper.
SPEECH = re.compile(r"(?:phát biểu|kết luận|trả lời chất vấn|thảo luận)\b", re.IGNORECASE)
PASSED_ON = re.compile(r"thông báo|văn bản|công văn|công điện", re.IGNORECASE)


class Builder:
    """The items of one text, in its order."""

    def __init__(
        self, text: str, normal: Normal, layout: Page, resolver: Resolver, year: int | None, published: str | None
    ) -> None:
        self.text, self.normal, self.layout, self.resolver, self.year = text, normal, layout, resolver, year
        self.published = published
        self.chain = Chain()
        self.gatherings: list[Gathering] = []
        self.orders: list[Item] = []
        self.decisions: list[Item] = []
        self.reports: list[Item] = []
        self.documents: dict[str, Item] = {}
        self.projects: dict[str, Item] = {}
        self.spoke: set[str] = set()
        self.requirements: list[Item] = []
        self.last_told: tuple[list[int], list[Agent]] = ([], [])
        self.counts: set[str] = set()
        self.decided: tuple[int, Mention] | None = None
        self.presented: set[str] = set()
        self.at_meeting: set[str] = set()
        self.carrier: str | None = None
        self.told_before: list[Mention] = []
        self.paper: str | None = None
        self.today = layout.published or published
        self.head()

    def slice(self, start: int, end: int) -> str:
        return self.text[self.normal.offset(start) : self.normal.offset(end)]

    def name(self, row: Row, first: int, last: int) -> str:
        """The words of a name without short forms in brackets."""
        s = row.sentence
        return re.sub(r"\s*\([A-ZĐ]{2,8}\)", "", self.slice(s.starts[first], s.ends[last - 1]))

    def evidence(self, row: Row) -> Item:
        return {"evidence": self.slice(row.sentence.start, row.sentence.end), "start": self.normal.offset(row.sentence.start)}

    def words(self, row: Row, first: int, last: int) -> str:
        s = row.sentence
        return self.slice(s.starts[row.units[first].first], s.ends[row.units[last - 1].last - 1])

    def head(self) -> None:
        """The paper that the text itself is."""
        found = head_paper(self.normal.text, [(line.start, line.end) for line in self.layout.lines])
        if found:
            start, end, number, name = found
            self.paper = name
            self.documents[number] = {
                "name": name,
                "number": number,
                "rule": "document.head",
                "evidence": self.slice(start, end),
                "start": self.normal.offset(start),
            }

    def take(self, row: Row, kind: str) -> list[str]:
        """Reads one row; the names of the rules that gave something."""
        rules: list[str] = []
        self.things(row)
        meeting = gathering(row, self.year, self.gatherings, self.today)
        if meeting:
            self.meet(meeting)
            rules.append("meeting")
        else:
            self.chaired(row)
        if kind != "paragraph" and not (self.chain.listing and ITEM.match(row.letters)):
            return rules  # An item of a list may lack the mark at its end.
        found = orders(row, self.chain)
        self.there(row)
        self.carries(row)
        taken = [(order.first, order.last) for order in found]
        if found:
            self.host(row, found[0])
        for order in found:
            self.order(order)
            rules.append(order.rule)
        for report in reports(row, taken, bool(self.gatherings)):
            by = self.resolver.agents(report.by)
            if by:
                self.presented |= {agent.name for agent in by}
                self.reports.append(
                    {"by": by, "about": self.words(row, report.first, report.last), "rule": report.rule, **self.evidence(row)}
                )
                rules.append(report.rule)
        for decision in decisions(row, taken, self.decider(row), self.sitting()):
            self.decided = (row.index, decision.by[-1]) if decision.by else None
            by = self.resolver.agents(decision.by)
            if by:
                self.decisions.append(
                    {
                        "kind": decision.kind,
                        "by": by,
                        "what": self.words(row, decision.first, decision.last),
                        "rule": decision.rule,
                        **self.evidence(row),
                    }
                )
                rules.append(decision.rule)
        return rules

    def there(self, row: Row) -> None:
        """Keeps who speaks at a meeting by the words of a sentence: what they order afterwards was ordered there."""
        told = row.text(0, len(row.units))
        spoken = (AT_MEETING.search(told) or SPEECH.match(told)) and not PASSED_ON.search(told)
        if spoken and self.chain.since == 0 and self.chain.speaker is not None:
            self.at_meeting |= {agent.name for agent in self.resolver.agents([self.chain.speaker])}

    def carries(self, row: Row) -> None:
        """Keeps the numbered paper in whose name a list of orders is given: "Thực hiện Thông báo số 512-TB/TU ..., A giao:"."""
        if row.letters.endswith(":"):
            numbered = [paper for paper in papers(row) if paper.number]
            self.carrier = self.name(row, numbered[-1].first, numbered[-1].last) if numbered else None

    def decider(self, row: Row) -> Mention | None:
        """Who decides in a sentence that names nobody: the speaker, or who decided in the sentence before."""
        if self.decided is not None and self.decided[0] >= row.index - 1:
            return self.decided[1]
        return self.chain.speaker if self.chain.speaking else None

    def sitting(self) -> list[Mention]:
        """Whose meeting was told last: its body, else its chairs."""
        last = self.gatherings[-1] if self.gatherings else None
        return [] if last is None else [last.body] if last.body is not None else list(last.chairs)

    def order(self, order: Order) -> None:
        row = order.row
        by = self.resolver.agents(order.by or self.speaker(order))
        to = self.told(order)
        helpers = [a for a in self.resolver.agents(order.helpers, "support") if all(a.name != b.name for b in to)]
        to = [a for a in to if all(a.name != g.name for g in by)]
        if order.rule == "order.told" and not row.text(order.first, order.last).startswith(("cần", "phải")):
            to = [a for a in to if not self.own_body(by, a)]
        if not to:
            if order.rule == "order.no-receiver":
                self.requirements.append({**self.told_item(order, by, []), "to": []})
            return
        self.spoke |= {agent.name for agent in by}
        item = self.told_item(order, by, to + helpers)
        twin = next((other for other in self.orders if same_order(other, item)), None)
        if twin is None:
            self.orders.append(item)
        elif shorter(twin, item):
            self.orders[self.orders.index(twin)] = item

    def told_item(self, order: Order, by: list[Agent], to: list[Agent]) -> Item:
        """An order as an item: its words, deadline, whom to report to, what it stands under."""
        row = order.row
        due = deadline(row.text(order.first, order.last), self.year)
        return {
            "kind": order.kind,
            "by": by,
            "to": to,
            "task": self.words(row, order.first, order.last),
            "deadline": {"text": due.text, "date": due.date} if due else None,
            "report_to": self.reported_to(order),
            "under": self.carried_by(order),
            "rule": order.rule,
            "sure": order.sure and bool(by),
            **self.evidence(row),
        }

    def carried_by(self, order: Order) -> str | None:
        """The numbered paper that gives the order ("ký Công văn số 702/VP-KT đề nghị"), heads its list, or is the text."""
        carried = self.named_before(order)
        return carried or (self.carrier if self.chain.listing else None) or (self.paper if self.chain.issuer else None)

    def named_before(self, order: Order) -> str | None:
        """The numbered paper that the sentence names before its directive verb."""
        if order.verb < 0:
            return None
        before = order.row.units[order.verb].first
        numbered = [paper for paper in papers(order.row) if paper.number and paper.last <= before]
        return self.name(order.row, numbered[-1].first, numbered[-1].last) if numbered else None

    def speaker(self, order: Order) -> list[Mention]:
        """Who gives an order that names no giver: whoever speaks."""
        speaks = self.chain.speaker if order.rule != "order.passive" else None
        return [speaks] if speaks is not None else []

    def own_body(self, by: list[Agent], told: Agent) -> bool:
        """Whether the receiver is the giver's own body: then the sentence tells what that body does."""
        for giver in by:
            person = self.resolver.people.persons.get(giver.name)
            if person and any(label.endswith(told.name) for label in person.roles):
                return True
        return False

    def told(self, order: Order) -> list[Agent]:
        """The receivers; those of an order that goes on are named as they were in its first sentence."""
        self.take_up(order)
        key_of = [id(m) for m in order.to]
        if order.inherit and self.last_told[0] == key_of:
            return list(self.last_told[1])
        to = self.resolver.agents(order.to)
        self.last_told = (key_of, list(to))
        return to

    def take_up(self, order: Order) -> None:
        """A bare "Bộ" that is told something after an order to one ministry is that ministry, whoever was named between."""
        for mention in order.to:
            same = [m.body for m in self.told_before if m.body and mention.body and m.body.head == mention.body.head]
            if mention.again and len(same) == 1:
                mention.body = same[0]
        self.told_before = order.to

    def reported_to(self, order: Order) -> Agent | None:
        row = order.row
        for match in REPORTED.finditer(row.letters, order.first, order.last):
            form = row.units[match.start()].form
            preposition = row.units[match.start("to") - 1]
            theirs = match.start() > order.first and row.letters[match.start() - 1] in "AL"
            if theirs or form not in REPORTING or (form == "gửi" and preposition.letter not in "pcz"):
                continue
            if match["way"] and preposition.form not in TOWARDS and preposition.letter not in "cz":
                continue
            mention = row.units[match.start("to")].mention
            if mention is not None:
                return self.resolver.agent(mention)
        return None

    def things(self, row: Row) -> None:
        for paper in papers(row):
            at = paper.number or key(paper.name)
            if at not in self.documents:
                self.documents[at] = {
                    "name": self.name(row, paper.first, paper.last),
                    "number": paper.number,
                    "rule": "document",
                    **self.evidence(row),
                }
        for name in counted(row):
            if name in self.counts and key(name) not in self.projects:
                self.projects[key(name)] = {"name": name, "kind": "dự án", "rule": "project.lot", **self.evidence(row)}
            self.counts.add(name)
        for work in works(row):
            at = key(work.name).removeprefix("dự án ").removeprefix("du an ")
            if at not in self.projects:
                self.projects[at] = {
                    "name": self.name(row, work.first, work.last),
                    "kind": work.kind,
                    "rule": "project",
                    **self.evidence(row),
                }

    def meet(self, found: Gathering) -> None:
        for known in self.gatherings:
            if known.date == found.date and (not found.chairs or not known.chairs or self.names(known) & self.names(found)):
                known.chairs = known.chairs or found.chairs
                known.body = known.body or found.body
                known.ordinal = known.ordinal or found.ordinal
                return
        self.gatherings.append(found)

    def host(self, row: Row, order: Order) -> None:
        """Who gives orders in the sentence that tells of a meeting, or right after it, held that meeting."""
        last = self.gatherings[-1] if self.gatherings else None
        giver = order.by[-1] if order.by else None
        if last is None or self.names(last) or giver is None or giver.kind not in "PR" or order.inherit:
            return
        if 0 <= row.index - last.row.index <= 1 and AT_MEETING.search(row.text(0, max(order.verb, 0))):
            last.chairs = [giver]

    def chaired(self, row: Row) -> None:
        """A sentence that names who chairs, for the meeting told last or, before any is told, for the next."""
        if not LEADS.search(row.sentence.text[row.sentence.start : row.sentence.end].lower()):
            return
        chairs = chairs_in(row)
        if chairs and self.gatherings and not self.gatherings[-1].chairs:
            self.gatherings[-1].chairs = chairs

    def names(self, found: Gathering) -> set[str]:
        return {agent.name for agent in self.resolver.agents(found.chairs)}
