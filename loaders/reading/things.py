"""The things a text names: bodies, offices, persons, groups; still with the short forms of the text, completed later."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from giaoviec.loaders.reading.tokens import Sentence


@dataclass(frozen=True, slots=True)
class Body:
    """A body as the text names it. `head` is written out ("Ủy ban nhân dân"), `own` its own part, `of` whose it is."""

    head: str
    kind: str
    own: str = ""
    level: str = ""
    place: str = ""
    of: "Body | None" = None
    home: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """An office: the title and the body, None where the text gives the title alone."""

    title: str
    takes: str
    body: Body | None = None
    former: bool = False


@dataclass(slots=True)
class Mention:
    """A mention over words first..last-1 of a sentence. kind: P person, R office, B body, G group, L a place that may act."""

    kind: str
    first: int
    last: int
    name: str = ""
    roles: list[Role] = field(default_factory=list)
    body: Body | None = None
    honoured: bool = False
    before: bool = False
    home: "Sentence | None" = None
    index: int = 0
    again: bool = False
