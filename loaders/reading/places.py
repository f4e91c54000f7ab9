"""Places in a sentence: a level word and the name after it, or the bare name of a province or district."""

from giaoviec.loaders.reading.data import Lexicon
from giaoviec.loaders.reading.tokens import Sentence

# The surnames that most persons bear.
STRONG = frozenset(
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Đoàn Vương Trịnh Trương Đinh Phùng".split()
)
LEVELS = {
    "tỉnh": "tỉnh",
    "tp": "thành phố",
    "huyện": "huyện",
    "quận": "quận",
    "xã": "xã",
    "phường": "phường",
    "tx": "thị xã",
    "tt": "thị trấn",
    "q": "quận",
    "h": "huyện",
}
TWO = {("thành", "phố"): "thành phố", ("thị", "xã"): "thị xã", ("thị", "trấn"): "thị trấn", ("đặc", "khu"): "đặc khu"}
SAIGON = {("hcm",), ("hồ", "chí", "minh")}
LONGEST = 6
DASHES = ("-", "–", "—")
NO_PLACE = frozenset({"Ảnh", "Clip", "Video", "Nguồn", "Theo", "Tại", "Sau", "Trước", "Về", "Ngày", "Chiều", "Sáng"})
OPEN = {"huyện", "quận", "xã", "phường", "thị trấn", "thị xã", "đặc khu"}
FEW = {"tỉnh", "thành phố"}
Place = tuple[int, str, str]


def capital(word: str) -> bool:
    return word[:1].isupper()


def level_at(s: Sentence, i: int) -> tuple[int, str] | None:
    """The level word at word i: (the word after it, the level)."""
    if i >= len(s.low):
        return None
    low = s.low[i]
    if i + 1 < len(s.low) and (low, s.low[i + 1]) in TWO:
        return i + 2, TWO[low, s.low[i + 1]]
    level = LEVELS.get(low)
    if level is None or (low in ("tp", "tx", "tt", "q", "h") and not capital(s.words[i])):
        return None
    if s.low[i + 1 : i + 2] == ["nhà"] and low in ("tỉnh", "huyện", "xã", "quận"):
        return i + 2, level  # "Công đoàn tỉnh nhà".
    short = low in ("tp", "tx", "tt", "q", "h")
    dot = short and i + 1 < len(s.low) and s.low[i + 1] == "."
    if low in ("q", "tt", "h") and not dot:
        return None
    return i + 1 + dot, level


def named(s: Sentence, i: int, names: dict[str, tuple[str, ...]]) -> tuple[int, str] | None:
    """The longest of `names` that begins at word i, written with a capital: (the word after it, the name)."""
    if i >= len(s.low) or not (capital(s.words[i]) or s.low[i].isdigit()):
        return None
    for n in range(min(LONGEST, len(s.low) - i), 0, -1):
        found = names.get(" ".join(word for word in s.low[i : i + n] if word not in DASHES))
        if found and s.low[i + n - 1] not in DASHES:
            return i + n, found[0]
    return None


def unknown(s: Sentence, i: int, lexicon: Lexicon, guarded: bool = False) -> tuple[int, str] | None:
    """A name that no table holds: at most three words with capitals or one number; a person's name is no place.

    `guarded` is for levels whose names are few, and for offices that persons' names follow ("UBND tỉnh Trần Văn A",
    "Huyện ủy Trần Văn A"): there no surname and no word of another reading opens the name.
    """
    if i < len(s.low) and s.low[i].isdigit():
        return None if guarded else (i + 1, s.words[i])
    if i and i < len(s.words) and s.words[i].isupper() and s.words[i - 1].isupper() and s.words[i].isalpha():
        return shouted(s, i)
    if i < len(s.words) and s.words[i] in NO_PLACE:
        return None
    if s.words[i + 1 : i + 2] and s.words[i] in lexicon.surnames and s.words[i + 1] in ("Thị", "Văn"):
        return None  # "HĐND tỉnh Ninh Thị Ngọc Trâm".
    j = run_end(s, i)
    if j - i > 3:
        j = i + (cut(s, i, j, lexicon) or j - i)
    if j == i or j - i > 3 or (s.words[i] in lexicon.surnames and (j - i >= 3 or (guarded and s.words[i] in STRONG))):
        return None
    if guarded and (s.hits[i] or len(s.words[i]) < 2):
        return None
    return j, " ".join(s.words[i:j])


def run_end(s: Sentence, i: int) -> int:
    """The word after the words with capitals that begin at word i: a place, a person or both."""
    j = i
    while j < len(s.words) and j - i < 8 and s.words[j][0].isupper() and (len(s.words[j]) == 1 or not s.words[j].isupper()):
        if s.reading(j, "title") or (j > i and (s.reading(j, "honorific") or s.reading(j, "organ") or s.reading(j, "h"))):
            break
        j += 1
    return j


def cut(s: Sentence, i: int, j: int, lexicon: Lexicon) -> int:
    """How many of the words i..j-1, a place and then a person, are the place's; 0 where that cannot be decided.

    A person begins with a surname and mostly has three or four syllables, a place mostly has two: "xã Phú Sậu Trần Văn A".
    """
    starts = [k for k in (1, 2, 3) if s.words[i + k] in lexicon.surnames and s.words[i + k] not in ("Văn", "Thị")]
    whole = [k for k in starts if 3 <= j - i - k <= 4 + ("Thị" in s.words[i + k : j])]
    if not whole:
        return next((k for k in starts if j - i - k == 2), 0)
    strong = [k for k in starts if s.words[i + k] in STRONG]
    if 2 in whole:
        rivals = [k for k in whole if k != 2 and (k in strong or k == 3)]
        return 0 if rivals else 2
    return 0 if len(whole) > 1 or 2 in strong else whole[0]


def shouted(s: Sentence, i: int) -> tuple[int, str] | None:
    """The name in a heading in capitals, "TỈNH ỦY SÔNG VÂN": two words at the end of the line."""
    j = i + 2
    if j > len(s.words) or not s.words[j - 1].isupper() or (j < len(s.words) and s.words[j].isupper()):
        return None
    return j, " ".join(word.capitalize() for word in s.words[i:j])


def place_at(s: Sentence, i: int, level: str, lexicon: Lexicon) -> tuple[int, str] | None:
    """The name of a place of this level at word i."""
    if level == "thành phố":
        for n in (3, 1):
            if len(s.low) >= i + n and tuple(s.low[i : i + n]) in SAIGON and capital(s.words[i]):
                return i + n, "Hồ Chí Minh"
    found = named(s, i, lexicon.places.get(level, {}))
    if found is None and level == "tỉnh":
        found = named(s, i, lexicon.places["thành phố"])
    if found is None and (level in OPEN or level in FEW):
        found = unknown(s, i, lexicon, level in FEW)
    return found


def bare_at(s: Sentence, i: int, lexicon: Lexicon) -> Place | None:
    """A province, city or district named without its level: (the word after it, level, name)."""
    if i >= len(s.low) or not capital(s.words[i]):
        return None
    if s.low[i] in ("tphcm", "hcm") or (s.low[i] == "tp" and s.low[i + 1 : i + 2] == ["hcm"]):
        return i + 1 + (s.low[i] == "tp"), "thành phố", "Hồ Chí Minh"
    node, j, best = lexicon.bare, i, None
    while j < len(s.low) and (s.low[j] in node or (j > i and s.low[j] in DASHES)):
        node = node.get(s.low[j], node)
        j += 1
        if "" in node and capital(s.words[j - 1]):
            best = (j, *node[""])
    return best


def tail_at(s: Sentence, i: int, lexicon: Lexicon) -> Place:
    """The place that ends the name of a body: (the word after it, level, name); level and name may be empty."""
    level = level_at(s, i)
    if level:
        found = place_at(s, level[0], level[1], lexicon)
        return (found[0], level[1], found[1]) if found else (level[0], level[1], "")
    if s.low[i : i + 2] == ["việt", "nam"]:
        return i + 2, "", "Việt Nam"
    if s.words[i : i + 1] == ["VN"]:
        return i + 1, "", "Việt Nam"
    return bare_at(s, i, lexicon) or (i, "", "")
