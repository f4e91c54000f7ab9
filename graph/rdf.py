"""A record as RDF: one named graph for its source, as plain triples of the words in ontology.ttl.

An agent's name becomes a Person, Role, Body or Group by the name grammar; evidence becomes a Quote with its offsets in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from giaoviec.graph.agents import Agents
from giaoviec.graph.days import first_day, inexact, last_day
from giaoviec.graph.mint import Id, document_facts, document_id, mint, project_id
from giaoviec.graph.names import key, spelled, squeezed
from giaoviec.graph.places import place_name, province_name
from giaoviec.graph.quotes import Found, SourceText
from giaoviec.graph.records import (
    Agent,
    Assignment,
    BodyItem,
    Claim,
    Decision,
    Document,
    Meeting,
    Person,
    Project,
    Record,
    Report,
    TenureItem,
    by_hand,
)
from giaoviec.graph.triples import Graph, Notes, SourceGraph

_DAY_IN_NAME = re.compile(r"ngày (\d{1,2})[./-](\d{1,2})[./-](\d{4})")


def source_graph(record: Record, text: SourceText | None) -> SourceGraph:
    """The graph of one source. `text` is the source's text where it is at hand; without it quotes are not checked.

    Items whose evidence is not in the text must have been taken out before (case.py does). The record's source has a key.
    """
    return _Build(record, text).run()


def source_id(record: Record) -> Id:
    """The id of a record's source."""
    return mint("source", record.source.key or "")


@dataclass
class _Build:
    """The state of making one source's graph."""

    record: Record
    text: SourceText | None
    graph: Graph = field(default_factory=Graph)
    notes: Counter[str] = field(default_factory=Counter)
    items: list[tuple[str, Id]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.source = source_id(self.record)
        self.published, self.published_in = last_day(self.record.source.published), inexact(self.record.source.published)
        self.province = province_name(self.record.jurisdiction) if self.record.jurisdiction else ""
        self.agents = Agents(self.graph, self.record, self.source, self.province)
        self.days = {m.id: m.date for m in self.record.meetings}
        self.subjects: dict[str, Id] = {}
        self.local: dict[str, Id] = {}
        self.twins: Counter[tuple[str, ...]] = Counter()

    def run(self) -> SourceGraph:
        self.describe_source()
        for project in self.record.projects:
            self.project(project)
        for document in self.record.documents:
            self.document(document)
        for meeting in self.record.meetings:
            self.meeting(meeting)
        for person in self.record.people:
            self.person(person)
        for tenure in self.record.tenures:
            self.roster_line(tenure)
        for body in self.record.bodies:
            self.body(body)
        self.claims()
        return SourceGraph(self.source, tuple(self.graph.triples), tuple(self.items), Notes(**self.notes))

    def claims(self) -> None:
        # Ids first: an order may stand under a decision, a report may answer an order.
        sections = ("decisions", "assignments", "requirements", "reports")
        claims: list[tuple[str, Claim]] = [(name, item) for name in sections for item in getattr(self.record, name)]
        for _, claim in claims:
            self.local[claim.id] = self.claim_id(claim)
        for section, claim in claims:
            self.items.append((section, self.local[claim.id]))
            self.claim(claim, self.local[claim.id])

    def describe_source(self) -> None:
        info = self.record.source
        self.graph.typed(self.source, "Source")
        for name in ("title", "publisher", "author", "published", "url", "sha256", "file", "origin"):
            self.graph.value(self.source, name, getattr(info, name))
        self.graph.value(self.source, "madeBy", "hand" if by_hand(self.record) else "machine")

    def quote(self, evidence: str, start: int | None) -> Id:
        """The quote of an item's evidence: the source's own slice where the text is at hand."""
        found = self.text.find(evidence, start) if self.text else None
        words = self.text.text[found.start : found.end] if self.text and found else squeezed(evidence)
        node = mint("quote", self.source, spelled(words), str(found.occurrence if found else 1))
        if self.graph.typed(node, "Quote"):
            self.graph.value(node, "text", words)
            self.graph.value(node, "checked", found is not None)
            self.graph.link(node, "inSource", self.source)
            self.count_quote(found, start)
        if found:
            self.graph.value(node, "start", found.start)
            self.graph.value(node, "end", found.end)
        return node

    def count_quote(self, found: Found | None, start: int | None) -> None:
        if found is None:
            self.notes["unchecked"] += 1
        elif found.times > 1 and start is None:
            self.notes["repeated"] += 1

    def project(self, item: Project) -> None:
        node = project_id(item.name, item.place or "", self.province, self.source)
        self.graph.typed(node, "Project")
        self.graph.value(node, "name", spelled(item.name))
        for name in ("kind", "cost", "period"):
            self.graph.value(node, name, getattr(item, name))
        if item.place:
            self.graph.link(node, "inPlace", self.agents.place(place_name(item.place)))
        elif self.province:
            self.graph.link(node, "inPlace", self.agents.place(place_name(self.province)))
        self.graph.link(node, "statedIn", self.quote(item.evidence, item.start))
        self.subjects[key(item.name)] = node
        self.items.append(("projects", node))

    def document(self, item: Document) -> None:
        node = document_id(item.name, item.number, self.province, self.source)
        self.graph.typed(node, "Document")
        self.graph.value(node, "name", spelled(item.name))
        facts = document_facts(item.name, item.number)
        self.graph.value(node, "kind", facts.kind)
        self.graph.value(node, "level", "trung ương" if facts.scope == "central" else None)
        self.graph.value(node, "number", item.number)
        day = _DAY_IN_NAME.search(item.name)
        if day:
            self.graph.value(node, "date", f"{int(day[3]):04d}-{int(day[2]):02d}-{int(day[1]):02d}")
        self.graph.link(node, "statedIn", self.quote(item.evidence, item.start))
        self.subjects.setdefault(key(item.name), node)
        self.items.append(("documents", node))

    def meeting(self, item: Meeting) -> None:
        body = self.agents.named(item.body, "body") if item.body else None
        parts = ("meeting", self.source, body or "", item.date or "", str(item.ordinal or ""))
        node = mint(*parts, self.number(parts))
        self.local[item.id] = node
        self.items.append(("meetings", node))
        self.graph.typed(node, "Meeting")
        for name, value in (("name", item.name), ("date", item.date), ("ordinal", item.ordinal), ("partOfDay", item.part_of_day)):
            self.graph.value(node, name, value)
        if body:
            self.graph.link(node, "heldBy", body)
        for chair in item.chairs:
            self.link_agent(node, "chairedBy", chair)
        if item.evidence:
            self.graph.link(node, "statedIn", self.quote(item.evidence, item.start))

    def person(self, item: Person) -> None:
        node = self.agents.person(item.name)
        quote = self.quote(item.evidence, item.start)
        self.graph.link(node, "statedIn", quote)
        self.items.append(("people", node))
        first = self.record.meetings[0].id if self.record.meetings else None
        meeting = item.meeting if "meeting" in item.model_fields_set else first
        if meeting:
            self.took_part(self.local.get(meeting), item, node)
        for role in item.roles:
            met = self.days.get(meeting) if meeting else None
            self.tenure(node, role.label, (role.since, role.until, role.former), met, quote, item)

    def took_part(self, meeting: Id | None, item: Person, node: Id) -> None:
        if meeting is None:
            self.notes["lost_links"] += 1
            return
        if "chair" in item.part:
            self.graph.link(meeting, "chairedBy", node)
        if {"attended", "spoke", "presented"} & set(item.part):
            self.graph.link(meeting, "attendedBy", node)

    def roster_line(self, item: TenureItem) -> None:
        node = self.agents.person(item.person)
        quote = self.quote(item.evidence, item.start)
        self.tenure(node, item.role, (item.since, item.until, False), None, quote, item)

    def tenure(
        self,
        person: Id,
        label: str,
        term: tuple[str | None, str | None, bool],
        met: str | None,
        quote: Id,
        item: Person | TenureItem,
    ) -> None:
        since, until, former = term
        role = self.agents.role(label)
        node = mint("tenure", self.source, person, role, since or "", until or "", "former" if former else "")
        self.items.append(("tenures", node))
        if self.graph.typed(node, "Tenure"):
            self.claimed(node, item.sure, item.rule, None, met)
            self.graph.link(node, "statedIn", quote)
            self.graph.link(node, "holder", person)
            self.graph.link(node, "office", role)
            self.graph.value(node, "former", former)
            self.graph.value(node, "since", first_day(since))
            self.graph.value(node, "sinceIn", inexact(since))
            self.graph.value(node, "until", last_day(until))
            self.graph.value(node, "untilIn", inexact(until))
            self.agents.holds(person, role, former)

    def body(self, item: BodyItem) -> None:
        node = self.agents.body(item.name)
        self.items.append(("bodies", node))
        self.graph.link(node, "statedIn", self.quote(item.evidence, item.start))
        if item.part_of:
            self.graph.link(node, "partOf", self.agents.body(item.part_of))
        self.graph.value(node, "since", first_day(item.since))
        self.graph.value(node, "until", last_day(item.until) or (item.on if item.became else None))
        if item.became:
            after = self.agents.body(item.became)
            self.graph.link(node, "became", after)
            self.graph.value(after, "since", item.on)

    def claim_id(self, claim: Claim) -> Id:
        parts = (type(claim).__name__.lower(), self.source, key(claim.evidence), key(claim.words))
        return mint(*parts, self.number(parts))

    def number(self, parts: tuple[str, ...]) -> str:
        """The number of a further item with the same parts (2, 3, in the record's order); nothing for the first."""
        self.twins[parts] += 1
        return str(self.twins[parts]) if self.twins[parts] > 1 else ""

    def claimed(self, node: Id, sure: bool, rule: str | None, date: str | None, met: str | None) -> None:
        """What every claim has; it was said by the day of its meeting (`met`), else by that of publication."""
        self.graph.value(node, "source", str(self.source))
        self.graph.value(node, "sure", sure)
        self.graph.value(node, "rule", rule)
        self.graph.value(node, "date", date)
        self.graph.value(node, "seen", met or self.published)
        self.graph.value(node, "seenIn", None if met else self.published_in)

    def claim(self, item: Claim, node: Id) -> None:
        self.graph.typed(node, type(item).__name__)
        day = self.days.get(item.meeting) if item.meeting else None
        self.claimed(node, item.sure, item.rule, item.date, day)
        self.graph.value(node, "item", item.id)
        self.graph.link(node, "statedIn", self.quote(item.evidence, item.start))
        if item.meeting:
            self.link_kept(node, "atMeeting", self.local.get(item.meeting))
        if item.under:
            self.link_kept(node, "under", self.local.get(item.under) or self.subjects.get(key(item.under)))
        if isinstance(item, Decision):
            self.decision(item, node)
        elif isinstance(item, Assignment):
            self.assignment(item, node)
        else:
            self.report(item, node)

    def decision(self, item: Decision, node: Id) -> None:
        self.graph.value(node, "kind", item.kind)
        self.graph.value(node, "what", item.what)
        self.about(node, item.about)
        for agent in item.by:
            self.link_agent(node, "decidedBy", agent)

    def assignment(self, item: Assignment, node: Id) -> None:
        self.graph.value(node, "kind", item.kind)
        self.graph.value(node, "task", item.task)
        if item.deadline:
            self.graph.value(node, "deadline", last_day(item.deadline.date))
            self.graph.value(node, "deadlineText", item.deadline.text)
        self.about(node, item.about)
        for agent in item.by:
            self.speaker(node, "givenBy", "givenAs", agent)
        for agent in item.to:
            self.link_agent(node, "givenTo" if agent.part == "lead" else "supportedBy", agent)
        if item.report_to:
            self.link_agent(node, "reportTo", item.report_to)

    def report(self, item: Report, node: Id) -> None:
        self.graph.value(node, "kind", item.kind)
        self.graph.value(node, "what", item.about)
        self.graph.value(node, "says", item.says)
        for subject in self.subjects_in(item.about):
            self.graph.link(node, "about", subject)
        for agent in item.by:
            self.speaker(node, "reportedBy", "reportedAs", agent)
        if item.to:
            self.link_agent(node, "reportedTo", item.to)
        if item.answers:
            self.link_kept(node, "reportsOn", self.local.get(item.answers))

    def speaker(self, node: Id, word: str, office_word: str, agent: Agent) -> None:
        """Who gives or reports, and the office spoken from: the one that is told, else the only one that the source gives."""
        found = self.link_agent(node, word, agent)
        office = self.agents.role(agent.as_) if agent.as_ else self.agents.only_office(found)
        if office:
            self.graph.link(node, office_word, office)

    def subjects_in(self, text: str) -> list[Id]:
        """The record's projects and documents whose names stand in a text, whole.

        Of two documents, or two projects, a name within a longer one is not that one's ("Kế hoạch 87" in "Kế hoạch 87/KH-UBND").
        """
        words = {"project": f" {key(text)} ", "document": f" {key(text)} "}
        found = []
        for name, subject in sorted(self.subjects.items(), key=lambda pair: (-len(pair[0]), pair[0])):
            kind = subject.partition("/")[0]
            if f" {name} " in words[kind]:
                words[kind] = words[kind].replace(f" {name} ", " | ")
                found.append(subject)
        return found

    def about(self, node: Id, names: tuple[str, ...]) -> None:
        for name in names:
            self.link_kept(node, "about", self.subjects.get(key(name)))

    def link_kept(self, node: Id, word: str, thing: Id | None) -> None:
        """Links to another item of the record; one that was refused leaves no link, which is counted."""
        if thing is None:
            self.notes["lost_links"] += 1
        else:
            self.graph.link(node, word, thing)

    def link_agent(self, node: Id, word: str, agent: Agent) -> Id | None:
        """Links an agent to a claim or meeting. One that is the meeting itself is no agent, and is counted."""
        found = self.agents.agent(agent, node)
        if found is None:
            self.notes["meeting_agents"] += 1
        else:
            self.graph.link(node, word, found)
        return found
