"""Collectives, kept in the words of the text: "các sở, ngành liên quan", "UBND các huyện", "lãnh đạo Sở Y tế", "chủ đầu tư"."""

from giaoviec.loaders.reading.bodies import body_at
from giaoviec.loaders.reading.data import Entry, Lexicon
from giaoviec.loaders.reading.places import capital, level_at, named, tail_at
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.tokens import Sentence

JOINTS = (",", "và", "-", "/", "hoặc")
AREAS = frozenset({"tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"})
BESIDE_AREAS = AREAS | {"sở", "ngành", "ban", "bộ", "ban, ngành", "ban ngành", "sở ngành", "bộ ngành", "địa phương", "cấp"}
SPECIFIC = ("quan", "năng")  # of "liên quan", "chức năng"
OWNED = ("của", "thuộc", "trên", "ở", "trong", "tại")


def group_at(s: Sentence, i: int, lexicon: Lexicon) -> Mention | None:
    """The collective that begins at word i."""
    honorific = s.reading(i, "honorific")
    at = i + honorific.size if honorific and s.low[i] in ("đồng", "các") else i
    for reader in (headed, counted, lone, level_list):
        end = reader(s, at, lexicon)
        if end:
            return Mention("G", i, end)
    return None


def counted(s: Sentence, i: int, lexicon: Lexicon) -> int:
    """A determiner and one or more nouns: "các sở, ban, ngành", "2 sở"."""
    det = s.reading(i, "det")
    number = i < len(s.words) and s.words[i].isdigit() and 1 < len(s.words[i]) < 4
    if det is None and not number:
        return 0
    j = i + (det.size if det else 1)
    second = s.reading(j, "det")
    if second:
        j += second.size
    if s.reading(j, "honorific") and not s.reading(j, "noun"):
        return 0
    return nouns(s, j, lexicon)


def nouns(s: Sentence, j: int, lexicon: Lexicon) -> int:
    noun = s.reading(j, "noun")
    if noun is None or (capital(s.words[j]) and s.reading(j, "title")):
        return 0
    j += noun.size
    while j < len(s.low):
        nxt = j + 1 if s.low[j] in JOINTS else j
        if nxt > j and noun.name in AREAS and short_level(s, nxt):
            j = nxt + 1  # "các huyện, thành, thị".
            continue
        at = nxt
        other = s.reading(at, "noun")
        if (
            other is None
            or (nxt == j and not joined(s, j, other))
            or (other.name in AREAS and noun.name not in BESIDE_AREAS)
            or named_body(s, at, lexicon)
            or ((organ := s.reading(at, "organ")) is not None and organ.size > other.size)
            or (other.name in ("UBND", "HĐND") and s.low[at + other.size : at + other.size + 1] == ["các"])
            or (capital(s.words[at]) and s.reading(at, "title"))
        ):
            break
        noun = other
        j = at + other.size
    if noun.name in AREAS:
        j = named_areas(s, j, noun.name, lexicon)
    if s.low[j - 1] in ("ngành", "lực") or s.low[j - 2 : j] == ["lực", "lượng"]:
        j = sectors(s, j)
    if s.low[j - 2 : j] == ["đại", "biểu"]:
        inner = body_at(s, j, lexicon)
        j = inner[0] if inner else j
    return modifiers(s, j, lexicon)


def named_areas(s: Sentence, j: int, level: str, lexicon: Lexicon) -> int:
    """ "hai quận A, B": the word after the names of the places."""
    found = named(s, j, lexicon.places.get(level, {}))
    while found:
        j = found[0]
        found = named(s, j + 1, lexicon.places.get(level, {})) if s.low[j : j + 1] in ([","], ["và"]) else None
    return j


def short_level(s: Sentence, i: int) -> bool:
    """ "các huyện, thành, thị": a level named by its first syllable alone."""
    return s.low[i : i + 1] in (["thành"], ["thị"]) and s.low[i + 1 : i + 2] not in (["phố"], ["xã"], ["trấn"])


def sectors(s: Sentence, j: int) -> int:
    """ "các ngành Công an, Quân sự": the word after the fields of work that follow."""
    entry = s.reading(j, "sector")
    while entry and capital(s.words[j]):
        j += entry.size
        if (
            s.low[j : j + 1]
            and s.low[j] in (",", "và")
            and j + 1 < len(s.words)
            and s.reading(j + 1, "sector")
            and capital(s.words[j + 1])
        ):
            entry = s.reading(j + 1, "sector")
            j += 1
        else:
            break
    return j


def joined(s: Sentence, j: int, noun: Entry) -> bool:
    """Two nouns without a comma between them: "sở ngành", "cấp ủy chính quyền"."""
    return noun.name in ("ngành", "ban ngành", "ban, ngành", "ban", "chính quyền", "địa phương", "đơn vị", "tổng công ty", "sở")


def named_body(s: Sentence, i: int, lexicon: Lexicon) -> bool:
    found = body_at(s, i, lexicon) if capital(s.words[i]) else None
    return bool(found and (found[1].own or found[1].place or found[1].level))


def modifiers(s: Sentence, j: int, lexicon: Lexicon) -> int:
    """The word after what narrows a collective down: "liên quan", "chức năng", "của tỉnh", "trên địa bàn huyện X"."""
    while j < len(s.low):
        mod = s.reading(j, "mod")
        if mod:
            j += mod.size
            inner = body_at(s, j, lexicon) if mod.name in ("thành viên", "trực thuộc") else None
            if inner:
                j = inner[0]
                continue
            level = s.low[j - 1] in ("tỉnh", "bàn", "phố", "huyện", "quận", "tp")
            if level:
                k, _, place = tail_at(s, j - (2 if s.low[j - 1] == "phố" else 1) if s.low[j - 1] != "bàn" else j, lexicon)
                j = k if place and k > j else j
            while (
                s.low[j - 2 : j - 1] == ["cấp"]
                and s.low[j : j + 1]
                and s.low[j] in (",", "và")
                and s.low[j + 1 : j + 2] == ["cấp"]
            ):
                j += 3
            continue
        if s.low[j] in OWNED:
            inner = body_at(s, j + 1, lexicon)
            if inner:
                j = inner[0]
                continue
            if s.low[j] in ("của", "thuộc", "ở"):
                end, _, _ = tail_at(s, j + 1, lexicon)
                if end > j + 1:
                    j = end
                    continue
        break
    return j


def lone(s: Sentence, i: int, lexicon: Lexicon) -> int:
    """A noun that stands for a receiver without a determiner: "chủ đầu tư", "đơn vị tư vấn", "cơ quan chức năng"."""
    entry = s.reading(i, "lone")
    noun = s.reading(i, "noun")
    branch = s.reading(i + 1, "sector") if s.low[i] == "ngành" else None
    if branch:
        return i + 1 + branch.size
    if noun and (entry is None or entry.size <= noun.size):
        end = nouns(s, i, lexicon)
        if any(word in SPECIFIC for word in s.low[max(i, end - 2) : end]) or (
            entry is None and must(s, i, end) and body_at(s, i, lexicon) is None
        ):
            return end
    if entry is None or (entry.name == "công an" and capital(s.words[i])):
        return 0
    more = nouns(s, i, lexicon) if noun and "," in entry.name else 0
    return max(more, modifiers(s, i + entry.size, lexicon))


def must(s: Sentence, i: int, end: int) -> bool:
    """Whether a noun opens a clause that says what it must do: "Lực lượng y tế phải đến tận nhà"."""
    opens = i == 0 or s.words[i - 1] in ',;:“"' or any(e.kind == "h" and e.size == i for e in s.hits[0] or ())
    return opens and end < len(s.low) and s.low[end] in ("phải", "cần")


def headed(s: Sentence, i: int, lexicon: Lexicon) -> int:
    """Persons at the head of a body, or one organ of many places: "lãnh đạo Sở Y tế", "Chủ tịch UBND các huyện"."""
    entry = s.reading(i, "head")
    if entry is None:
        return 0
    j = i + entry.size
    longer = s.reading(j, "head")
    if longer and entry.name not in ("ngành",) and longer.name.lower() not in ("cấp ủy", "chính quyền"):
        j += longer.size
    k = heads_after(s, j)
    k = k + 1 if s.low[k : k + 1] in (["của"], ["tại"]) else k
    end = counted(s, k, lexicon)
    k = j + 1 if s.low[j : j + 1] in (["của"], ["tại"]) else j
    if end:
        return end
    if entry.name.lower() in ("cấp ủy", "chính quyền"):
        where = tail_at(s, k, lexicon)
        return where[0] if where[0] > k else 0
    if entry.name.lower() in (
        "lãnh đạo",
        "đại diện",
        "đại diện lãnh đạo",
        "ban lãnh đạo",
        "thủ trưởng",
        "người đứng đầu",
        "cán bộ",
        "tập thể lãnh đạo",
        "nhân viên",
    ):
        inner = body_at(s, k, lexicon)
        if inner:
            return inner[0]
        level = level_at(s, k)
        if level:
            return tail_at(s, k, lexicon)[0]
        return nouns(s, k, lexicon)
    if entry.name.lower() in (
        "ubnd",
        "hđnd",
        "chủ tịch ubnd",
        "ủy ban nhân dân",
        "chủ tịch",
        "chủ tịch ủy ban nhân dân",
        "mttq",
        "thường trực",
        "ban thường vụ",
        "bí thư",
    ):
        levels = level_list(s, k)
        if levels:
            return levels
        if s.low[k : k + 2] == ["cấp", "ủy"]:
            return committees_of_level(s, k + 2, lexicon)
        if s.low[k : k + 1] == ["cấp"] and s.low[k + 1 : k + 2] and s.low[k + 1] in ("huyện", "xã", "tỉnh"):
            return modifiers(s, k + 2, lexicon)
        if s.low[k : k + 2] == ["các", "cấp"]:
            return k + 2
    return 0


def heads_after(s: Sentence, j: int) -> int:
    """ "cấp ủy, chỉ huy các đơn vị", "lãnh đạo, chỉ huy các cơ quan": the word after further heads of the same bodies."""
    while s.low[j : j + 1] in ([","], ["và"]) and (other := s.reading(j + 1, "head")):
        j += 1 + other.size
    return j


def of_many(s: Sentence, i: int, lexicon: Lexicon) -> int:
    """ "Bộ CHQS các tỉnh", "Công an các đơn vị, địa phương": the word after the many places of one kind of body, else 0."""
    noun = s.reading(i + 1, "noun") if s.low[i : i + 1] == ["các"] else None
    return counted(s, i, lexicon) if noun and (noun.name in AREAS or noun.name in ("địa phương", "đơn vị", "cấp")) else 0


def committees_of_level(s: Sentence, j: int, lexicon: Lexicon) -> int:
    """ "cấp ủy (và Bí thư cấp ủy) cấp huyện"."""
    if s.low[j : j + 1] == ["cấp"] and s.low[j + 1 : j + 2] and s.low[j + 1] in ("huyện", "xã", "tỉnh", "cơ"):
        return j + (3 if s.low[j + 1] == "cơ" else 2)
    return modifiers(s, j, lexicon)


def level_list(s: Sentence, i: int, lexicon: Lexicon | None = None) -> int:
    """Several levels without a name: "quận, huyện, thị xã", "quận/huyện" (the word after them), else 0."""
    j, count = i, 0
    while True:
        level = level_at(s, j) or ((j + 1, "") if count and s.low[j : j + 1] in (["thành"], ["thị"]) else None)
        if level is None or (level[0] < len(s.words) and capital(s.words[level[0]]) and s.low[level[0]] not in ("ubnd",)):
            break
        j, count = level[0], count + 1
        if (
            s.low[j : j + 1]
            and s.low[j] in (",", "và", "/")
            and (level_at(s, j + 1) or s.low[j + 1 : j + 2] in (["thành"], ["thị"]))
        ):
            j += 1
        else:
            break
    return j if count > 1 else 0
