"""Projects: works, plans and schemes that somebody is to draw up, build or carry out."""

from dataclasses import dataclass

from giaoviec.loaders.reading.places import capital
from giaoviec.loaders.reading.spans import phrase_end
from giaoviec.loaders.reading.units import Row

PLANS = frozenset({"quy hoạch", "đề án"})
NAMED_PLANS = frozenset({"dự án", "tiểu dự án", "phương án", "thí điểm", "chương trình mục tiêu"})
SITES = frozenset({"cao tốc", "đường cao tốc", "khu đô thị", "khu công nghiệp", "khu du lịch", "cụm công nghiệp", "khu kinh tế", "khu công nghệ cao",
                   "cảng hàng không", "thủy điện", "nhiệt điện", "nhà máy", "trung tâm hành chính", "tthc", "khu tái định cư", "gói thầu", "tuyến metro",
                   "tổ hợp", "khu liên hợp", "khu dân cư", "tuyến đường"})
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
    found: list[Work] = []
    until = 0
    for index, unit in enumerate(row.units):
        if unit.mention is not None or unit.first < until:
            continue
        entry = s.reading(unit.first, "work")
        if entry is None:
            continue
        i, j = unit.first, unit.first + entry.size
        kind = entry.name.lower()
        if kind in COUNTED and unit.first and s.words[unit.first - 1][0].isdigit():
            work = several(row, index, i, kind)
            found += [work] if work else []
            until = work.last if work else j
            continue
        work = plan(row, index, i, j, kind) or site(row, i, j, kind)
        if work:
            found.append(work)
            until = work.last
    return found


def several(row: Row, index: int, i: int, kind: str) -> Work | None:
    """ "12 dự án kém hiệu quả", "21 công trình, dự án trọng điểm": a counted lot that is named as one."""
    s = row.sentence
    end = index + 1
    while end < len(row.units) and end - index < 7 and (row.letters[end] in "wn" or (row.letters[end] == "," and s.reading(row.units[end + 1].first if end + 1 < len(row.units) else 0, "work"))):
        end += 1
    return Work(row, i - 1, row.units[end - 1].last, kind, s.slice(i - 1, row.units[end - 1].last))


def plan(row: Row, index: int, i: int, j: int, kind: str) -> Work | None:
    """ "Quy hoạch chung đô thị ...", "đề án ...", "dự án X": with words that tell which."""
    if kind not in PLANS and kind not in NAMED_PLANS:
        return None
    s = row.sentence
    before = s.low[i - 1] if i else ""
    start = next((k for k in range(index, len(row.units)) if row.units[k].first >= j), None)
    if start is None or before in MANY or before[:1].isdigit() or (kind in NAMED_PLANS and row.letters[start] in "pdb,MVYQ"):
        return None
    if row.letters[start] in "pdbMa,.;:)(k" or (row.letters[start] in "VYQSXON" and kind in PLANS and row.units[start].form not in ("sử dụng",)):
        return None
    end = phrase_end(row, start)
    if end <= start:
        return None
    last = row.units[end - 1].last
    if last - j < 2 and not capital(s.words[j]):
        return None
    if kind in NAMED_PLANS and not any(capital(word) or word[0].isdigit() for word in s.words[j:last]):
        return None
    return Work(row, i, last, kind, s.slice(i, last))


def site(row: Row, i: int, j: int, kind: str) -> Work | None:
    """A works or area with a proper name right after its kind."""
    if kind not in SITES:
        return None
    s = row.sentence
    k = j
    if s.words[k:k + 1] == ["("] and s.words[k + 2:k + 3] == [")"]:
        k += 3
    while k < len(s.words) and k - j < 6 and s.words[k].isalpha() and s.words[k].islower() and not s.reading(k, "d") and not s.reading(k, "p") and not s.reading(k, "det"):
        k += 1
    if k >= len(s.words) or not capital(s.words[k]) or not s.words[k].isalnum() or s.reading(k, "title") or s.reading(k, "organ") or (k > j and kind in ("tuyến đường", "gói thầu", "khu dân cư")):
        return None
    last = k
    while last < len(s.words) and (capital(s.words[last]) or s.words[last] in ("–", "-", "/") or s.words[last][0].isdigit()):
        last += 1
    while last > k and s.words[last - 1] in ("–", "-", "/"):
        last -= 1
    if s.low[last:last + 2] == ["giai", "đoạn"]:
        last = min(last + 3, len(s.words))
    return Work(row, i, last, kind, s.slice(i, last)) if last > k else None
