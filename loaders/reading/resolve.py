"""From mentions to agents: an office becomes its holder where the text names one, short names become full ones."""

from giaoviec.graph.records import Agent
from giaoviec.loaders.reading.bodies import body_at, written
from giaoviec.loaders.reading.data import Lexicon
from giaoviec.loaders.reading.tables import People
from giaoviec.loaders.reading.things import Mention, Role
from giaoviec.loaders.reading.tokens import Sentence
from giaoviec.loaders.reading.writer import Setting, place_words, write_body, write_role


class Resolver:
    """Names the agents of one text."""

    def __init__(self, lexicon: Lexicon, setting: Setting, people: People, short: dict[str, str]) -> None:
        self.lexicon = lexicon
        self.setting = setting
        self.people = people
        self.short = short

    def agent(self, mention: Mention, part: str = "lead") -> Agent | None:
        """The agent that a mention means; None where a name cannot be told (a given name alone that nobody bears)."""
        name, office = self.named(mention)
        if not name:
            return None
        kind = {"P": "person", "R": "person" if name in self.people.persons else "role", "B": "body", "G": "group", "L": "body"}[
            mention.kind
        ]
        values: dict[str, str] = {"name": name, "part": part, "is_": kind}
        if office and kind == "person":
            values["as_"] = office
        return Agent.model_validate(values)

    def named(self, mention: Mention) -> tuple[str, str]:
        """(name, office spoken from)."""
        if mention.kind == "P":
            return self.person(mention, mention.index)
        if mention.kind == "R":
            role = mention.roles[0]
            if role.takes == "ministry" and role.body is None:
                ministry, name = self.people.minister(mention)
                if " " in name:
                    return name, ""
                role = Role(role.title, role.takes, ministry, role.former) if ministry else role
            label = write_role(role, self.setting)
            person = None if role.former else self.people.holder(role, label, mention.index)
            if person is None:
                return label, ""
            held = next((k for k, r in person.roles.items() if k.lower() == label.lower() or r.title == role.title), "")
            return person.name, held
        if mention.kind == "B" and mention.body is not None:
            return write_body(mention.body, self.setting), ""
        if mention.kind == "L" and mention.body is not None:
            return place_words(mention.body.level, mention.body.place, self.setting), ""
        return self.group(mention, mention.home) if mention.home else "", ""

    def person(self, mention: Mention, index: int) -> tuple[str, str]:
        labels = [
            write_role(role, self.setting)
            for role in mention.roles
            if not role.former and (role.body or role.takes in ("plain", "ministry"))
        ]
        office = labels[0] if len(labels) == 1 else ""
        if " " in mention.name:
            return mention.name, office
        known = self.people.by_given(mention.name, index)
        return (known.name, office) if known else ("", "")

    def group(self, mention: Mention, s: Sentence) -> str:
        words = self.completed(mention, s)
        for address in ("đồng chí ", "các đồng chí "):
            if words.lower().startswith(address) and len(words) > len(address) + 8:
                words = words[len(address) :]
        small = (
            words[:1].isupper()
            and not words[:2].isupper()
            and not s.reading(mention.first, "organ")
            and not s.reading(mention.first, "title")
        )
        return words[:1].lower() + words[1:] if small else words

    def completed(self, mention: Mention, s: Sentence) -> str:
        """The words of a collective; a body that ends them is written in full ("... thuộc UBND tỉnh")."""
        for i in range(mention.first + 2, mention.last):
            found = body_at(s, i, self.lexicon)
            if found and found[0] == mention.last and found[1].kind in ("committee", "sector", "party"):
                return f"{written(s, mention.first, i, self.lexicon)} {write_body(found[1], self.setting)}"
        return written(s, mention.first, mention.last, self.lexicon)

    def agents(self, found: list[Mention], part: str = "lead") -> list[Agent]:
        """The agents of several mentions, each once."""
        out: list[Agent] = []
        for mention in found:
            agent = self.agent(mention, part)
            if agent and all(agent.name != other.name for other in out):
                out.append(agent)
        return out
