"""Bodies: a head from the lexicon ("Sở", "UBND", "Ban Thường vụ", "Công ty"), its own part, the place or body it belongs to."""

import re
from dataclasses import replace

from giaoviec.loaders.reading.data import Entry, Lexicon
from giaoviec.loaders.reading.places import STRONG, capital, level_at, run_end, tail_at, unknown
from giaoviec.loaders.reading.things import Body
from giaoviec.loaders.reading.tokens import Sentence

ALONE = frozenset({"Ban Thường vụ", "Ban Chấp hành", "Ban cán sự đảng", "Ủy ban Kiểm tra"})
WITH_BODY = frozenset({"Thanh tra", "Đảng ủy", "Đảng bộ", "Đoàn Thanh niên Cộng sản Hồ Chí Minh", "Liên đoàn Lao động"})
LOCAL_HEADS = frozenset(
    {
        "Bệnh viện",
        "Trung tâm",
        "Hội",
        "Ban",
        "Trạm",
        "Hạt",
        "Đội",
        "Chi nhánh",
        "Liên đoàn",
        "Đài",
        "Hội đồng",
        "Phòng",
        "Quỹ",
        "Trường",
    }
)
# Words that name a body only before its place: "Thuế tỉnh", "Hải quan khu vực V".
PLACED = frozenset({"Thanh tra", "Thuế", "Hải quan"})
BOARDS = frozenset({"Ban Chỉ đạo", "Ban Chỉ huy", "Ban Quản lý", "Ban Quản lý dự án"})
# Bodies that bear a number for a name: "Quân khu 2".
NUMBERED = frozenset({"Quân khu", "Quân đoàn", "Sư đoàn", "Lữ đoàn", "Trung đoàn", "Binh đoàn", "Tiểu đoàn", "Ban Quản lý dự án"})
ROMAN = re.compile(r"[IVX]+")
# A bare word after "Đảng ủy" that means the one named before: "Đảng ủy Công ty".
OF_BEFORE = ("Công ty", "Tổng công ty", "Tập đoàn", "Bộ", "Sở")
DASHES = ("-", "–", "—")
Found = tuple[int, Body]


def body_at(s: Sentence, i: int, lexicon: Lexicon) -> Found | None:
    """The body that begins at word i: (the word after it, the body)."""
    if i >= len(s.hits) or s.hits[i] is None:
        return None
    for entry in s.hits[i] or ():
        if entry.kind == "organ":
            found = READERS[entry.takes](s, i, entry, lexicon)
            if found:
                return regional(s, *found)
    return None


def regional(s: Sentence, end: int, body: Body) -> Found:
    """ "Kiểm toán Nhà nước khu vực V", "Cảng vụ Đường thủy nội địa khu vực I": the number of the region belongs to the name."""
    number = s.words[end + 2 : end + 3]
    if s.low[end : end + 2] == ["khu", "vực"] and number and (number[0].isdigit() or ROMAN.fullmatch(number[0])):
        own = f"{body.own} khu vực {number[0]}".strip()
        return end + 3, replace(body, own=own) if body.kind in ("sector", "named") else replace(body, head=f"{body.head} {own}")
    return end, body


def committee(s: Sentence, i: int, entry: Entry, lexicon: Lexicon) -> Found | None:
    j = i + entry.size
    if entry.name == "Công an" and not capital(s.words[i]) and not level_at(s, j):
        return None
    if entry.name in ("Thanh tra", "Công an") and s.reading(j, "T") and not level_at(s, j) and not s.reading(j, "organ"):
        return None
    if entry.name in WITH_BODY:
        inner = body_at(s, j, lexicon)
        of_state = inner and entry.name == "Đảng ủy" and inner[1].head in ("Ủy ban nhân dân", "Hội đồng nhân dân")
        if inner and (inner[1].kind in ("sector", "named", "national") or of_state):
            return inner[0], Body(entry.name, "organ", of=inner[1])
        for head in OF_BEFORE:
            if " ".join(s.words[j : j + len(head.split())]).lower() == head.lower():
                return j + len(head.split()), Body(entry.name, "organ", of=Body(head, "again"))
    if entry.name in ("Kho bạc Nhà nước", "Đảng bộ", *PLACED) and not capital(s.words[i]):
        return None
    k, level, place = tail_at(s, j, lexicon)
    if entry.name in PLACED and k == j and s.low[j : j + 2] != ["khu", "vực"]:
        return None
    return k, Body(entry.name, "committee", level=level, place=place)


def party(s: Sentence, i: int, entry: Entry, lexicon: Lexicon) -> Found | None:
    j, level, place = tail_at(s, i + entry.size, lexicon)
    if level and not place:
        j, level = i + entry.size, ""
    if not place and entry.level:
        j, place = unknown(s, j, lexicon, guarded=True) or (j, "")
    return j, Body(entry.name, "party", level=level, place=place, home=entry.level)


def organ(s: Sentence, i: int, entry: Entry, lexicon: Lexicon) -> Found | None:
    j = i + entry.size
    if not capital(s.words[i]) and entry.name in ("Văn phòng", "Thường trực", "Tổ công tác"):
        return None
    k = j + 1 if s.low[j : j + 1] in (["của"], ["thuộc"]) else j
    inner = body_at(s, k, lexicon)
    if inner and inner[1].kind != "named" and not (inner[1].kind == "sector" and entry.name == "Thường trực"):
        return inner[0], Body(entry.name, "organ", of=inner[1])
    end, level, place = tail_at(s, j, lexicon)
    if end > j:
        return end, Body(entry.name, "organ", level=level, place=place)
    return (
        (j, Body(entry.name, "organ")) if entry.name in ALONE or (entry.name.startswith("Ban ") and capital(s.words[i])) else None
    )


def sector(s: Sentence, i: int, entry: Entry, lexicon: Lexicon) -> Found | None:
    j = i + entry.size
    found = s.reading(j, "sector")
    if found and (capital(s.words[j]) or (capital(s.words[i]) and entry.name in ("Sở", "Bộ", "Tổng cục", "Chi cục", "Phòng"))):
        k, own = j + found.size, found.name
        if entry.name not in ("Sở", "Bộ"):
            longer = name_run(s, j, lexicon)
            if any(capital(word) for word in s.words[k:longer]) and not (s.words[k] in lexicon.surnames and 2 < longer - k < 5):
                k, own = longer, written(s, j, longer, lexicon)
    elif capital(s.words[i]) and j < len(s.words) and capital(s.words[j]) and entry.name not in ("Sở", "Bộ"):
        k = name_run(s, j, lexicon)
        own = written(s, j, k, lexicon)
        if k == j:
            return None
    else:
        return None
    m = k + 1 if s.low[k : k + 1] in (["của"], ["thuộc"], ["("]) else k
    if entry.name not in ("Sở", "Bộ"):
        inner = body_at(s, m, lexicon)
        if (
            inner
            and inner[1].kind in ("sector", "committee", "national")
            and inner[1].head in ("Bộ", "Sở", "Tổng cục", "Ủy ban nhân dân", "Thanh tra Chính phủ", "Công an")
        ):
            return inner[0] + (s.low[inner[0] : inner[0] + 1] == [")"] and m > k and s.low[k] == "("), Body(
                entry.name, "sector", own, of=inner[1]
            )
    if entry.name == "Bộ":
        return k, Body(entry.name, "sector", own)
    end, level, place = tail_at(s, k, lexicon)
    return end, Body(entry.name, "sector", own, level, place)


def own_name(s: Sentence, i: int, entry: Entry, lexicon: Lexicon) -> Found | None:
    j = i + entry.size
    if not capital(s.words[i]) and entry.name in (
        "Ban",
        "Hội",
        "Trường",
        "Viện",
        "Khối",
        "Quỹ",
        "Báo",
        "Cụm",
        "Hội đồng",
        "Ủy ban",
        "Liên hiệp",
        "Trung tâm",
        "Trạm",
        "Hạt",
        "Đội",
        "Tổ",
        "Khoa",
        "Đồn",
        "Đài",
        "Chi nhánh",
        "Liên đoàn",
    ):
        return None
    of = j + 1 if s.low[j : j + 1] in (["của"], ["thuộc"]) else j
    inner = body_at(s, of, lexicon) if entry.name in ("Ban Chỉ đạo", "Ban Chỉ huy", "Hội đồng") else None
    if inner:
        end = name_run(s, inner[0], lexicon) if entry.name == "Ban Chỉ đạo" else inner[0]
        head = f"{entry.name} của" if of > j and s.low[j] == "của" else entry.name
        return max(end, inner[0]), Body(head, "organ", of=inner[1])
    k = name_run(s, j, lexicon)
    if k == j and j < len(s.words) and s.words[j].isdigit() and entry.name in NUMBERED:
        return j + 1, Body(entry.name, "named", s.words[j])
    if k > j and entry.name in BOARDS and capital(s.words[i]):
        end, level, place = tail_at(s, k, lexicon)
        return end, Body(entry.name, "named", written(s, j, k, lexicon), level, place)
    if k == j or not any(capital(w) for w in s.words[j:k]):
        inner = body_at(s, k, lexicon) if k > j and capital(s.words[i]) else None
        return (
            (inner[0], Body(f"{entry.name} {written(s, j, k, lexicon)}", "organ", of=inner[1]))
            if inner and inner[1].kind == "named"
            else None
        )
    if k - j > 1 and s.low[k - 1] in ("tỉnh", "huyện") and entry.name in LOCAL_HEADS:
        k -= 1  # The level that ends the name is that of the place.
    if s.low[k : k + 1] == ["số"] and s.words[k + 1 : k + 2] and s.words[k + 1].isdigit():
        k += 2
    own = written(s, j, k, lexicon)
    short = k + 3 if s.words[k : k + 1] == ["("] and s.words[k + 2 : k + 3] == [")"] and s.words[k + 1].isupper() else k
    end, level, place = tail_at(s, short, lexicon)
    if short > k and not (level and place):
        end, level = k, ""
    if end > k and level and (place or s.words[k] == "TP" or bare_level(s, end, entry.name)):
        return end, Body(entry.name, "named", own, level, place)
    return k, Body(entry.name, "named", own)


def bare_level(s: Sentence, end: int, head: str) -> bool:
    """Whether the level word before word `end` stands for the place of the text ("Trung tâm Y tế huyện"), not for several."""
    after = s.low[end] if end < len(s.low) else ""
    more = level_at(s, end + 1) if after in (",", "và") else None
    return head in LOCAL_HEADS and more is None and not capital(s.words[end] if after else "")


def national(s: Sentence, i: int, entry: Entry, lexicon: Lexicon) -> Found | None:
    if not capital(s.words[i]) and entry.name not in ("Trung ương", "Chính phủ"):
        return None
    j = i + entry.size
    branch = run_end(s, j) if entry.size == 1 and s.words[i] != entry.name and not s.reading(j, "organ") else j
    if branch > j:
        return branch, Body(s.words[i], "named", s.slice(j, branch))  # "VNPT Khe Vận" is a branch of VNPT.
    return j, Body(entry.name, "national")


def team(s: Sentence, i: int, entry: Entry, lexicon: Lexicon) -> Found | None:
    """A team that bears no name of its own: with a number or the body that sent it it is one, else it is a group."""
    j = i + entry.size
    end = j
    if s.low[j : j + 1] == ["số"] and j + 1 < len(s.words) and s.words[j + 1][0].isdigit():
        end = j + 2
    k = end + 1 if s.low[end : end + 1] == ["của"] else end
    inner = body_at(s, k, lexicon)
    head = " ".join(s.words[i:end])
    if inner:
        return inner[0], Body(head + (" của" if k > end else ""), "team", of=inner[1])
    return (end, Body(head, "team")) if end > j else None


READERS = {
    "committee": committee,
    "party": party,
    "organ": organ,
    "sector": sector,
    "named": own_name,
    "national": national,
    "team": team,
}


LONGEST_NAME = 16


def name_run(s: Sentence, i: int, lexicon: Lexicon) -> int:
    """The word after the own name that begins at word i: words with capitals, and the small words that such names hold."""
    j = last = i
    while j < len(s.words) and j - i < LONGEST_NAME and not name_over(s, i, j):
        j, belongs = name_step(s, i, j)
        if j < 0:
            break
        last = j if belongs else last
    return last


def name_over(s: Sentence, i: int, j: int) -> bool:
    """Whether something else begins at word j: an office, a named place, a person, or a task."""
    word = s.words[j]
    if j > i and ((s.reading(j, "title") and capital(word)) or word in ("TP", "TPHCM")):
        return True
    level = level_at(s, j)
    if level and s.low[j] != "xã" and level[0] < len(s.words) and capital(s.words[level[0]]):
        return True
    if j == i:
        return False
    if name_word(s, i, j) and not capital(word) and capital(s.words[j - 1]) and verb_ends(s, j):
        return True
    follows = capital(s.words[j - 1]) or s.words[j - 1].isdigit()
    long = (small := name_word(s, i, j)) is not None and small.size > 1
    return not long and word in STRONG and follows and bool(s.words[j + 1 : j + 2]) and capital(s.words[j + 1])


def name_word(s: Sentence, i: int, j: int) -> Entry | None:
    """The longest word of names, or field of work, that begins at word j."""
    small, field = s.reading(j, "nameword"), s.reading(j, "sector")
    longer = field is not None and field.size > 1 and (small is None or field.size > small.size)
    return field if longer and (capital(s.words[j]) or j == i) else small


def name_step(s: Sentence, i: int, j: int) -> tuple[int, bool]:
    """(the next word, whether the words up to it belong to the name); (-1, False) where the name ends."""
    word, small = s.words[j], name_word(s, i, j)
    if small and small.size > 1:
        return j + small.size, True
    if word[0].isupper() or (word[0].isdigit() and j > i and capital(s.words[j - 1])):
        return j + 1, True
    more = s.reading(j + 2, "nameword") if j > i and word == "và" and s.low[j + 1 : j + 2] == ["các"] else None
    if more and more.size > 1:
        return j + 2 + more.size, True
    if j > i and between(s, j):
        return j + 1, True
    if small and small.name not in ("và", "các"):
        return j + small.size, True
    return (j + 1, False) if j > i and joins_name(s, j) else (-1, False)


def joins_name(s: Sentence, j: int) -> bool:
    """Whether a dash, "&" or "và" at word j goes on with the name."""
    word = s.words[j]
    if word not in (*DASHES, "&", "và") or j + 1 >= len(s.words) or (word == "và" and s.reading(j + 1, "organ")):
        return False
    number = s.words[j - 1].isupper() and s.words[j + 1].isdigit()
    return capital(s.words[j + 1]) or number or (word == "và" and s.reading(j + 1, "nameword") is not None)


def verb_ends(s: Sentence, j: int) -> bool:
    """A small word that opens a task ends the name before it ("Tổng cục Thủy sản tổ chức đoàn"), unless capitals follow."""
    if not s.reading(j, "T"):
        return False
    k = j
    while k < len(s.words) and k - j < 8:
        if capital(s.words[k]):
            return False
        small = s.reading(k, "nameword")
        if small is None:
            return True
        k += small.size
    return True


def between(s: Sentence, j: int) -> bool:
    """A small second syllable between words with capitals: "Nông thôn Quốc gia"."""
    return (
        s.words[j].islower()
        and s.hits[j] is None
        and j + 1 < len(s.words)
        and capital(s.words[j - 1])
        and capital(s.words[j + 1])
        and s.words[j].isalpha()
        and not s.words[j - 1].isupper()
    )


def written(s: Sentence, first: int, last: int, lexicon: Lexicon) -> str:
    """The words with abbreviations written out."""
    text = s.slice(first, last)
    parts = [lexicon.abbreviations.get(word, word) for word in text.split()]
    return " ".join(parts)


def shared_heads(s: Sentence, i: int, body: Body, lexicon: Lexicon) -> list[Found]:
    """Further bodies that share the head: "Sở Xây dựng, Tài chính và Nội vụ" from the word after the first body."""
    found: list[Found] = []
    while body.head in ("Sở", "Bộ", "Phòng", "Cục", "Vụ") and i + 1 < len(s.words) and s.low[i] in (",", "và", "-", ";"):
        entry = s.reading(i + 1, "sector")
        if not entry or not capital(s.words[i + 1]) or s.reading(i + 1, "title"):
            break
        other = s.reading(i + 1, "organ")
        if other and other.size >= entry.size and other.takes != "committee":
            break
        if other and body.head == "Sở" and entry.name == "Công an":
            break
        end, level, place = tail_at(s, i + 1 + entry.size, lexicon) if body.head != "Bộ" else (i + 1 + entry.size, "", "")
        found.append((end, Body(body.head, "sector", entry.name, level or body.level, place or body.place)))
        i = end
    return found
