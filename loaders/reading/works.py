"""Projects: works, plans and schemes that somebody is to draw up, build or carry out."""

from dataclasses import dataclass

from giaoviec.loaders.reading.papers import STOPS, extent
from giaoviec.loaders.reading.places import capital
from giaoviec.loaders.reading.units import Row

PLANS = frozenset({"quy hoạch", "đề án", "dự án", "tiểu dự án", "phương án", "thí điểm"})
PLACES = frozenset({"cao tốc", "đường cao tốc", "tuyến đường", "khu đô thị", "khu công nghiệp", "khu du lịch", "cụm công nghiệp", "khu kinh tế", "khu công nghệ cao",
                    "cảng hàng không", "sân bay", "thủy điện", "nhiệt điện", "nhà máy", "trung tâm hành chính", "khu dân cư", "khu tái định cư", "gói thầu",
                    "tuyến metro", "cầu", "hồ chứa", "bệnh viện", "trụ sở", "tổ hợp", "khu liên hợp", "chương trình mục tiêu", "cảng", "hồ", "đập", "mỏ", "tuyến đê", "công trình", "trường học"})
MANY = frozenset("các những nhiều một số mọi từng".split())
LONGEST = 26


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
    i = 0
    while i < len(s.words):
        entry = s.reading(i, "work")
        work = None
        if entry is not None:
            work = plan(row, i, i + entry.size, entry.name.lower()) or site(row, i, i + entry.size, entry.name.lower())
        if work:
            found.append(work)
            i = work.last
        else:
            i += entry.size if entry else 1
    return found


def plan(row: Row, i: int, j: int, kind: str) -> Work | None:
    """ "Quy hoạch chung đô thị ...", "đề án ...", "dự án ...": with words that tell which."""
    if kind not in PLANS:
        return None
    s = row.sentence
    before = s.low[i - 1] if i else ""
    if before in MANY or before[:1].isdigit() or j >= len(s.words) or s.low[j] in STOPS or not (s.words[j][0].isalnum() or s.words[j] in "“\""):
        return None
    if kind == "thí điểm" and not row.units:
        return None
    last = extent(row, j, j + LONGEST)
    if last - j < 2 and not (last > j and capital(s.words[j])):
        return None
    if kind in ("dự án", "phương án", "thí điểm") and not telling(row, j, last):
        return None
    return Work(row, i, last, kind, s.slice(i, last))


def telling(row: Row, j: int, last: int) -> bool:
    """Whether the words name one project: a proper name or number among them."""
    words = row.sentence.words[j:last]
    return any(capital(word) or word[0].isdigit() for word in words)


def site(row: Row, i: int, j: int, kind: str) -> Work | None:
    """A works or area with a proper name right after its kind."""
    if kind not in PLACES:
        return None
    s = row.sentence
    k = j
    while k < len(s.words) and k - j < 3 and not (capital(s.words[k]) or s.words[k][0].isdigit()) and s.words[k].isalpha() and s.low[k] not in STOPS:
        k += 1
    if k >= len(s.words) or not capital(s.words[k]) or (k > j and kind in ("cầu", "hồ", "mỏ", "cảng", "đập")) or s.reading(k, "title"):
        return None
    last = k
    while last < len(s.words) and (capital(s.words[last]) or s.words[last] in ("–", "-") or (s.words[last][0].isdigit() and last > k)):
        last += 1
    while s.words[last - 1] in ("–", "-"):
        last -= 1
    return Work(row, i, last, kind, s.slice(i, last))
