"""Puts the items of a text together into its record: numbered, in the text's order, with what was given from outside marked."""

import re
from dataclasses import dataclass

from giaoviec.graph.hashes import text_hash
from giaoviec.graph.names import key
from giaoviec.graph.records import Agent, Record
from giaoviec.loaders.reading.builder import Builder, Item
from giaoviec.loaders.reading.meetings import Gathering
from giaoviec.loaders.reading.merge import distinct
from giaoviec.loaders.reading.normal import normalise
from giaoviec.loaders.reading.writer import write_body

VERSION = "1"
MOST_MEETINGS = 6


@dataclass(frozen=True, slots=True)
class Hints:
    """What the text may not tell, given from outside; never beats the text. `published` is a day, a month or a year."""

    file: str | None = None
    published: str | None = None
    jurisdiction: str | None = None
    publisher: str | None = None
    url: str | None = None


def assemble(made: Builder, given: "Hints") -> Record:
    """The record, validated."""
    setting = made.resolver.setting
    meetings = [meeting_item(made, i, m) for i, m in enumerate(made.gatherings[:6], 1)]
    for items, letter in ((made.decisions, "d"), (made.orders, "a"), (made.reports, "r")):
        for number, item in enumerate(items, 1):
            item["id"] = f"{letter}{number}"
            item["meeting"] = meeting_of(item, meetings) or spoken_at(made, item, meetings)
    named = things(made)
    return Record.model_validate(
        {
            "made": {"by": "machine", "version": VERSION},
            "source": source_item(made, given),
            "jurisdiction": setting.home() or None,
            "jurisdiction_stated": not setting.given,
            "meetings": meetings,
            "people": people_items(made, meetings),
            "projects": distinct(list(made.projects.values())),
            "documents": list(made.documents.values()),
            "decisions": [with_things(named, item) for item in made.decisions],
            "assignments": [with_things(named, item) for item in made.orders],
            "requirements": numbered(made.requirements, "q"),
            "reports": made.reports,
        }
    )


def meeting_item(made: Builder, number: int, found: Gathering) -> Item:
    chairs = made.resolver.agents(found.chairs)
    body = None
    if found.body is not None:
        agent = made.resolver.agent(found.body)
        body = agent.name if agent else None
    return {
        "id": f"m{number}",
        "body": body or body_of(made, chairs),
        "date": found.date,
        "ordinal": found.ordinal,
        "chairs": chairs,
        "rule": "meeting",
        **made.evidence(found.row),
    }


def body_of(made: Builder, chairs: list[Agent]) -> str | None:
    """The body that a chair answers for."""
    for chair in chairs:
        person = made.resolver.people.persons.get(chair.name)
        for role in reversed(list(person.roles.values()) if person else []):
            if role.title.startswith(("Phó Thủ tướng", "Thủ tướng")):
                return "Chính phủ"
            if role.body is not None:
                return write_body(role.body, made.resolver.setting)
    return None


def meeting_of(item: Item, meetings: list[Item]) -> str | None:
    givers = {agent.name for agent in item["by"]}
    for meeting in meetings:
        if givers & {chair.name for chair in meeting["chairs"]} or meeting["body"] in givers:
            return str(meeting["id"])
    return None


# Orders told so were given elsewhere.
ELSEWHERE = re.compile(
    r"công văn|văn bản|công điện|quyết định số|chỉ thị số|ký |trước đó|cùng ngày|hôm qua|trả lời báo chí", re.IGNORECASE
)


def spoken_at(made: Builder, item: Item, meetings: list[Item]) -> str | None:
    """The meeting at which a person gives an order that the text tells after it, where it tells of one meeting only."""
    if len(meetings) != 1 or item.get("under") or not any(agent.is_ in ("person", "role") for agent in item["by"]):
        return None
    there = {agent.name for agent in item["by"]} & made.at_meeting
    after = item["start"] >= meetings[0]["start"]
    return str(meetings[0]["id"]) if there and after and not ELSEWHERE.search(normalise(item["evidence"]).text) else None


def people_items(made: Builder, meetings: list[Item]) -> list[Item]:
    out: list[Item] = []
    for person in made.resolver.people.persons.values():
        part = [
            name
            for name, who in (
                ("chair", {c.name for m in meetings for c in m["chairs"]}),
                ("spoke", made.spoke),
                ("presented", made.presented),
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
                "evidence": made.slice(start, end),
                "start": made.normal.offset(start),
                "rule": "person",
            }
        )
    return out


def source_item(made: Builder, hints: Hints) -> Item:
    """The source line: what the text tells, else what was given, which `given` lists."""
    page = made.layout
    told = {
        "published": page.published,
        "publisher": page.publisher,
        "url": None,
        "jurisdiction": None if made.resolver.setting.given else "told",
    }
    given = [name for name, value in told.items() if getattr(hints, name) and not value]
    return {
        "file": hints.file,
        "title": " ".join(made.slice(*page.title).split()) if page.title else None,
        "publisher": page.publisher or hints.publisher,
        "author": page.author,
        "published": page.published or hints.published,
        "url": hints.url,
        "given": given,
        "sha256": text_hash(made.text),
    }


def numbered(items: list[Item], letter: str) -> list[Item]:
    return [{**item, "id": f"{letter}{number}"} for number, item in enumerate(items, 1)]


def things(made: Builder) -> list[tuple[str, str]]:
    """The projects and documents that the record keeps: (how their name is compared, name)."""
    kept = (*distinct(list(made.projects.values())), *made.documents.values())
    return [(f" {key(thing['name'])} ", thing["name"]) for thing in kept]


def with_things(named: list[tuple[str, str]], item: Item) -> Item:
    """The item with the projects and documents whose names its words hold."""
    words = f" {key(item.get('task') or item['what'])} "
    return {**item, "about": [name for compared, name in named if compared in words]}
