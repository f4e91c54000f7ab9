"""The meeting record: what one source says, before any merging.

The same shape whether a person typed it or the engine read it; the design page and docs/record.md tell what counts.
"""

from __future__ import annotations

import datetime
import functools
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

Part = Literal["chair", "attended", "spoke", "presented", "mentioned"]
Is = Literal["person", "role", "body", "group"]
DecisionKind = Literal["agreed", "approved", "adopted", "renamed", "decided", "continued", "issued"]
AssignmentKind = Literal["assigned", "required", "requested"]
Says = Literal["done", "under way", "late", "not done"]

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


def _iso(value: object, *, partial: bool, clock: bool) -> object:
    """A day (or month, or year) as ISO text; raises ValueError for a day that no calendar has."""
    if value is None:
        return None
    if isinstance(value, datetime.datetime):
        value = value.isoformat(timespec="minutes")
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = str(value).strip()
    day, _, time = text.replace(" ", "T", 1).partition("T")
    if not _DAY.fullmatch(day) or (len(day) < 10 and (time or not partial)) or (time and not clock):
        raise ValueError("a day such as 2021-01-18" + (", a month 2021-01 or a year 2021" if partial else ""))
    datetime.date.fromisoformat((day + "-01-01")[:10] if len(day) == 4 else (day + "-01")[:10])
    if time:
        datetime.time.fromisoformat(time)
    return text.replace(" ", "T", 1)


_WRITTEN = r"^\d{4}-\d{2}-\d{2}$"
_WRITTEN_PERIOD = r"^\d{4}(-\d{2}(-\d{2})?)?$"
_WRITTEN_TIME = r"^\d{4}(-\d{2}(-\d{2}([T ]\d{2}:\d{2}(:\d{2})?)?)?)?$"


def _told(pattern: str, *, partial: bool, clock: bool) -> BeforeValidator:
    """Checks a day; `pattern` is what the JSON Schema says of it."""
    told = Annotated[str, Field(pattern=pattern)]
    # A year alone is a number in YAML.
    return BeforeValidator(
        functools.partial(_iso, partial=partial, clock=clock), json_schema_input_type=told | int if partial else told
    )


def _named(value: str) -> str:
    """A name without a letter or digit ("…", "???") has no key: it would meet every other such name."""
    if not any(char.isalnum() for char in value):
        raise PydanticCustomError("no_letters", "a name with a letter or a digit")
    return value


Day = Annotated[str, _told(_WRITTEN, partial=False, clock=False)]
Period = Annotated[str, _told(_WRITTEN_PERIOD, partial=True, clock=False)]
Published = Annotated[str, _told(_WRITTEN_TIME, partial=True, clock=True)]
Name = Annotated[str, Field(min_length=1, max_length=500), AfterValidator(_named)]
Text = Annotated[str, Field(min_length=1, max_length=20_000)]


class Shape(BaseModel):
    """Base of all parts of a record: frozen, and no unknown field."""

    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True, str_strip_whitespace=True)


class Agent(Shape):
    """Who gives, receives, decides or reports. `as_` is the office it speaks from; `is_` what it is, where that is given."""

    model_config = ConfigDict(populate_by_name=True)

    name: Name
    part: Literal["lead", "support"] = "lead"
    is_: Is | None = Field(default=None, alias="is")
    as_: Name | None = Field(default=None, alias="as")


class Evidenced(Shape):
    """An item with the words it rests on; `start` is their offset in the text, `rule` what made the item."""

    evidence: Text
    start: int | None = Field(default=None, ge=0, le=2_000_000_000)
    rule: str | None = None
    sure: bool = True


class Made(Shape):
    """Who made the record. `digest` is that of what a machine wrote: where the record differs by now, a hand corrected it."""

    by: Literal["hand", "machine"]
    version: str | None = None
    at: Published | None = None
    digest: str | None = None


class SourceInfo(Shape):
    """Where the text comes from. `given` names the fields that the text does not tell and a person gave."""

    file: str | None = None
    key: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: Published | None = None
    url: str | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    origin: str | None = None
    given: tuple[str, ...] = ()


def _chair(value: object) -> object:
    return {"name": value} if isinstance(value, str) else value


class Meeting(Shape):
    """A meeting; `evidence` may be missing, since people and orders of the meeting carry their own."""

    id: Name
    name: str | None = None
    body: str | None = None
    ordinal: int | None = Field(default=None, ge=1, le=10_000)
    date: Day | None = None
    part_of_day: str | None = None
    chairs: tuple[Annotated[Agent, BeforeValidator(_chair, json_schema_input_type=str | Agent)], ...] = ()
    evidence: Text | None = None
    start: int | None = Field(default=None, ge=0, le=2_000_000_000)
    rule: str | None = None
    sure: bool = True


class Role(Shape):
    """An office; `former` where the text says that it was held before ("nguyên X")."""

    label: Name
    former: bool = False
    since: Period | None = None
    until: Period | None = None


class Person(Evidenced):
    """A named person, the parts played at a meeting (the first one, unless `meeting` says otherwise) and the offices."""

    name: Name
    part: tuple[Part, ...] = ()
    meeting: str | None = None
    roles: tuple[Role, ...] = ()


class Project(Evidenced):
    name: Name
    kind: str | None = None
    place: str | None = None
    cost: str | None = None
    period: str | None = None


class Document(Evidenced):
    name: Name
    number: str | None = None


class ClaimBase(Evidenced):
    """Base of decisions, orders and reports: local id, meeting (or none), the day it was done if told, what it stands under."""

    id: Name
    meeting: str | None = None
    by: tuple[Agent, ...] = ()
    date: Day | None = None
    under: str | None = None


class Decision(ClaimBase):
    kind: DecisionKind
    what: Text
    about: tuple[Name, ...] = ()

    @property
    def words(self) -> str:
        """The words that say what is decided."""
        return self.what


class Deadline(Shape):
    """`date` is a day, or a month or year whose last day is meant; `text` the source's words."""

    text: str | None = None
    date: Period | None = None


class Assignment(ClaimBase):
    """An order or request. `to` is empty for a requirement without receiver."""

    kind: AssignmentKind
    to: tuple[Agent, ...] = ()
    task: Text
    deadline: Deadline | None = None
    report_to: Agent | None = None
    about: tuple[Name, ...] = ()

    @property
    def words(self) -> str:
        """The words that say what is to be done."""
        return self.task


class Report(ClaimBase):
    """Somebody reports to a meeting or body; `about` is the text of it, `answers` the local id of an order."""

    kind: Literal["submitted", "finding"] = "submitted"
    to: Agent | None = None
    about: Text
    says: Says | None = None
    answers: str | None = None

    @property
    def words(self) -> str:
        """The words that say what is reported."""
        return self.about


Claim = Decision | Assignment | Report


class BodyItem(Evidenced):
    """A body of a roster: what it is part of, and what it became on which day."""

    name: Name
    kind: str | None = None
    part_of: str | None = None
    became: str | None = None
    on: Day | None = None
    since: Period | None = None
    until: Period | None = None


class TenureItem(Evidenced):
    """A line of a roster: who held which office from when to when."""

    person: Name
    role: Name
    since: Period | None = None
    until: Period | None = None


class Record(Shape):
    """All that one source says. `requirements` are orders without receiver."""

    made: Made
    source: SourceInfo
    jurisdiction: str | None = None
    jurisdiction_stated: bool = True
    meetings: tuple[Meeting, ...] = ()
    people: tuple[Person, ...] = ()
    projects: tuple[Project, ...] = ()
    documents: tuple[Document, ...] = ()
    decisions: tuple[Decision, ...] = ()
    assignments: tuple[Assignment, ...] = ()
    requirements: tuple[Assignment, ...] = ()
    reports: tuple[Report, ...] = ()
    bodies: tuple[BodyItem, ...] = ()
    tenures: tuple[TenureItem, ...] = ()


Item = Meeting | Person | Project | Document | Decision | Assignment | Report | BodyItem | TenureItem

SECTIONS: Mapping[str, type[Shape]] = {
    "meetings": Meeting,
    "people": Person,
    "projects": Project,
    "documents": Document,
    "decisions": Decision,
    "assignments": Assignment,
    "requirements": Assignment,
    "reports": Report,
    "bodies": BodyItem,
    "tenures": TenureItem,
}


def dump(record: Record) -> dict[str, Any]:
    """The record as plain data, with each field that was given, for YAML, JSON and comparison."""
    data: dict[str, Any] = record.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return {name: value for name, value in data.items() if name not in SECTIONS or value}


def content_digest(record: Record) -> str:
    """A hash over what a record says, leaving out who made it and where the case keeps it."""
    data = dump(record)
    data.pop("made", None)
    kept = ("file", "key", "sha256", "origin", "given")
    data["source"] = {name: value for name, value in data.get("source", {}).items() if name not in kept}
    return hashlib.sha256(json.dumps(data, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:16]


def by_hand(record: Record) -> bool:
    """Whether a person made or corrected a record."""
    return record.made.by == "hand" or (record.made.digest is not None and record.made.digest != content_digest(record))
