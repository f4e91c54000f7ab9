"""The order of the stages: page -> normal -> sentences -> tokens -> mentions -> tables -> rows -> frames -> record."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from giaoviec.graph.records import Record
from giaoviec.loaders.reading.builder import Builder
from giaoviec.loaders.reading.data import Lexicon, lexicon
from giaoviec.loaders.reading.mentions import AGAIN, mentions
from giaoviec.loaders.reading.normal import Normal, lower, normalise
from giaoviec.loaders.reading.page import Page, page
from giaoviec.loaders.reading.papers import HEAD_KINDS
from giaoviec.loaders.reading.record import Hints, assemble
from giaoviec.loaders.reading.resolve import Resolver
from giaoviec.loaders.reading.sentences import sentences
from giaoviec.loaders.reading.signers import signer
from giaoviec.loaders.reading.tables import People, bodies_of, merged, remember, vote
from giaoviec.loaders.reading.things import Body, Mention
from giaoviec.loaders.reading.tokens import Sentence, tokens
from giaoviec.loaders.reading.units import Row, row, voices
from giaoviec.loaders.reading.wraps import unwrapped
from giaoviec.loaders.reading.writer import Setting

HEAD = 8
READ = frozenset({"paragraph", "short", "title"})
FULL_YEAR = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](20\d\d|19\d\d)")
THIS_BODY = frozenset({"đơn vị này", "cơ quan này", "doanh nghiệp này", "công ty này", "tổ chức này", "ngân hàng này"})


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one sentence: its place in the untouched text and the rules that read something in it."""

    start: int
    end: int
    kind: str
    rules: tuple[str, ...]
    directive: bool


@dataclass(slots=True)
class Trace:
    """Every sentence with what was read in it; `silent` are those with a directive word that gave nothing."""

    sentences: list[Told] = field(default_factory=list)

    @property
    def silent(self) -> list[Told]:
        return [told for told in self.sentences if told.directive and not any(rule.startswith("order") for rule in told.rules)]


@dataclass(slots=True)
class Piece:
    """A sentence with its mentions and the kind of line it stands in."""

    kind: str
    sentence: Sentence
    found: list[Mention]


def read(text: str, hints: Hints | None = None) -> Record:
    """The meeting record of a report. Never fails on a text; what is no report gives an empty record."""
    return read_with_trace(text, hints)[0]


def read_with_trace(text: str, hints: Hints | None = None) -> tuple[Record, Trace]:
    """The record, and what each sentence gave."""
    given = hints or Hints()
    words = lexicon()
    normal = normalise(text)
    normal = replace(normal, text=unwrapped(normal.text))
    layout = page(normal.text)
    pieces = cut(normal, layout, words)
    setting = vote([(p.sentence, p.found) for p in pieces], words)
    if not setting.province and given.jurisdiction:
        setting.level, setting.province = split_place(given.jurisdiction)
        setting.given = True
    know_short(pieces)
    people = know(pieces, setting)
    issued = issuer(pieces)
    signed = signer(normal.text, layout, issued.body if issued else None, setting, words)
    if signed is not None:
        people.persons.setdefault(signed.name, signed)
    rows = [row(p.sentence, p.found, i) for i, p in enumerate(pieces)]
    voices(rows)
    resolver = Resolver(words, setting, people, {})
    builder = Builder(text, normal, layout, resolver, year_of(normal.text, layout, given), given.published)
    builder.chain.issued_by(issued)
    trace = Trace()
    setting.recent.clear()
    setting.district = ""
    for piece, one in zip(pieces, rows, strict=True):
        for mention in piece.found:
            remember(mention, setting)
        rules = builder.take(one, piece.kind)
        trace.sentences.append(
            Told(normal.offset(one.sentence.start), normal.offset(one.sentence.end), piece.kind, tuple(rules), directive(one))
        )
    return assemble(builder, given), trace


def issuer(pieces: list[Piece]) -> Mention | None:
    """Who issued a text that is itself a paper: the body or office that a line of its head names, beside "QUYẾT ĐỊNH"."""
    head = [piece for piece in pieces[:HEAD] if piece.kind in ("title", "short")]
    if not any(piece.sentence.slice(0, len(piece.sentence.words)).lower() in HEAD_KINDS for piece in head):
        return None
    for piece in head:
        one = piece.found[0] if len(piece.found) == 1 else None
        whole = one is not None and one.first == 0 and one.last == len(piece.sentence.words)
        if one is not None and whole and one.kind in "BR" and piece.sentence.words[0].isupper():
            return one
    return None


def directive(one: Row) -> bool:
    return any(letter in "VYQ" for letter in one.letters)


def split_place(name: str) -> tuple[str, str]:
    for level in ("thành phố", "tỉnh"):
        if name.lower().startswith(level + " "):
            return level, name[len(level) + 1 :]
    return "tỉnh", name


def cut(normal: Normal, layout: Page, words: Lexicon) -> list[Piece]:
    """The sentences of the lines that are read, with their mentions."""
    low = lower(normal.text)
    out: list[Piece] = []
    for line in layout.lines:
        if line.kind not in READ:
            continue
        for start, end in sentences(normal.text, line.start, line.end):
            sentence = tokens(normal.text, low, start, end, words)
            if sentence.words:
                out.append(Piece(line.kind, sentence, mentions(sentence, words)))
    return out


def know(pieces: list[Piece], setting: Setting) -> People:
    """The persons of the text; afterwards a known name counts as a person wherever it stands."""
    people = People()
    places_not_persons(pieces)
    last: dict[str, Body] = {}
    latest: Body | None = None
    for index, piece in enumerate(pieces):
        for mention in piece.found:
            mention.home, mention.index = piece.sentence, index
            same_body(mention, last)
            if (
                latest is not None
                and mention.kind == "G"
                and piece.sentence.slice(mention.first, mention.last).lower() in THIS_BODY
            ):
                mention.kind, mention.body = "B", latest
            latest = body_named(mention) or latest
            remember(mention, setting)
            people.near(mention, index)
            if mention.kind == "P":
                s = piece.sentence
                people.add(mention, setting, index, (s.starts[mention.first], s.ends[mention.last - 1]))
    for index, piece in enumerate(pieces):
        for mention in piece.found:
            if mention.kind == "N" and mention.name in people.persons:
                mention.kind = "P"
                people.persons[mention.name].seen.append(index)
    named_later(pieces)
    turned = merged(people)
    people.complete(setting)
    for piece in pieces:
        for mention in piece.found:
            if mention.name in turned:
                mention.name = turned[mention.name]
    for person in people.persons.values():
        person.seen.sort()
    return people


def places_not_persons(pieces: list[Piece]) -> None:
    """ "Bí thư Đảng ủy Khe Sậu" in a text on "xã Khe Sậu" names an office, no person."""
    known: dict[str, str] = {}
    for piece in pieces:
        for mention in piece.found:
            for body in bodies_of(mention):
                if body.level and body.place:
                    known.setdefault(body.place, body.level)
    for piece in pieces:
        for mention in piece.found:
            office = mention.roles[-1] if mention.roles else None
            if mention.kind != "P" or mention.name not in known or office is None or office.body is None or office.body.place:
                continue
            body = replace(office.body, level=known[mention.name], place=mention.name)
            mention.kind, mention.name, mention.roles = "R", "", [replace(office, body=body)]


def named_later(pieces: list[Piece]) -> None:
    """A bare "Sở" before any is named (in a heading, say) means the one of the text, where it names only one."""
    named: dict[str, set[Body]] = {}
    for piece in pieces:
        for mention in piece.found:
            if mention.body is not None and mention.body.kind != "again":
                named.setdefault(mention.body.head, set()).add(mention.body)
    for piece in pieces:
        for mention in piece.found:
            if mention.body is not None and mention.body.kind == "again" and len(named.get(mention.body.head, ())) == 1:
                mention.body = next(iter(named[mention.body.head]))


def body_named(mention: Mention) -> Body | None:
    """The body that a mention names, itself or in the office of a person."""
    body = mention.body if mention.kind == "B" else mention.roles[-1].body if mention.kind in "PR" and mention.roles else None
    return body if body is not None and body.kind != "again" else None


def same_body(mention: Mention, last: dict[str, Body]) -> None:
    """A bare "Sở" means the one named last."""
    body = body_named(mention) if mention.body is None else mention.body
    if body is None:
        return
    if body.kind == "again":
        mention.body, mention.again = last.get(body.head, body), True
    elif body.of is not None and body.of.kind == "again":
        whole = replace(body, of=last.get(body.of.head, body.of))
        if mention.body is not None:
            mention.body = whole
        else:
            mention.roles = [*mention.roles[:-1], replace(mention.roles[-1], body=whole)]
    else:
        for one in (body, body.of):
            if one is not None and one.head in AGAIN.values():
                last[one.head] = one


def know_short(pieces: list[Piece]) -> None:
    """Short forms that the text itself explains, "Tổng công ty ... Việt Nam (VEC)", mean that body wherever they stand."""
    short: dict[tuple[str, ...], Body] = {}
    for piece in pieces:
        for mention in piece.found:
            body = mention.body or (mention.roles[-1].body if mention.roles else None)
            words = explained(piece.sentence, mention) if body and body.kind != "place" else ()
            if body and words:
                short.setdefault(words, body)
    for piece in pieces if short else []:
        s = piece.sentence
        covered = {i for m in piece.found for i in range(m.first, m.last)}
        more = [
            Mention("B", i, i + len(words), body=body)
            for words, body in short.items()
            for i in range(len(s.words) - len(words) + 1)
            if tuple(s.words[i : i + len(words)]) == words and not covered & set(range(i, i + len(words)))
        ]
        if more:
            piece.found = sorted([*piece.found, *more], key=lambda m: m.first)


def explained(s: Sentence, mention: Mention) -> tuple[str, ...]:
    """The short form in brackets within or right after a mention: "(VEC)", "(Salafood 2)"."""
    for j in range(mention.first, mention.last + 1):
        if s.words[j : j + 1] != ["("]:
            continue
        close = next((k for k in (j + 2, j + 3) if s.words[k : k + 1] == [")"]), 0)
        words = tuple(s.words[j + 1 : close])
        first = words[0] if words else ""
        if len(first) > 1 and first.isalpha() and (first.isupper() or (first[0].isupper() and not s.hits[j + 1])):
            return words if len(words) == 1 or words[1].isdigit() else ()
    return ()


def year_of(text: str, layout: Page, given: Hints) -> int | None:
    """The year of days without one: of publication, else as given, else the one that most whole days of the text have."""
    stated = layout.published or given.published
    if stated:
        return int(stated[:4])
    years = Counter(FULL_YEAR.findall(text))
    return int(years.most_common(1)[0][0]) if years else None
