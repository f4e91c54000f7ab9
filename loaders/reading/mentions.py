"""All mentions of agents in a sentence, left to right, none over another."""

from giaoviec.loaders.reading.bodies import body_at, shared_heads
from giaoviec.loaders.reading.data import Lexicon
from giaoviec.loaders.reading.groups import group_at, of_many
from giaoviec.loaders.reading.persons import name_at, person_at
from giaoviec.loaders.reading.places import bare_at, capital, level_at, place_at, tail_at
from giaoviec.loaders.reading.roles import FORMER, role_at
from giaoviec.loaders.reading.things import Body, Mention, Role
from giaoviec.loaders.reading.tokens import STARTERS, Sentence

AGAIN = {
    name.lower(): name
    for name in (
        "Sở",
        "Bộ",
        "Công ty",
        "Hiệp hội",
        "Cục",
        "Tổng cục",
        "Tổng công ty",
        "Tập đoàn",
        "Ngân hàng",
        "Trường",
        "Bệnh viện",
        "Viện",
    )
}
LEVEL_WORDS = frozenset({"tỉnh", "thành", "huyện", "quận", "xã", "phường", "thị", "tp"})
PLURAL = frozenset({"các", "hai", "ba", "2", "3", "4", "5", "những"})


FIRST_AGAIN = frozenset(name.split()[0] for name in AGAIN if " " in name)
ALONE = frozenset({*LEVEL_WORDS, *FORMER, *AGAIN, *FIRST_AGAIN})


def mentions(s: Sentence, lexicon: Lexicon) -> list[Mention]:
    """The mentions of a sentence in order."""
    found: list[Mention] = []
    i = 0
    count = len(s.words)
    while i < count:
        if i not in s.starters and s.words[i][0].islower() and s.low[i] not in ALONE:
            i += noun_size(s, i)
            continue
        got = at(s, i, lexicon)
        if got:
            found.extend(got)
            i = max(got[-1].last, i + 1)
        else:
            i += noun_size(s, i)
    return found


def noun_size(s: Sentence, i: int) -> int:
    """How many words to go on: past nouns that only look like the start of something ("giao ban")."""
    hits = s.hits[i]
    if hits and hits[0].kind == "n" and hits[0].size > 1:
        return hits[0].size
    return 1


def at(s: Sentence, i: int, lexicon: Lexicon) -> list[Mention]:
    hits = s.hits[i]
    if hits and hits[0].kind == "n" and hits[0].size > 1:
        return voters(s, i)
    word = s.words[i]
    again = same_again(s, i)
    if again:
        return [again]
    start = i in s.starters or (word.isdigit() and i + 1 in s.starters)
    upper = word[0].isupper()
    if not start and not upper and s.low[i] not in FORMER and not level_word(s.low[i]):
        return []
    if start or s.low[i] in FORMER:
        many = several(s, i, lexicon)
        if many:
            return many
        group = group_at(s, i, lexicon) or officers(s, i, lexicon)
        person = person_at(s, i, lexicon)
        if person and person.kind == "N":
            person = None
        if group and (person is None or person.last < group.last):
            body = body_at(s, i, lexicon)
            whole = body and body[0] == group.last and upper and named(body[1])
            if not (body and (body[0] > group.last or whole)):
                return [group]
        if person:
            return [person]
        body = body_at(s, i, lexicon)
        if body and s.low[body[0] : body[0] + 2] == ["các", "cấp"] and body[1].kind == "committee" and not body[1].place:
            return [Mention("G", i, body[0] + 2)]
        many_of = of_many(s, body[0], lexicon) if body and local(body[1]) else 0
        if many_of:
            return [Mention("G", i, many_of)]
        if body is None and told_short(s, i):
            return [Mention("B", i, i + 1, body=Body(s.words[i], "named"))]
        if body:
            return with_shared(s, i, body[0], body[1], lexicon)
    if upper and not inside_name(s, i):
        person = person_at(s, i, lexicon)
        bare = bare_at(s, i, lexicon)
        if person and not (person.kind == "N" and bare and bare[0] >= person.last):
            return [person]
        if told_short(s, i):
            return [Mention("B", i, i + 1, body=Body(s.words[i], "named"))]
    if i and s.low[i - 1] == "cấp":
        return []
    return place(s, i, lexicon)


def local(body: Body) -> bool:
    """Whether a body that names no place is one of those that each place has."""
    return body.kind in ("committee", "sector") and not (body.place or body.level) and body.head != "Bộ"


def voters(s: Sentence, i: int) -> list[Mention]:
    """ "Cử tri kiến nghị UBND tỉnh ...": who asks."""
    asks = s.low[i : i + 2] == ["cử", "tri"] and any(
        e.kind == "Q" for e in (s.hits[i + 2] if i + 2 < len(s.hits) else None) or ()
    )
    return [Mention("G", i, i + 2)] if asks else []


def officers(s: Sentence, i: int, lexicon: Lexicon) -> Mention | None:
    """ "các Ủy viên Bộ Chính trị", "các Phó Chủ tịch UBND tỉnh": holders of one office, none named."""
    if s.low[i] not in ("các", "những"):
        return None
    role = role_at(s, i + 1, lexicon)
    if role is None or s.low[role[0] : role[0] + 1] == [":"]:
        return None
    return None if name_at(s, role[0], lexicon, True) else Mention("G", i, role[0])


def named(body: Body) -> bool:
    """Whether a body bears a name of its own, so that its words are no collective ("Tổng cục Hải quan")."""
    return bool(body.own) or (body.kind in ("national", "organ") and body.head != "Ban Tổ chức")


def inside_name(s: Sentence, i: int) -> bool:
    """Whether word i goes on with a name that began before it ("Tân Sơn Nhất"): no person begins there without an anchor."""
    return (
        i > 0
        and s.words[i - 1][0].isupper()
        and s.words[i - 1].isalpha()
        and not s.words[i - 1].isupper()
        and s.starts[i] == s.ends[i - 1] + 1
        and not any(e.kind in STARTERS or e.kind == "h" for e in s.hits[i - 1] or ())
        and i - 1 > 0
    )


def told_short(s: Sentence, i: int) -> bool:
    """A short form in capitals that nobody explains, told something or asking: "đề nghị SCIC ...", "WB đề nghị ..."."""
    word = s.words[i]
    asks = i + 1 < len(s.words) and any(e.kind in "VYQ" for e in s.hits[i + 1] or ())
    opens = i == 0 or s.words[i - 1] in ',;:“"' or s.low[i - 1] == "phía" or after_connector(s, i)
    if asks and opens and word.isupper() and word.isalpha() and 1 < len(word) < 9 and not s.hits[i]:
        return True
    return bool(
        i
        and word.isupper()
        and word.isalpha()
        and 2 < len(word) < 9
        and not s.hits[i]
        and any(e.kind in "VYQ" for e in s.hits[i - 1] or ())
    )


def same_again(s: Sentence, i: int) -> Mention | None:
    """A bare "Sở" or "Công ty" that acts or is told: the one named before."""
    head = AGAIN.get(s.low[i])
    if head is None and s.low[i] in FIRST_AGAIN and " ".join(s.low[i : i + 2]) in AGAIN:
        head = AGAIN[" ".join(s.low[i : i + 2])]
    if head is None:
        return None
    j = i + len(head.split())
    if s.low[j : j + 1] in (["này"], ["trên"]):
        j += 1
    nxt = s.hits[j] if j < len(s.hits) else None
    acts = (
        nxt is not None
        and s.words[j][:1].islower()
        and any(e.kind in "MTdaVYQSX" for e in nxt)
        and not any(e.kind in ("sector", "organ", "noun", "title") for e in nxt)
    ) or (s.words[i][0].isupper() and s.low[j : j + 1] == ["và"] and level_at(s, j + 1) is not None)
    told = i > 0 and any(e.kind in "VYQ" for e in s.hits[i - 1] or ())
    first = (
        i == 0
        or s.words[i - 1] in ',;:.“"'
        or told
        or after_connector(s, i)
        or (i > 1 and any(e.kind in "VYQ" for e in s.hits[i - 2] or ()))
    )
    return Mention("B", i, j, body=Body(head, "again")) if acts and first else None


def after_connector(s: Sentence, i: int) -> bool:
    """Whether the words before i are only one that opens a sentence: "Do đó Cục yêu cầu ..."."""
    return any(e.kind == "h" and e.size == i for e in s.hits[0] or ())


def level_word(low: str) -> bool:
    return low in LEVEL_WORDS


def with_shared(s: Sentence, i: int, end: int, body: Body, lexicon: Lexicon) -> list[Mention]:
    out = [Mention("B", i, end, body=body)]
    for last, other in shared_heads(s, end, body, lexicon):
        out.append(Mention("B", out[-1].last + 1, last, body=other))
    return out


def place(s: Sentence, i: int, lexicon: Lexicon) -> list[Mention]:
    """A place that may act: "tỉnh An Giang", "TP", "Hà Nội"."""
    if level_at(s, i):
        end, level, name = tail_at(s, i, lexicon)
        return [Mention("L", i, end, body=Body("", "place", level=level, place=name))]
    bare = bare_at(s, i, lexicon) if capital(s.words[i]) else None
    if bare is None or bare[2] not in lexicon.provinces:
        return []
    return [Mention("L", i, bare[0], body=Body("", "place", level=lexicon.provinces[bare[2]], place=bare[2]))]


def several(s: Sentence, i: int, lexicon: Lexicon) -> list[Mention]:
    """A plural head with names: "các Sở: A, B", "2 sở Tài chính, Nội vụ", "UBND các huyện: A, B", "Bộ trưởng các Bộ A, B"."""
    title = s.reading(i, "title")
    j = i + title.size if title and title.takes in ("ministry", "body", "chair") else i
    organ = s.reading(j, "organ") if j == i or s.low[j : j + 1] == ["ubnd"] else None
    committee = organ if organ and organ.takes == "committee" else None
    if committee:
        j += committee.size
    if j >= len(s.low) or s.low[j] not in PLURAL:
        return []
    j += 1
    if committee:
        return committees(s, i, j, committee.name, title.name if title else "", lexicon)
    head = s.reading(j, "organ")
    if not head or head.takes != "sector":
        return []
    j += head.size
    if s.low[j : j + 1] == [":"]:
        j += 1
    return sectors(s, i, j, head.name, title.name if title else "", lexicon)


def sectors(s: Sentence, i: int, j: int, head: str, title: str, lexicon: Lexicon) -> list[Mention]:
    entry = s.reading(j, "sector")
    if not entry or not capital(s.words[j]):
        return []
    end, level, name = tail_at(s, j + entry.size, lexicon) if head != "Bộ" else (j + entry.size, "", "")
    first = Body(head, "sector", entry.name, level, name)
    spans = [(i, end, first)]
    for last, other in shared_heads(s, end, first, lexicon):
        spans.append((spans[-1][1] + 1, last, other))
    goes_on = s.low[end : end + 1] and s.low[end] in (",", "và") and s.reading(end + 1, "organ")
    if len(spans) == 1 and head == "Sở" and s.low[i] in ("các", "những") and not goes_on:
        return [Mention("G", i, end)]  # "các sở Tư pháp": that of each province.
    return [one(a, b, body, title) for a, b, body in spans]


def committees(s: Sentence, i: int, j: int, head: str, title: str, lexicon: Lexicon) -> list[Mention]:
    level = level_at(s, j)
    if not level:
        return []
    k = level[0] + (s.low[level[0] : level[0] + 1] == [":"])
    out: list[Mention] = []
    start = i
    while k < len(s.words):
        again = level_at(s, k)
        kind, at_name = (again[1], again[0]) if again else (level[1], k)
        found = place_at(s, at_name, kind, lexicon)
        if not found:
            break
        out.append(one(start, found[0], Body(head, "committee", level=kind, place=found[1]), title))
        if found[0] < len(s.low) and s.low[found[0]] in (",", "và"):
            k = start = found[0] + 1
        else:
            break
    return out


def one(first: int, last: int, body: Body, title: str) -> Mention:
    if title:
        return Mention("R", first, last, roles=[Role(title, "body", body)])
    return Mention("B", first, last, body=body)
