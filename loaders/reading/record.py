"""Collects what the rows give into a record: items with evidence from the untouched text, the same thing once."""

import hashlib
import re
from typing import Any

from giaoviec.graph.names import key
from giaoviec.graph.records import Agent, Record
from giaoviec.loaders.reading.dates import deadline
from giaoviec.loaders.reading.decisions import decisions
from giaoviec.loaders.reading.directives import Chain, orders
from giaoviec.loaders.reading.meetings import LEADS, Gathering, chairs_in, gathering
from giaoviec.loaders.reading.merge import distinct, same_order, shorter
from giaoviec.loaders.reading.normal import Normal
from giaoviec.loaders.reading.orders import Order
from giaoviec.loaders.reading.page import Page
from giaoviec.loaders.reading.papers import papers
from giaoviec.loaders.reading.reports import reports
from giaoviec.loaders.reading.resolve import Resolver
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row
from giaoviec.loaders.reading.works import counted, works

VERSION = "1"
Item = dict[str, Any]


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
        self.counts: set[str] = set()
        self.decided: tuple[int, Mention] | None = None
        self.presented: set[str] = set()

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

    def take(self, row: Row, kind: str) -> list[str]:
        """Reads one row; the names of the rules that gave something."""
        rules: list[str] = []
        self.things(row)
        meeting = gathering(row, self.year, self.gatherings)
        if meeting:
            self.meet(meeting)
            rules.append("meeting")
        else:
            self.chaired(row)
        if kind != "paragraph":
            return rules
        found = orders(row, self.chain)
        taken = [(order.first, order.last) for order in found]
        for order in found:
            self.order(order)
            rules.append(order.rule)
        for report in reports(row, taken):
            by = self.resolver.agents(report.by)
            if by:
                self.presented |= {agent.name for agent in by}
                self.reports.append(
                    {"by": by, "about": self.words(row, report.first, report.last), "rule": report.rule, **self.evidence(row)}
                )
                rules.append(report.rule)
        for decision in decisions(row, taken, self.decider(row)):
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

    def decider(self, row: Row) -> Mention | None:
        """Who decides in a sentence that names nobody: the speaker, or who decided in the sentence before."""
        if self.decided is not None and self.decided[0] >= row.index - 1:
            return self.decided[1]
        return self.chain.speaker if self.chain.speaking else None

    def order(self, order: Order) -> None:
        row = order.row
        by = self.resolver.agents(order.by or self.speaker(order))
        to = self.told(order)
        helpers = [a for a in self.resolver.agents(order.helpers, "support") if all(a.name != b.name for b in to)]
        to = [a for a in to if all(a.name != g.name for g in by)]
        if order.rule == "order.told" and not row.text(order.first, order.last).startswith(("cần", "phải")):
            to = [a for a in to if not self.own_body(by, a)]
        if not to:
            return
        self.spoke |= {agent.name for agent in by}
        task = self.words(row, order.first, order.last)
        due = deadline(row.text(order.first, order.last), self.year)
        item: Item = {
            "kind": order.kind,
            "by": by,
            "to": to + helpers,
            "task": task,
            "rule": order.rule,
            "sure": order.sure,
            **self.evidence(row),
        }
        if due:
            item["deadline"] = {"text": due.text, "date": due.date}
        item["report_to"] = self.reported_to(order)
        twin = next((other for other in self.orders if same_order(other, item)), None)
        if twin is None:
            self.orders.append(item)
        elif shorter(twin, item):
            self.orders[self.orders.index(twin)] = item

    def speaker(self, order: Order) -> list[Mention]:
        """Who gives an order that names no giver: whoever speaks."""
        speaks = self.chain.speaker if order.rule != "order.passive" or self.chain.speaking else None
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
        key_of = [id(m) for m in order.to]
        known = getattr(self, "_told", ([], []))
        if order.inherit and known[0] == key_of:
            return list(known[1])
        to = self.resolver.agents(order.to)
        self._told = (key_of, list(to))
        return to

    def reported_to(self, order: Order) -> Agent | None:
        row = order.row
        for i in range(order.first, order.last - 1):
            if row.letters[i] == "O" and row.units[i].form in ("báo cáo", "trình"):
                j = i + 1 + (row.letters[i + 1] == "c")
                if j < order.last and row.letters[j] in "AL" and row.units[j].mention is not None:
                    return self.resolver.agent(row.units[j].mention)  # type: ignore[arg-type]
        return None

    def things(self, row: Row) -> None:
        s = row.sentence
        for paper in papers(row):
            known = self.documents.get(paper.number or key(paper.name))
            if known is None:
                self.documents[paper.number or key(paper.name)] = {
                    "name": self.name(row, paper.first, paper.last),
                    "number": paper.number,
                    "rule": "document",
                    **self.evidence(row),
                }
        for first, last, name in counted(row):
            if name in self.counts and key(name) not in self.projects:
                self.projects[key(name)] = {"name": name, "kind": "dự án", "rule": "project.lot", **self.evidence(row)}
            self.counts.add(name)
        for work in works(row):
            if key(work.name) not in self.projects:
                self.projects[key(work.name)] = {
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

    def chaired(self, row: Row) -> None:
        """A sentence that names who chairs, for the meeting told last or, before any is told, for the next."""
        if not LEADS.search(row.sentence.text, row.sentence.start, row.sentence.end):
            return
        chairs = chairs_in(row)
        if chairs and self.gatherings and not self.gatherings[-1].chairs:
            self.gatherings[-1].chairs = chairs

    def names(self, found: Gathering) -> set[str]:
        return {agent.name for agent in self.resolver.agents(found.chairs)}

    def record(self, file: str | None, jurisdiction: str | None, publisher: str | None, url: str | None) -> Record:
        """The record, validated."""
        setting = self.resolver.setting
        given = [
            name
            for name, value, told in (
                ("published", self.published, self.layout.published),
                ("publisher", publisher, self.layout.publisher),
                ("url", url, None),
            )
            if value and not told
        ]
        source: Item = {
            "file": file,
            "title": self.slice(*self.layout.title) if self.layout.title else None,
            "publisher": self.layout.publisher or publisher,
            "author": self.layout.author,
            "published": self.layout.published or self.published,
            "url": url,
            "given": given,
            "sha256": hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest(),
        }
        meetings = [self.meeting(i, m) for i, m in enumerate(self.gatherings[:6], 1)]
        for items, letter in ((self.decisions, "d"), (self.orders, "a"), (self.reports, "r")):
            for number, item in enumerate(items, 1):
                item["id"] = f"{letter}{number}"
                item["meeting"] = self.meeting_of(item, meetings)
        return Record.model_validate(
            {
                "made": {"by": "machine", "version": VERSION},
                "source": source,
                "jurisdiction": setting.home() or jurisdiction,
                "meetings": meetings,
                "people": self.people(meetings),
                "projects": distinct(list(self.projects.values())),
                "documents": list(self.documents.values()),
                "decisions": self.decisions,
                "assignments": self.orders,
                "reports": self.reports,
            }
        )

    def meeting(self, number: int, found: Gathering) -> Item:
        chairs = self.resolver.agents(found.chairs)
        body = None
        if found.body is not None:
            agent = self.resolver.agent(found.body)  # type: ignore[arg-type]
            body = agent.name if agent else None
        return {
            "id": f"m{number}",
            "body": body or self.body_of(chairs),
            "date": found.date,
            "ordinal": found.ordinal,
            "chairs": chairs,
            "rule": "meeting",
            **self.evidence(found.row),
        }

    def body_of(self, chairs: list[Agent]) -> str | None:
        """The body that a chair answers for."""
        from giaoviec.loaders.reading.writer import write_body

        for chair in chairs:
            person = self.resolver.people.persons.get(chair.name)
            for role in reversed(list(person.roles.values()) if person else []):
                if role.title.startswith(("Phó Thủ tướng", "Thủ tướng")):
                    return "Chính phủ"
                if role.body is not None:
                    return write_body(role.body, self.resolver.setting)
        return None

    def meeting_of(self, item: Item, meetings: list[Item]) -> str | None:
        givers = {agent.name for agent in item["by"]}
        for meeting in meetings:
            if givers & {chair.name for chair in meeting["chairs"]} or meeting["body"] in givers:
                return str(meeting["id"])
        return None

    def people(self, meetings: list[Item]) -> list[Item]:
        out: list[Item] = []
        for person in self.resolver.people.persons.values():
            part = [
                name
                for name, who in (
                    ("chair", {c.name for m in meetings for c in m["chairs"]}),
                    ("spoke", self.spoke),
                    ("presented", self.presented),
                )
                if person.name in who
            ]
            start, end = person.evidence or (0, 0)
            out.append(
                {
                    "name": person.name,
                    "part": part or ["mentioned"],
                    "roles": [
                        {"label": label, "former": role.former} if role.former else {"label": label}
                        for label, role in person.roles.items()
                    ],
                    "evidence": self.slice(start, end),
                    "start": self.normal.offset(start),
                    "rule": "person",
                }
            )
        return out
