"""Documents: a kind of paper with its number, or with the words that tell which one it is."""

import re
from dataclasses import dataclass

from giaoviec.loaders.reading.places import capital, level_at
from giaoviec.loaders.reading.spans import phrase_end
from giaoviec.loaders.reading.units import Row

NUMBER = re.compile(r"^\d+[a-zA-Z]?(?:/\d{4})?\s?(?:/|-)\s?[A-ZĐƯ].*|^\d+/\d{4}$|^\d{1,5}$")
FIRM = frozenset(
    {
        "nghị quyết",
        "nghị định",
        "chỉ thị",
        "thông tư",
        "quy chế",
        "điều lệ",
        "tờ trình",
        "pháp lệnh",
        "bộ luật",
        "hiến pháp",
        "nghị quyết liên tịch",
        "thông cáo",
        "chương trình hành động",
        "chương trình công tác",
        "chương trình làm việc",
        "quy tắc ứng xử",
        "bộ quy tắc",
        "kết luận thanh tra",
        "thông tư liên tịch",
        "kế hoạch sử dụng đất",
        "kế hoạch đầu tư công",
    }
)
LETTERS = frozenset({"văn bản", "công văn", "công điện", "thông báo", "thông cáo", "quyết định", "thư"})
PASS_ON = frozenset(
    {
        "yêu cầu",
        "đề nghị",
        "chỉ đạo",
        "cho phép",
        "về",
        "truyền đạt",
        "kết luận",
        "kiến nghị",
        "gửi",
        "của",
        "về việc",
        "quy định",
        "công bố",
    }
)
MAKES = frozenset(
    "xây dựng|hoàn thiện|ban hành|ký|lập|trình|soạn thảo|dự thảo|sửa đổi|hoàn thành|tham mưu|thông qua|bổ sung|"
    "xem xét|gửi|đề xuất|phê duyệt|rà soát|xét|chỉnh sửa|đọc|công bố|nghe".split("|")
)
VAGUE = frozenset(
    {
        "pháp luật",
        "Trung ương",
        "nhà nước",
        "Nhà nước",
        "Đảng",
        "ngành",
        "tỉnh",
        "thành phố",
        "mình",
        "chính phủ",
        "hội",
        "ra",
        "này",
        "dung",
        "đại hội",
        "nghị",
    }
)
MANY = frozenset("các những nhiều một mọi từng".split())


@dataclass(slots=True)
class Paper:
    """A document named over words first..last-1 of a sentence."""

    row: Row
    first: int
    last: int
    number: str | None
    name: str


def papers(row: Row) -> list[Paper]:
    """The documents that a sentence names: first those with a number, then the others beside them."""
    s = row.sentence
    at = s.things["paper"]
    if not at:
        return []
    inside = {k for unit in row.units if unit.mention is not None or unit.letter in "VYQ" for k in range(unit.first, unit.last)}
    found: list[Paper] = []
    for i in at:
        entry = s.reading(i, "paper")
        if entry is not None:
            paper = numbered(row, i, i + entry.size, entry.name.lower())
            if paper:
                found.append(paper)
    taken = {k for paper in found for k in range(paper.first, paper.last)}
    for i in at:
        entry = s.reading(i, "paper")
        if entry is not None and i not in taken and i not in inside:
            paper = described(row, i, i + entry.size, entry.name.lower())
            if paper and not taken & set(range(paper.first, min(paper.last, paper.first + 4))):
                found.append(paper)
                taken |= set(range(paper.first, paper.last))
    return found


HEAD_NUMBER = re.compile(r"^Số\s*:?\s*(?P<number>\d+[\w/ –-]*[A-ZĐƯ][\w/–-]*)$", re.IGNORECASE)
HEAD_KINDS = frozenset(
    "thông báo|công văn|quyết định|kết luận|chỉ thị|công điện|tờ trình|kế hoạch|báo cáo|nghị quyết|hướng dẫn|chương trình".split(
        "|"
    )
)
HEAD_LINES = 12


def head_paper(text: str, spans: list[tuple[int, int]]) -> tuple[int, int, str, str] | None:
    """The paper that a text itself is, by its head ("Số 12-TB/TU", "THÔNG BÁO"): (start, end, number, name)."""
    head = spans[:HEAD_LINES]
    for at, (start, end) in enumerate(head):
        match = HEAD_NUMBER.match(text[start:end])
        if match:
            lines = (text[a:b].strip().lower() for a, b in [*head[at + 1 :], *head[:at]])
            kind = next((line for line in lines if line in HEAD_KINDS), "công văn")
            number = re.sub(r"\s+", "", match["number"])
            return start, end, number, f"{kind.capitalize()} số {number}"
    return None


# Kinds that a bare number may follow: "nghị định 67"; the others only where they begin with a capital ("Văn bản 2000").
BARE = frozenset({"nghị định", "nghị quyết", "chỉ thị", "thông tư"})
BARE_BIG = BARE | {"quyết định", "văn bản", "công văn", "kết luận", "thông báo", "quy định", "tờ trình", "kế hoạch"}


def numbered(row: Row, i: int, j: int, kind: str) -> Paper | None:
    s = row.sentence
    k = j + 1 if s.low[j : j + 1] == ["số"] else j
    if k >= len(s.words) or not NUMBER.match(s.words[k]):
        return None
    number = s.words[k]
    short = number.isdigit()
    bare = short and k == j and (kind in BARE or (capital(s.words[i]) and kind in BARE_BIG and len(number) > 1))
    if bare and s.low[k + 1 : k + 2] not in (["của"], ["ngày"]):
        return Paper(row, i, k + 1, number, s.slice(i, k + 1))
    if short and (
        (not capital(s.words[i]) and k == j) or (k == j and s.low[k + 1 : k + 2] not in (["của"], ["ngày"], [","], ["về"], ["("]))
    ):
        return None
    last = k + 1
    if s.low[last : last + 1] == ["ngày"] and s.words[last + 1 : last + 2] and s.words[last + 1][0].isdigit():
        last += 2
    name = s.slice(i, last)
    if short:
        unit = next((u for u in row.units if u.first >= last and u.mention is not None), None)
        if unit is not None and unit.first <= last + 1 and "," not in s.words[last : unit.first]:
            last = unit.last
            name = s.slice(i, last)
    return Paper(row, i, last, re.sub(r"\s+", "", number), name)


@dataclass(frozen=True, slots=True)
class Place:
    """A kind of paper in its sentence: its word i, the word j and the unit after it, and how it is told of."""

    row: Row
    i: int
    j: int
    kind: str
    unit: int

    @property
    def before(self) -> str:
        return self.row.sentence.low[self.i - 1] if self.i else ""

    @property
    def next(self) -> str:
        two = " ".join(self.row.sentence.low[self.j : self.j + 2])
        return two if two in PASS_ON else self.row.sentence.low[self.j]

    @property
    def big(self) -> bool:
        """Written with a capital though no sentence begins there."""
        s = self.row.sentence
        return capital(s.words[self.i]) and self.i > 0 and s.words[self.i - 1] not in (".", "“", '"', ":", "…")

    @property
    def made(self) -> bool:
        two = " ".join(self.row.sentence.low[max(0, self.i - 2) : self.i])
        return two in MAKES or self.before in MAKES or two == "dự thảo"

    @property
    def passes(self) -> bool:
        """A letter told by what it passes on: "có văn bản yêu cầu ..."."""
        return self.kind in LETTERS and self.next in PASS_ON and self.before in SENT_AS

    @property
    def reported(self) -> bool:
        alone = self.row.units[self.unit].mention is None and self.made
        told = self.next in REPORT_OF or alone
        return self.kind == "báo cáo" and told and (self.made or self.before in ("theo", "qua", "xét", "trong", "thảo"))


SENT_AS = frozenset("có ký hành gửi phát ra bằng theo nhận trong tại".split())
REPORT_OF = frozenset({"của", "tổng", "kết", "chính", "về", "tài", "tổng hợp"})
# What is no paper where it tells at once whose it is or to whom it goes.
NEEDS_WORDS = frozenset({"báo cáo", "kế hoạch", "chương trình", "kết luận", "quy định", "thông báo", "quyết định"})


def described(row: Row, i: int, j: int, kind: str) -> Paper | None:
    """A document without number, by the words that tell which: firm kinds anywhere, others as made or sent."""
    if kind in ("luật", "bộ luật"):
        return law(row, i, j)
    unit = next((k for k, u in enumerate(row.units) if u.first >= j), None)
    if unit is None or unit == 0:
        return None
    at = Place(row, i, j, kind, unit)
    if no_paper(at) or not (kind in FIRM or kind == "kết luận" or at.big or at.made or at.passes or at.reported):
        return None
    end = phrase_end(row, unit, hard=not at.passes)
    if end <= unit or no_name(at, end):
        return None
    last = row.units[end - 1].last
    return Paper(row, i, last, None, row.sentence.slice(i, last))


def no_paper(at: Place) -> bool:
    """Whether the word is a verb here, or one of many papers."""
    s, j, kind = at.row.sentence, at.j, at.kind
    small = not capital(s.words[at.i])
    if kind == "hướng dẫn" and small and at.before not in ("hành", "bản"):
        return True
    if at.row.letters[at.unit] in ",.;" or (kind == "báo cáo" and s.low[j] in ("tại", "với", "trước", "lên", "cho")):
        return True
    if kind == "quy định" and s.reading(j, "paper") and capital(s.words[j]):
        return True
    if kind == "báo cáo" and at.before == "nghe" and at.next != "của" and not at.big:
        return True
    if kind == "kết luận" and at.next not in ("về", "thanh", "kiểm", "số"):
        return True
    return at.before in MANY or (at.i > 1 and s.low[at.i - 2 : at.i] == ["một", "số"])


def no_name(at: Place, end: int) -> bool:
    """Whether the words up to unit `end` tell of no certain paper."""
    row, s, j = at.row, at.row.sentence, at.j
    letter, last = row.letters[at.unit], row.units[end - 1].last
    words = s.slice(j, last)
    if at.reported and not at.big and s.low[j] == "của" and row.letters[at.unit + 1 : end] in ("A", "L"):
        return True  # "theo báo cáo của Sở Y tế" tells who reports, not which paper.
    if words.startswith("đại hội") and not any(capital(word) for word in s.words[j:last]):
        return True
    if last - j < (1 if at.kind == "điều lệ" else 2) or words in VAGUE or s.slice(j + 1, last) in VAGUE:
        return True
    if letter in "dbaMk" or (letter == "p" and at.next.split()[0] not in ("của", "về", "tại", "trong")):
        return True
    return letter in "AL" and s.low[j] != "của" and at.kind in NEEDS_WORDS


def law(row: Row, i: int, j: int) -> Paper | None:
    """ "Luật Đất đai", "Luật Phòng cháy và chữa cháy": a capital, and what belongs to the name."""
    s = row.sentence
    if j >= len(s.words) or not capital(s.words[j]) or level_at(s, j) or s.low[j : j + 2] == ["việt", "nam"]:
        return None
    if not capital(s.words[i]) and (
        s.low[i - 1 : i] in (["pháp"], ["dự"], ["kỷ"], ["án"]) or s.reading(j, "title") or s.reading(j, "organ")
    ):
        return None
    unit = next((k for k, u in enumerate(row.units) if u.first >= j), None)
    if unit is None or row.units[unit].first != j:
        return None
    end = min(phrase_end(row, unit, 6), unit + 6)
    end = next((k for k in range(unit, end) if row.units[k].form == "về"), end)
    end = next((k + 1 for k in range(unit, end) if row.letters[k] == "#"), end)
    last = row.units[end - 1].last if end > unit else j + 1
    if "pháp" in s.low[j:last]:
        last = s.low.index("pháp", j)
        last -= s.low[last - 1] == "và"
    if s.low[last : last + 2] == ["năm"]:
        last += 1
    return Paper(row, i, min(last, j + 9), None, s.slice(i, min(last, j + 9)))
