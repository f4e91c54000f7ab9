"""Persons: a name anchored by an office, a form of address or what follows it; names as Vietnamese writes them."""

from giaoviec.loaders.reading.data import Lexicon
from giaoviec.loaders.reading.places import STRONG, bare_at, capital, cut, run_end, tail_at
from giaoviec.loaders.reading.roles import FORMER, role_at, roles_at
from giaoviec.loaders.reading.things import Body, Mention, Role
from giaoviec.loaders.reading.tokens import Sentence

NO_NAME = frozenset(
    (
        "chiều sáng trưa tối ảnh theo tại ngày trong sau khi tuy đồng phát về để trước hôm cùng đây đó vì do nếu bên "
        "việc các những với từ đến mặc dù được và là cho của ông bà không nhiều một hai ban bộ sở ubnd hđnd đảng nhà "
        "tphcm tp hcm pv ta trên "
    ).split()
)
SURE_NAMES = frozenset({"đồng", "trưa", "ban", "hai", "ông", "bà", "hội", "đảng", "từ", "để", "phát"})
LONGEST = 4
LEVEL_ENDS = frozenset({"tỉnh", "huyện", "quận", "xã", "phường", "phố", "trấn", "ủy"})


def name_word(s: Sentence, i: int) -> bool:
    word = s.words[i]
    return word[0].isupper() and not word[-1].isdigit() and (not word.isupper() or len(word) == 1)


def name_at(s: Sentence, i: int, lexicon: Lexicon, anchored: bool) -> tuple[int, str] | None:
    """The name that begins at word i: (the word after it, the name). `anchored`: an office or form of address stands before."""
    if i >= len(s.words) or not capital(s.words[i]):
        return None
    if big_title(s, i) or s.low[i : i + 2] == ["việt", "nam"] or (s.reading(i, "organ") and s.words[i] not in STRONG):
        return None
    shouted = anchored and s.words[i].isupper() and len(s.words[i]) > 1 and s.words[i].title() in lexicon.surnames
    surname = s.words[i] in lexicon.surnames or shouted
    if (not surname and not anchored) or (anchored and after_place(s, i, lexicon)):
        return None
    j = i
    while j < len(s.words) and j - i < LONGEST + ("Thị" in s.words[i + 1 : i + 3]):
        if shouted and not s.words[j].isupper():
            break
        if not shouted and not name_word(s, j):
            break
        if j > i and (s.low[j] in NO_NAME and not (surname and s.low[j] in SURE_NAMES and j - i < 3)):
            break
        if j == i and s.low[j] in NO_NAME and not surname:
            return None
        if j > i and (big_title(s, j) or (j - i >= 2 and big_organ(s, j))):
            break
        j += 1
        if j < len(s.words) and s.starts[j] > s.ends[j - 1] + 2:
            break
    bare = bare_at(s, i, lexicon) if anchored and i and s.low[i - 1] in LEVEL_ENDS else None
    if bare is not None and bare[0] >= j:
        return None  # "tỉnh Kiên Giang" after a name that holds the level word.
    if j == i or (not surname and (s.reading(i, "title") or s.reading(i, "organ") or s.reading(i, "sector"))):
        return None
    if not anchored and j - i < 3 and not (j - i == 2 and surname):
        return None
    name = " ".join(s.words[i:j])
    return j, name.title() if shouted else name


def after_place(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    """Whether word i begins an unknown place with a person after it and where the person begins cannot be told."""
    if i in (0, len(s.words)) or s.low[i - 1] not in LEVEL_ENDS or s.words[i] in STRONG:
        return False
    end = run_end(s, i)
    return end - i > 3 and cut(s, i, end, lexicon) == 0


def big_title(s: Sentence, i: int) -> bool:
    """A title that is surely none of a name's syllables ("Trưởng" alone may be a given name)."""
    entry = s.reading(i, "title")
    return bool(entry and (entry.size > 1 or s.reading(i + 1, "organ")))


def big_organ(s: Sentence, i: int) -> bool:
    entry = s.reading(i, "organ")
    return bool(entry and entry.size > 1)


def skip_address(s: Sentence, i: int) -> tuple[int, bool]:
    """Past forms of address, ranks and degrees: (the next word, whether there were any)."""
    j = i
    while j < len(s.words):
        entry = s.reading(j, "honorific")
        if entry is None or (s.low[j] in ("ts", "gs", "bs", "pgs", "ths", "mr", "kts") and not capital(s.words[j])):
            break
        j += entry.size
        while j < len(s.words) and s.low[j] in (".", ",", "-") and s.reading(j + 1, "honorific") and s.ends[j - 1] == s.starts[j]:
            j += 1
        if j < len(s.words) and s.low[j] == ".":
            j += 1
    return j, j > i


def person_at(s: Sentence, i: int, lexicon: Lexicon) -> Mention | None:
    """A person with the offices the text gives, or an office alone, at word i."""
    j, honoured = skip_address(s, i)
    if honoured and j < len(s.low) and s.low[j] == ":":
        j += 1
    end, roles = roles_at(s, j, lexicon)
    if roles:
        if s.words[end : end + 1] == ["("] and s.words[end + 2 : end + 3] == [")"] and s.words[end + 1].isupper():
            end += 3
            bare = bare_at(s, end, lexicon) if end < len(s.words) and capital(s.words[end]) else None
            end = bare[0] if bare and bare[2] in lexicon.provinces else end
        if s.low[end : end + 2] == ["việt", "nam"]:
            end += 2
        comma = (s.low[end : end + 1] == [","] and s.reading(end + 1, "honorific") and roles[-1].body is not None) or (
            s.low[end : end + 1] in (["-"], ["–"]) and end + 1 < len(s.words) and s.words[end + 1] in lexicon.surnames
        )
        k, more = skip_address(s, end + 1 if comma else end)
        found = name_at(s, k, lexicon, True) if k >= end else None
        if found:
            apart = first_apart(roles)
            if apart:
                end, before = retake(s, j, apart, lexicon)
                return office(s, i, j, end, before, honoured, lexicon)
            last, others = roles_after(s, found[0], lexicon)
            return Mention("P", i, last, found[1], roles + others, honoured=honoured or more, before=True)
        if after_place(s, end, lexicon):
            return Mention("R", i, run_end(s, end), "", roles[:1], honoured=honoured)
        return office(s, i, j, end, roles, honoured, lexicon)
    found = name_at(s, j, lexicon, honoured)
    if found is None:
        return None
    last, name = found
    end, roles = delegate(s, i, last, lexicon) or roles_after(s, last, lexicon)
    if not honoured and roles and (s.words[last].isalpha() or bare_at(s, j, lexicon)):
        end, roles = last, []
    if not honoured and not roles:
        return None if " " not in name else Mention("N", i, last, name)
    return Mention("P", i, end if roles else last, name, roles, honoured=honoured)


# Who holds one of these is no minister, chair of a committee or director besides.
HIGHEST = frozenset({"Thủ tướng Chính phủ", "Chủ tịch Quốc hội", "Chủ tịch nước", "Phó Chủ tịch Quốc hội", "Phó Chủ tịch nước"})
OTHER = ("Bộ trưởng", "Thứ trưởng", "Giám đốc", "Phó Thủ tướng", "Thủ tướng", "Chủ tịch Ủy ban")


def first_apart(roles: list[Role]) -> int:
    """How many offices at the head of a list are another person's: "của Thủ tướng, Phó Thủ tướng A" is two; 0 where none."""
    for i in range(1, len(roles)):
        one, other = roles[i - 1], roles[i]
        deputy = one.body == other.body and (
            other.title.startswith(f"Phó {one.title}") or one.title.startswith(f"Phó {other.title}")
        )
        highest = {one.title, other.title} & HIGHEST and any(
            r.title not in HIGHEST and r.title.startswith(OTHER) for r in (one, other)
        )
        if deputy or highest:
            return i
    return 0


def office(s: Sentence, i: int, j: int, end: int, roles: list[Role], honoured: bool, lexicon: Lexicon) -> Mention:
    """An office without a name. Without a form of address a list may be several officers, so only the first is taken."""
    if not honoured and len(roles) > 1:
        first = role_at(s, j, lexicon)
        if first and s.low[first[0] : first[0] + 1] != ["kiêm"]:
            end, roles = first[0], [first[1]]
    return Mention("R", i, end, "", roles, honoured=honoured)


def delegate(s: Sentence, i: int, last: int, lexicon: Lexicon) -> tuple[int, list[Role]] | None:
    """ "ĐB Lò Thị Pằn (Sơn La)": a deputy of the National Assembly and whom she sits for."""
    addressed = s.low[i] in ("đb", "đbqh") or s.low[i : i + 2] == ["đại", "biểu"]
    if not addressed or s.words[last : last + 1] != ["("]:
        return None
    end, level, place = tail_at(s, last + 1, lexicon)
    if place not in lexicon.provinces or s.words[end : end + 1] != [")"]:
        return None
    body = Body("", "place", level=level or lexicon.provinces[place], place=place)
    return end + 1, [Role("Đại biểu Quốc hội", "body", body)]


def roles_after(s: Sentence, i: int, lexicon: Lexicon) -> tuple[int, list[Role]]:
    """Offices that follow a name: ", Bí thư Tỉnh ủy, Chủ tịch HĐND tỉnh", "- Giám đốc ...", "(Phó Chủ tịch ...)"."""
    if i >= len(s.low):
        return i, []
    bracket = s.low[i] == "("
    j = i + 1 if s.low[i] in (",", "-", "–", "—", "(", ":") else i
    if j < len(s.low) and s.low[j] in ("là", "hiện"):
        j += 1
    end, roles = roles_at(s, j, lexicon)
    while roles:
        k, _ = skip_address(s, end)
        if not (name_at(s, k, lexicon, True) and k < len(s.words) and name_word(s, k) and not bracket):
            break
        roles = roles[:-1]
        end, roles = retake(s, j, len(roles), lexicon)
    if roles and bracket and s.low[end : end + 1] == [")"]:
        end += 1
    return (end, roles) if roles else (i, [])


def retake(s: Sentence, j: int, count: int, lexicon: Lexicon) -> tuple[int, list[Role]]:
    """The first `count` offices of a list again, with the word after them: the last one belongs to the next person."""
    roles: list[Role] = []
    end = j
    while len(roles) < count:
        one = role_at(s, j, lexicon)
        if one is None:
            break
        end, role = one
        roles.append(role)
        j = end if s.reading(end, "title") or (s.low[end : end + 1] and s.low[end] in FORMER) else end + 1
    return end, roles
