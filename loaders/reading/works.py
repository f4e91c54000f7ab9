"""Projects: works, plans and schemes that somebody is to draw up, build or carry out."""

import re
from dataclasses import dataclass

from giaoviec.loaders.reading.places import capital
from giaoviec.loaders.reading.spans import HARD, phrase_end
from giaoviec.loaders.reading.units import Row

PLANS = frozenset({"quy hoạch", "đề án"})
NAMED_PLANS = frozenset({"dự án", "tiểu dự án", "phương án", "thí điểm", "chương trình mục tiêu"})
SITES = frozenset(
    {
        "cao tốc",
        "đường cao tốc",
        "khu đô thị",
        "khu công nghiệp",
        "khu du lịch",
        "cụm công nghiệp",
        "khu kinh tế",
        "khu công nghệ cao",
        "cảng hàng không",
        "thủy điện",
        "nhiệt điện",
        "nhà máy",
        "trung tâm hành chính",
        "tthc",
        "khu tái định cư",
        "gói thầu",
        "tuyến metro",
        "tổ hợp",
        "khu liên hợp",
        "khu dân cư",
        "tuyến đường",
        "khu biệt thự",
        "khu thương mại",
        "khu nhà ở",
        "khu nghỉ dưỡng",
        "khu phức hợp",
        "cầu",
        "sân bay",
        "hồ chứa",
        "hồ chứa nước",
        "hồ thủy lợi",
        "hầm",
        "bến xe",
        "bến cảng",
        "ga",
        "trụ sở",
        "bệnh viện",
        "nhà thi đấu",
        "nhà hát",
        "nhà ga",
        "bãi rác",
        "đường tỉnh",
        "tỉnh lộ",
        "đường vành đai",
        "trạm bơm",
        "kênh",
    }
)
LISTED = re.compile(r"(?:dự án|nhà máy|công trình)(?:\s+[^\W\d]+){0,4}\s*(?:là|gồm|bao gồm)\s*:?\s+(?P<list>[^.;:()]+)")
# Kinds of plan that the law on planning names; with what they cover they are certain plans.
STATUTORY = frozenset("chung vùng tổng hệ mạng".split())
HALLS = frozenset({"trung tâm hành chính", "tthc", "trụ sở", "bệnh viện"})
ROADS = frozenset({"đường tỉnh", "tỉnh lộ", "đường vành đai"})
ONE_WORD = frozenset({"cầu", "hầm", "ga", "kênh"})
NOT_WORKS = frozenset("yêu nhu toàn cung khẩn thỉnh nguyện mong bóng địa đường truyền".split())
COUNTED = frozenset({"dự án", "công trình", "nhà máy"})
MANY = frozenset("các những nhiều số mọi từng".split())
AREAS = frozenset({"khu", "cụm", "nhà", "trung", "bệnh", "trụ", "tổ"})
UNNAMED = frozenset("nào này đó khác trên rộng có mới lớn nhỏ do bị được đã sẽ đang nói nêu ấy kia cũ".split())
LEVELS = frozenset("huyện xã phường quận thị tỉnh thành tp đoạn giai".split())
PLACES_IT = frozenset({*LEVELS, "qua", "đến", "đi", "nối", "và", "giữa", "cơ", "số", "mở", "khu", "khóa", "năm"})
NOT_AFTER = frozenset({"công tác", "trong", "tổ chức", "vào", "ngoài", "sau", "ra"})


@dataclass(slots=True)
class Work:
    """A project named over words first..last-1 of a sentence."""

    row: Row
    first: int
    last: int
    kind: str
    name: str


def works(row: Row) -> list[Work]:
    """The projects that a sentence names."""
    s = row.sentence
    at = set(s.things["work"])
    if not at:
        return []
    found: list[Work] = listed(row)
    inside = {k for work in found for k in range(work.first, work.last)}
    until = 0
    for index, unit in enumerate(row.units):
        entry = s.reading(unit.first, "work") if unit.first in at and unit.first not in inside else None
        if entry is None:
            continue
        i, j = unit.first, unit.first + entry.size
        kind = entry.name.lower()
        if unit.mention is not None and not (kind in SITES and kind.split()[0] in AREAS and unit.mention.kind == "B"):
            continue
        if kind in COUNTED and unit.first and s.words[unit.first - 1][0].isdigit():
            continue
        work = site(row, i, j, kind) if i >= until else None
        work = work or (plan(row, index, i, j, kind) if i >= until else None)
        if work and not nobody(row, work, j):
            found.append(work)
            until = work.last
    return found


def nobody(row: Row, work: Work, j: int) -> bool:
    """Whether the words tell no certain thing: "dự án nào", "cao tốc Việt Nam", "dự án rộng 475 ha"."""
    s = row.sentence
    return s.low[j] in UNNAMED or (work.kind in SITES and s.low[j : work.last] == ["việt", "nam"])


def proper_end(row: Row, first: int, last: int) -> int:
    """Where the name of a project ends: after its proper name, but for what places it or tells which part."""
    s = row.sentence
    named = {k for unit in row.units if unit.mention is not None for k in range(unit.first + 1, unit.last)}
    for k in range(first + 1, last):
        if k in named:
            continue
        run = capital(s.words[k - 1]) and k - 2 >= first and capital(s.words[k - 2])
        if run and s.words[k][0].islower() and s.low[k] not in PLACES_IT and not s.reading(k, "work"):
            return k
        if run and s.low[k] == "và" and s.words[k + 1 : k + 2] and s.words[k + 1].islower() and "giữa" not in s.low[first:k]:
            return k
        if run and s.words[k] == "," and s.low[k + 1 : k + 2] and s.low[k + 1] not in LEVELS and s.words[k + 1][0].islower():
            return k
    return last


def counted(row: Row) -> list[str]:
    """ "12 dự án", "21 công trình, dự án": their names. One that a text counts twice is a lot with a name."""
    s = row.sentence
    found: list[str] = []
    if "#" not in row.letters or not s.things["work"]:
        return found
    for i in range(len(s.words) - 2):
        if not s.words[i].isdecimal() or len(s.words[i]) > 6 or int(s.words[i]) < 5:
            continue
        j = i + 1
        entry = s.reading(j, "work")
        while entry and entry.name.lower() in COUNTED:
            j += entry.size
            if s.low[j : j + 1] != [","]:
                break
            entry = s.reading(j + 1, "work")
            j += 1
        if j > i + 1 and s.words[j - 1] != ",":
            found.append(f"{s.words[i]} dự án" if "án" in s.low[i:j] else s.slice(i, j))
    return found


def listed(row: Row) -> list[Work]:
    """Works that a list names one by one: "bổ sung thêm 7 nhà máy, dự án là: A, B và C"."""
    s = row.sentence
    found: list[Work] = []
    if "dự án" not in s.text[s.start : s.end] and "nhà máy" not in s.text[s.start : s.end]:
        return found
    for match in LISTED.finditer(s.text, s.start, s.end):
        at = match.start("list")
        for part in re.finditer(r"[^,;]+", match["list"]):
            words = [i for i in range(len(s.words)) if at + part.start() <= s.starts[i] and s.ends[i] <= at + part.end()]
            while words and s.low[words[0]] in ("và", "là"):
                words = words[1:]
            if 1 < len(words) <= 14 and any(capital(s.words[i]) for i in words) and not s.reading(words[0], "organ"):
                found.append(Work(row, words[0], words[-1] + 1, "dự án", s.slice(words[0], words[-1] + 1)))
    return found if len(found) > 2 else []


def plan(row: Row, index: int, i: int, j: int, kind: str) -> Work | None:
    """ "Quy hoạch chung đô thị ...", "đề án ...", "dự án X": with words that tell which."""
    if kind not in PLANS and kind not in NAMED_PLANS:
        return None
    s = row.sentence
    before = s.low[i - 1] if i else ""
    start = next((k for k in range(index, len(row.units)) if row.units[k].first >= j), None)
    if start is None or before in MANY or before[:1].isdigit() or (kind in NAMED_PLANS and row.letters[start] in "pdb,MVYQO"):
        return None
    if (row.units[start].form or s.low[row.units[start].first]) in HARD:
        return None
    if row.letters[start] in "pdbMa,.;:)(k" or (
        row.letters[start] in "VYQSXON" and kind in PLANS and row.units[start].form not in ("sử dụng",)
    ):
        return None
    end = phrase_end(row, start)
    if end <= start:
        return None
    last = row.units[end - 1].last
    if last - j < 2 and not capital(s.words[j]):
        return None
    drawn = (
        kind == "phương án" and before in ("lập", "dựng", "thiện", "các", "túc") and last - j > 3 and row.letters[start] != "O"
    )
    if kind in NAMED_PLANS and not drawn and not any(capital(word) for word in s.words[j:last]):
        return None
    if kind == "phương án" and any(s.reading(k, "work") for k in range(j, last)):
        return None
    if kind == "quy hoạch" and not certain(row, i, j, last):
        return None
    if kind in ("dự án", "tiểu dự án"):
        last = proper_end(row, j, last)
    return Work(row, i, last, kind, s.slice(i, last))


def certain(row: Row, i: int, j: int, last: int) -> bool:
    """Whether a plan is a certain one: it has a name, a place or a year, or is written as a name itself."""
    s = row.sentence
    return (
        s.low[j] in STATUTORY
        or s.low[j : j + 2] in (["sử", "dụng"], ["xây", "dựng"])
        or (capital(s.words[i]) and i > 0 and s.words[i - 1] not in '.“":')
        or any(capital(word) and len(word) > 2 for word in s.words[j:last])
        or any(word.isdigit() and len(word) == 4 for word in s.words[j:last])
    )


def site(row: Row, i: int, j: int, kind: str) -> Work | None:
    """A works or area with a proper name right after its kind."""
    s = row.sentence
    if kind not in SITES or (i and kind in ONE_WORD and s.low[i - 1] in NOT_WORKS):
        return None
    if kind in ROADS and j < len(s.words) and s.words[j][0].isdigit():
        return Work(row, i, j + 1, kind, s.slice(i, j + 1))
    k = j
    if s.words[k : k + 1] == ["("] and s.words[k + 2 : k + 3] == [")"]:
        k += 3
    while (
        k < len(s.words)
        and k - j < 6
        and s.words[k].isalpha()
        and s.words[k].islower()
        and not s.reading(k, "d")
        and not s.reading(k, "p")
        and not s.reading(k, "det")
        and not s.reading(k, "work")
    ):
        k += 1
        of_level = capital(s.words[i]) and i and s.words[k - 1] in ("tỉnh", "huyện") and k - j > 1
        if of_level and kind not in HALLS and (k == len(s.words) or not capital(s.words[k])):
            return Work(row, i, k, kind, s.slice(i, k))
    if (
        k >= len(s.words)
        or not capital(s.words[k])
        or not s.words[k].isalnum()
        or s.reading(k, "title")
        or s.reading(k, "organ")
        or (k > j and kind in ("tuyến đường", "gói thầu", "khu dân cư", "trụ sở", "bệnh viện", *ONE_WORD))
    ):
        return None
    last = k
    while last < len(s.words) and (capital(s.words[last]) or s.words[last] in ("–", "-", "/") or s.words[last][0].isdigit()):
        last += 1
    while last > k and s.words[last - 1] in ("–", "-", "/"):
        last -= 1
    if s.low[last : last + 2] == ["giai", "đoạn"]:
        last = min(last + 3, len(s.words))
    return Work(row, i, last, kind, s.slice(i, last)) if last > k else None
