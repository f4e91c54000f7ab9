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
    }
)
LISTED = re.compile(r"(?:dự án|nhà máy|công trình)(?:\s+[^\W\d]+){0,4}\s*(?:là|gồm|bao gồm)\s*:?\s+(?P<list>[^.;:()]+)")
COUNTED = frozenset({"dự án", "công trình", "nhà máy"})
MANY = frozenset("các những nhiều số mọi từng".split())
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
    found: list[Work] = listed(row)
    inside = {k for work in found for k in range(work.first, work.last)}
    until = 0
    for index, unit in enumerate(row.units):
        entry = s.reading(unit.first, "work") if unit.mention is None and unit.first not in inside else None
        if entry is None:
            continue
        i, j = unit.first, unit.first + entry.size
        kind = entry.name.lower()
        if kind in COUNTED and unit.first and s.words[unit.first - 1][0].isdigit():
            continue
        work = site(row, i, j, kind) or (plan(row, index, i, j, kind) if i >= until else None)
        if work:
            found.append(work)
            until = work.last if work.kind in PLANS | NAMED_PLANS else until
    return found


def counted(row: Row) -> list[str]:
    """ "12 dự án", "21 công trình, dự án": their names. One that a text counts twice is a lot with a name."""
    s = row.sentence
    found: list[str] = []
    if "#" not in row.letters:
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
    if start is None or before in MANY or before[:1].isdigit() or (kind in NAMED_PLANS and row.letters[start] in "pdb,MVYQ"):
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
    if kind in NAMED_PLANS and not drawn and not any(capital(word) or word[0].isdigit() for word in s.words[j:last]):
        return None
    return Work(row, i, last, kind, s.slice(i, last))


def site(row: Row, i: int, j: int, kind: str) -> Work | None:
    """A works or area with a proper name right after its kind."""
    if kind not in SITES:
        return None
    s = row.sentence
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
    ):
        k += 1
    if (
        k >= len(s.words)
        or not capital(s.words[k])
        or not s.words[k].isalnum()
        or s.reading(k, "title")
        or s.reading(k, "organ")
        or (k > j and kind in ("tuyến đường", "gói thầu", "khu dân cư"))
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
