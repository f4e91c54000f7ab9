"""What a whole text tells before any sentence is understood: its province, its ministry, who holds which office."""

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from giaoviec.loaders.reading.data import Lexicon
from giaoviec.loaders.reading.things import Body, Mention, Role
from giaoviec.loaders.reading.tokens import Sentence
from giaoviec.loaders.reading.writer import LOCAL, Setting, write_role


@dataclass(slots=True)
class Person:
    """A person of the text; `roles` are labels written out, `places` the sentences that name the person."""

    name: str
    roles: dict[str, Role] = field(default_factory=dict)
    seen: list[int] = field(default_factory=list)
    evidence: tuple[int, int] | None = None


def bodies_of(mention: Mention) -> Iterable[Body]:
    for body in [mention.body, *(role.body for role in mention.roles)]:
        while body is not None:
            yield body
            body = body.of


def vote(parts: list[tuple[Sentence, list[Mention]]], lexicon: Lexicon) -> Setting:
    """The province that the places of the text point to, and its ministry; the first sentences weigh more."""
    votes: Counter[str] = Counter()
    of_bodies: Counter[str] = Counter()
    ministries: Counter[str] = Counter()
    party = ""
    setting = Setting(provinces=lexicon.provinces)
    for index, (_, found) in enumerate(parts):
        weight = 3 if index < 4 else 1
        for mention in found:
            setting.central += weight * any(role.title in CENTRAL for role in mention.roles)
            for body in bodies_of(mention):
                if body.head == "Bộ":
                    ministries[f"Bộ {body.own}"] += weight
                setting.central += weight * (body.head == "Bộ" or body.kind == "national")
                if body.kind == "party" and not party:
                    party = body.head
                for province in provinces_of(body, lexicon):
                    of_bodies[province] += weight * (body.kind != "place" or bool(body.level))
                    votes[province] += weight * (
                        3 if body.level == "tỉnh" or body.kind == "party" else 2 if body.kind != "place" else 1
                    )
    if votes:
        setting.province = votes.most_common(1)[0][0]
        setting.local = of_bodies[setting.province]
    if setting.province and setting.central and not setting.local:
        setting.province = ""  # A paper of the centre that only mentions the place: "không lên tỉnh chúc mừng".
    if setting.province:
        setting.level = lexicon.provinces.get(setting.province, "tỉnh")
    if ministries:
        (first, most), *rest = ministries.most_common(2)
        # A bare "Bộ trưởng A" is of the text's ministry only where one ministry stands out.
        setting.ministry = first if not rest or most >= 2 * rest[0][1] else ""
    setting.party = f"{party} {setting.province}".strip() if party in ("Tỉnh ủy", "Thành ủy") else party
    return setting


def provinces_of(body: Body, lexicon: Lexicon) -> tuple[str, ...]:
    """The one province that the place of a body lies in, or nothing where several are possible."""
    if not body.place or body.place == "Việt Nam":
        return ()
    if body.place in lexicon.provinces and body.level in ("", "tỉnh", "thành phố"):
        return (body.place,)
    if "tỉnh" in (body.level, body.home):
        return (body.place,)  # A province that no table holds.
    level = body.level or body.home
    for name, levels in ((level, lexicon.places.get(level, {})),):
        found = levels.get(body.place.lower())
        if found and len(found) == 2 and name not in ("xã", "phường", "thị trấn"):
            return (found[1],)
    return ()


# Offices of the centre that need no body beside them.
CENTRAL = frozenset(
    {
        "Tổng Bí thư",
        "Chủ tịch nước",
        "Thủ tướng Chính phủ",
        "Phó Thủ tướng Chính phủ",
        "Chủ tịch Quốc hội",
        "Bộ trưởng",
        "Thứ trưởng",
    }
)
DISTRICTS = frozenset({"huyện", "quận", "thị xã", "thành phố"})


def remember(mention: Mention, setting: Setting) -> None:
    """Keeps the last place of each level, which later bare words ("UBND huyện") mean."""
    for body in bodies_of(mention):
        level = body.level or body.home
        if body.place and level in LOCAL and body.place not in setting.provinces:
            setting.recent[level] = body.place
            if level in DISTRICTS:
                setting.district = f"{level} {body.place}"


# What an office named alone is an office of: the body of such a head that was named just before.
HEADED = {
    "Chủ tịch": ("Ủy ban nhân dân",),
    "Giám đốc": ("Sở", "Công ty", "Trung tâm", "Bệnh viện", "Ban Quản lý"),
    "Tổng Giám đốc": ("Tổng công ty", "Tập đoàn", "Công ty"),
    "Cục trưởng": ("Cục",),
    "Tổng cục trưởng": ("Tổng cục",),
    "Chi cục trưởng": ("Chi cục",),
    "Vụ trưởng": ("Vụ",),
    "Viện trưởng": ("Viện",),
    "Hiệu trưởng": ("Trường",),
    "Chánh Thanh tra": ("Thanh tra",),
}
NEAR = 2


class People:
    """The persons of a text and the offices it gives them."""

    def __init__(self) -> None:
        self.persons: dict[str, Person] = {}
        self.last: list[tuple[int, Body]] = []
        self.at = -1
        self.bare: list[tuple[str, Role, Body]] = []
        self.ministers: list[tuple[int, int, str, Body | None, str]] = []

    def minister(self, mention: Mention) -> tuple[Body | None, str]:
        """Whom a bare "Bộ trưởng" means: (ministry, name) of the minister told last before it, in a text of several ministers."""
        title = mention.roles[0].title
        told = [m for m in self.ministers if m[2] == title]
        if len({m[4] or m[3] for m in told}) < 2:
            return None, ""
        before = [m for m in told if m[:2] < (mention.index, mention.first)]
        return before[-1][3:] if before else (None, "")

    def near(self, mention: Mention, index: int) -> None:
        """Keeps the bodies that sentences are about, and the offices named alone that one of them completes.

        Only the first mention of a sentence counts, and only where no other such body is near: a wrong office does harm.
        """
        first, self.at = index != self.at, index
        self.ministers += [
            (index, mention.first, role.title, role.body, mention.name)
            for role in mention.roles
            if role.takes == "ministry" and (role.body or mention.name)
        ]
        if mention.kind == "P":
            for role in mention.roles:
                heads = HEADED.get(role.title.removeprefix("Phó ").removeprefix("Quyền "), ())
                seen = {body for place, body in self.last if index - place <= NEAR and body.head in heads}
                if role.body is None and len(seen) == 1:
                    self.bare.append((mention.name, role, seen.pop()))
        elif first and mention.kind == "B" and mention.body is not None:
            self.last = [*self.last[-4:], (index, mention.body)]

    def complete(self, setting: Setting) -> None:
        """Offices named alone get the body named just before, where the text never names their own."""
        for name, role, body in self.bare:
            person = self.persons.get(name)
            if person is None or any(r.title == role.title and r.body is not None for r in person.roles.values()):
                continue
            person.roles.pop(role.title, None)
            full = Role(role.title, role.takes, body, role.former)
            person.roles[write_role(full, setting)] = full

    def add(self, mention: Mention, setting: Setting, index: int, span: tuple[int, int]) -> None:
        if " " not in mention.name:
            person = self.by_given(mention.name, index)
            if person:
                person.seen.append(index)
            return
        person = self.persons.setdefault(mention.name, Person(mention.name))
        person.seen.append(index)
        for role in spread(mention.roles):
            if role.body is None and role.takes in ("chair", "party", "body", "chief"):
                continue
            label = write_role(role, setting)
            person.roles.setdefault(label, role)
        if person.evidence is None or (mention.roles and len(person.roles) == len(mention.roles)):
            person.evidence = span

    def by_given(self, given: str, index: int) -> Person | None:
        """The person whose given name this is; of several the one named last."""
        fits = [p for p in self.persons.values() if p.name.split()[-1] == given or p.name.endswith(" " + given)]
        return max(fits, key=lambda p: last_before(p.seen, index), default=None)

    def holder(self, role: Role, label: str, index: int) -> Person | None:
        """Who holds an office in this text: the same label, else the same title where the text gave the title alone."""
        low = label.lower()
        exact = [p for p in self.persons.values() if any(k.lower() == low and not r.former for k, r in p.roles.items())]
        if not exact and role.body is None:
            title = role.title.lower().removesuffix(" chính phủ")
            exact = [p for p in self.persons.values() if any(same_title(r, title) and not r.former for r in p.roles.values())]
        return max(exact, key=lambda p: last_before(p.seen, index), default=None)


def same_title(role: Role, title: str) -> bool:
    mine = role.title.lower().removesuffix(" chính phủ")
    return mine == title or mine == f"{title} thường trực" or (title == "phó thủ tướng" and mine.startswith(title))


def last_before(seen: list[int], index: int) -> int:
    before = [place for place in seen if place <= index]
    return before[-1] if before else -1 - min(seen, default=9999)


def spread(roles: list[Role]) -> list[Role]:
    """ "Bí thư Huyện ủy, Chủ tịch HĐND huyện Thanh Miện": the first office takes its place from the second."""
    out: list[Role] = []
    for i, role in enumerate(roles):
        body = role.body
        if body is None and role.takes == "chief" and i + 1 < len(roles) and roles[i + 1].body:
            role = Role(role.title, role.takes, roles[i + 1].body, role.former)
        if body and body.kind == "party" and not body.place and body.home not in ("tỉnh",):
            other = next(
                (r.body for r in roles[i + 1 :] + roles[:i] if r.body and r.body.place and r.body.level == body.home), None
            )
            if other:
                role = Role(role.title, role.takes, Body(body.head, body.kind, place=other.place, home=body.home), role.former)
        out.append(role)
    return out


def bare_letters(name: str) -> str:
    """A name without its marks, for comparing two spellings of one person."""
    return "".join(c for c in unicodedata.normalize("NFD", name.lower()) if not unicodedata.combining(c)).replace("đ", "d")


def same_person(one: Person, other: Person) -> bool:
    """Whether two names of one text mean one person: a word run on, a surname left out, or marks misspelt."""
    if one.name.startswith(other.name + " ") or (one.name.endswith(" " + other.name) and " " in other.name):
        return True
    shared = {label for label in one.roles if label in other.roles}
    return bool(shared) and bare_letters(one.name) == bare_letters(other.name)


def merged(people: People) -> dict[str, str]:
    """Name -> the name it is told under, for names that are another person's of the text; the persons are joined."""
    turned: dict[str, str] = {}
    for one in sorted(people.persons.values(), key=lambda p: (len(p.seen), -len(p.name))):
        for other in people.persons.values():
            if one is other or other.name in turned or not (same_person(one, other) or same_person(other, one)):
                continue
            run_on = one.name.startswith(other.name + " ")
            if not run_on and (other.name.startswith(one.name + " ") or one.name.endswith(" " + other.name)):
                continue
            for label, role in one.roles.items():
                other.roles.setdefault(label, role)
            other.seen = sorted([*other.seen, *one.seen])
            turned[one.name] = other.name
            break
    for name in turned:
        del people.persons[name]
    for person in people.persons.values():
        drop_bare(person)
    return turned


def drop_bare(person: Person) -> None:
    """A bare "Thứ trưởng" is the "Thứ trưởng Bộ Công Thương" that the text names elsewhere, no second office."""
    for label, role in list(person.roles.items()):
        longer = any(other != label and other.startswith((label + " ", label + ",")) for other in person.roles)
        if role.body is None and longer:
            del person.roles[label]
