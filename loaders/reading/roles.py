"""Offices: a title from the lexicon and the body it belongs to."""

from giaoviec.loaders.reading.bodies import body_at
from giaoviec.loaders.reading.data import Entry, Lexicon
from giaoviec.loaders.reading.places import bare_at, capital, level_at, tail_at
from giaoviec.loaders.reading.teams import team_at
from giaoviec.loaders.reading.things import Body, Role
from giaoviec.loaders.reading.tokens import Sentence

# Bodies with a proper name that have an office or an inspectorate of their own.
OFFICED = frozenset(
    {"Ủy ban", "Ban", "Hội đồng", "Ban Chỉ đạo", "Tập đoàn", "Tổng công ty", "Liên đoàn", "Liên hiệp", "Trường", "Viện"}
)
MORE = frozenset({"chuyên trách", "phụ trách", "thứ nhất", "thường trực", "điều hành"})
FORMER = frozenset({"nguyên", "cựu"})
PARTY = {
    "tỉnh": "Tỉnh ủy",
    "thành phố": "Thành ủy",
    "huyện": "Huyện ủy",
    "quận": "Quận ủy",
    "thị xã": "Thị ủy",
    "xã": "Đảng ủy",
    "phường": "Đảng ủy",
    "thị trấn": "Đảng ủy",
}
JOINTS = (",", "-", "–", "và", "kiêm", "đồng thời", ";", "/")
Found = tuple[int, Role]


def role_at(s: Sentence, i: int, lexicon: Lexicon) -> Found | None:
    """The office that begins at word i: (the word after it, the office)."""
    former = i < len(s.low) and s.low[i] in FORMER
    at = i + former
    entry = s.reading(at, "title")
    if entry is None:
        return None
    found = with_body(s, at, entry, lexicon)
    if found is None:
        return None
    end, role = found
    return end, Role(role.title, role.takes, role.body, former)


# First words of the bodies that a part of one may head.
PARTS = frozenset("Ban Đoàn Phòng Văn Khoa Tổ Công Khối Tổng Giám Chi".split())


def with_body(s: Sentence, i: int, entry: Entry, lexicon: Lexicon) -> Found | None:
    kind, _, what = entry.takes.partition(":")
    j = i + entry.size
    more = s.slice(j, min(j + 2, len(s.words)))
    if more.lower() in MORE and kind in ("chair", "body", "party", "ministry"):
        entry = Entry(entry.kind, f"{entry.name} {more.lower()}", entry.takes, entry.level, entry.size + 2)
        j += 2
    if kind == "plain":
        return abroad(s, i, j) or (j, Role(entry.name, "plain"))
    if kind == "lead":
        return led(s, j, entry, what, lexicon)
    if kind == "team":
        team = team_at(s, j, lexicon)
        return (team[0], Role(entry.name, "body", team[1])) if team else None
    if kind == "part":
        team = team_at(s, j, lexicon)
        if team:
            return team[0], Role(entry.name, "body", team[1])
        inner = body_at(s, j, lexicon)
        fits = inner and inner[1].head.split()[0] in PARTS
        return (inner[0], Role(entry.name, "body", inner[1])) if inner and fits and inner[1].head != "Công ty" else None
    if kind == "organ":
        inner = body_at(s, j, lexicon)
        if inner:
            return inner[0], Role("Ủy viên", "body", Body(what, "organ", of=inner[1]))
        return j, Role("Ủy viên", "body", Body(what, "organ"))
    if kind == "committeeman":
        end, _, place = tail_at(s, j, lexicon)
        return (end if place else j), Role(
            "Ủy viên", "body", Body("Ban Chấp hành", "organ", of=Body("Đảng bộ", "committee", level=what, place=place))
        )
    if kind == "ministry":
        return ministry(s, j, entry, lexicon)
    if kind == "chief":
        inner = body_at(s, j, lexicon)
        if inner and (inner[1].kind != "named" or inner[1].head in OFFICED):
            return inner[0], Role(entry.name, "body", inner[1])
        end, level, place = tail_at(s, j, lexicon)
        return (
            (end, Role(entry.name, "body", Body("", "place", level=level, place=place)))
            if end > j
            else (j, Role(entry.name, "chief"))
        )
    if kind in ("delegate", "chairless"):
        end, level, place = tail_at(s, j, lexicon)
        return (
            (end, Role(entry.name, "body", Body("", "place", level=level, place=place)))
            if end > j
            else (j, Role(entry.name, "plain"))
        )
    if kind == "staff" and not capital(s.words[i]):
        return None
    if kind == "place":
        return None
    return general(s, j, entry, lexicon)


def led(s: Sentence, j: int, entry: Entry, what: str, lexicon: Lexicon) -> Found | None:
    """The office of who leads a team, or a body whose first word the title holds ("Trưởng đoàn kiểm tra")."""
    title = entry.name.rsplit(" ", 1)[0]
    team = team_at(s, j - 1, lexicon)
    if team:
        return team[0], Role(title, "body", team[1])
    team = team_at(s, j, lexicon)
    if team and team[1].head.split()[0].lower() == what.lower():
        return team[0], Role(entry.name, "body", team[1])
    inner = body_at(s, j - 1, lexicon)
    if inner:
        return inner[0], Role(entry.name.rsplit(" ", 1)[0] if entry.name.endswith(what.lower()) else entry.name, "body", inner[1])
    inner = body_at(s, j, lexicon)
    if inner and inner[1].head.split()[0] == what:
        return inner[0], Role(entry.name.rsplit(" ", 1)[0], "body", inner[1])
    return group_title(s, j, entry, lexicon)


def abroad(s: Sentence, i: int, j: int) -> Found | None:
    """ "Thủ tướng Nhật Bản": an office of another state, in the words of the text."""
    country = s.reading(j, "country")
    return (j + country.size, Role(s.slice(i, j + country.size), "plain")) if country else None


def general(s: Sentence, j: int, entry: Entry, lexicon: Lexicon) -> Found | None:
    inner = body_at(s, j + 1 if s.low[j : j + 1] == ["của"] else j, lexicon)
    if inner:
        return inner[0], Role(entry.name, entry.takes, inner[1])
    if (
        entry.takes in ("chair", "body", "lead")
        and j < len(s.words)
        and s.words[j].isupper()
        and s.words[j].isalpha()
        and len(s.words[j]) > 2
        and not s.reading(j, "sector")
    ):
        return j + 1, Role(entry.name, entry.takes, Body(s.words[j], "named"))
    if entry.takes == "chair":
        return seat(s, j, entry, "Ủy ban nhân dân", lexicon)
    if entry.takes == "party":
        return seat(s, j, entry, "", lexicon)
    if entry.takes == "staff":
        return None
    return group_title(s, j, entry, lexicon)


def seat(s: Sentence, j: int, entry: Entry, head: str, lexicon: Lexicon) -> Found:
    """A chair or secretary named with the place alone: "Chủ tịch Hà Nội", "Bí thư Bình Định", "chủ tịch tỉnh"."""
    end, level, place = tail_at(s, j, lexicon)
    if end == j or place == "Việt Nam":
        return j, Role(entry.name, entry.takes)
    if not level_at(s, j) and not bare_at(s, j, lexicon):
        return j, Role(entry.name, entry.takes)
    if head:
        return end, Role(entry.name, entry.takes, Body(head, "committee", level=level, place=place))
    kind = "party" if PARTY[level] != "Đảng ủy" else "committee"
    return end, Role(
        entry.name, entry.takes, Body(PARTY[level], kind, level="" if kind == "party" else level, place=place, home=level)
    )


def ministry(s: Sentence, j: int, entry: Entry, lexicon: Lexicon) -> Found:
    if s.reading(j, "country"):
        return abroad(s, j - entry.size, j) or (j, Role(entry.name, "ministry"))
    inner = body_at(s, j, lexicon)
    if inner and inner[1].head == "Bộ":
        return inner[0], Role(entry.name, "ministry", inner[1])
    found = s.reading(j, "sector")
    if found and capital(s.words[j]):
        return j + found.size, Role(entry.name, "ministry", Body("Bộ", "sector", found.name))
    if inner and inner[1].kind == "national":
        return inner[0], Role(entry.name, "ministry", inner[1])
    return j, Role(entry.name, "ministry")


def group_title(s: Sentence, j: int, entry: Entry, lexicon: Lexicon) -> Found:
    """A title with no body after it; the document has to tell whose it is."""
    return j, Role(entry.name, "body")


def roles_at(s: Sentence, i: int, lexicon: Lexicon) -> tuple[int, list[Role]]:
    """A list of offices of one person: (the word after it, the offices)."""
    found: list[Role] = []
    end = j = i
    while True:
        one = role_at(s, j, lexicon)
        if one is None:
            break
        end, role = one
        found.append(role)
        if end < len(s.low) and s.low[end] in JOINTS[:6]:
            j = end + 1
        elif end < len(s.low) and (s.reading(end, "title") or s.low[end] in FORMER):
            j = end
        else:
            break
    return end, found
