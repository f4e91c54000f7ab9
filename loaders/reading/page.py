"""What kind of line each line of a text is: title, date line, paragraph, caption or heading, byline, page furniture."""

import re
from dataclasses import dataclass, field

from giaoviec.loaders.reading.places import capital

WEEKDAY = re.compile(r"(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|ngày|cập nhật|đăng lúc|xuất bản)\b", re.IGNORECASE)
STAMP = re.compile(r"(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})(?:\D{0,12}?(?P<h>\d{1,2})[:h](?P<n>\d{2}))?")
CLOCK_FIRST = re.compile(r"(?P<h>\d{1,2})[:h](?P<n>\d{2})(?::\d{2})?\D{0,12}(?P<d>\d{1,2})[/.-](?P<m>\d{1,2})[/.-](?P<y>\d{4})")
# The place and day of a letter: "Hà Nội, ngày 17 tháng 5 năm 2024".
LETTER = re.compile(r"^[^\d,]{2,40},\s*ngày\s+(?P<d>\d{1,2})\s+tháng\s+(?P<m>\d{1,2})\s+năm\s+(?P<y>\d{4})$", re.IGNORECASE)
FURNITURE = re.compile(
    r"^(?:nơi nhận|các bài viết khác|các tin khác|những tin mới hơn|những tin cũ hơn|tin liên quan|tin cùng chuyên mục|"
    r"tin bài liên quan|bài viết liên quan|xem thêm"
    r"|điện thoại cần biết|văn bản qppl|thống kê|đọc thêm|ý kiến bạn đọc|bình luận|từ khóa|tags?)\s*:?\s*$",
    re.IGNORECASE,
)
SMALL = re.compile(
    r"^(?:xem với cỡ chữ|in bài viết|gửi email|chia sẻ|font size|a\+|a-|đọc bài viết|nghe đọc bài)\b", re.IGNORECASE
)
AUTHOR = re.compile(
    r"^(?:tác giả(?: bài viết)?|bài(?: và|,)? ảnh|người viết|tin(?:,| và)? ảnh|thực hiện|bài|tin)\s*:\s*(?P<name>.+)$",
    re.IGNORECASE,
)
SOURCE = re.compile(r"^(?:nguồn(?: tin)?|theo)\s*:?\s+(?P<name>\S.{1,60})$", re.IGNORECASE)
OPEN_END = re.compile(r"[.!?…:;\"”]\s*$|\./\.\s*$")
BYLINE = re.compile(r"^[\w.,()'’ –—-]{2,60}$")
TRAILING = re.compile(
    r"(?:[.!?…”\"]|\./\.)\s+(?P<name>[^.!?…\"”]{2,40}|(?:[A-ZĐ]{1,3}\.\s?){1,2}[A-ZĐ]?[^\s.]{0,12}|[A-ZĐ]\.[\wÀ-ỹ. ()]{1,24})\s*$"
)


KINDS = "THÔNG BÁO|CÔNG VĂN|QUYẾT ĐỊNH|KẾT LUẬN|CHỈ THỊ|CÔNG ĐIỆN|TỜ TRÌNH|KẾ HOẠCH|BÁO CÁO|NGHỊ QUYẾT|HƯỚNG DẪN|CHƯƠNG TRÌNH"
# The line of a paper's kind, alone or with the words in capitals that belong to it, and the lines that may follow it.
PAPER_KIND = re.compile(rf"(?:{KINDS})\b")
ABOUT = re.compile(r"(?:V/v|Về việc)\b", re.IGNORECASE)
GOES_ON = re.compile(r"(?:V/v|Về|Kết luận|Ý kiến|Của|Tại)\b", re.IGNORECASE)
# What begins something else: receivers, number, day, grounds, articles, an item, and who issues in capitals.
BEGINS = re.compile(r"Kính gửi|Số\b|Ngày\b|Căn cứ|Theo\b|Điều \d|\d|[-–*(]")
ITEM_LINE = re.compile(r"(?:[-–+•*]|\d{1,2}[.)]|[a-zđ]\))\s*[^\W\d]")
HEAD_LINES, TITLE_LINES = 14, 5


@dataclass(slots=True)
class Line:
    """A line of the text with its kind: title, date, paragraph, short (caption or heading), byline, source, furniture."""

    kind: str
    start: int
    end: int


@dataclass(slots=True)
class Page:
    """The lines of a text and what its head and foot tell of the source."""

    lines: list[Line] = field(default_factory=list)
    title: tuple[int, int] | None = None
    author: str | None = None
    publisher: str | None = None
    published: str | None = None


def page(text: str) -> Page:
    """Sorts the lines of a normalised text."""
    made = Page()
    start, over, body = 0, False, False
    for raw in text.split("\n"):
        left = start + len(raw) - len(raw.lstrip())
        end = start + len(raw.rstrip())
        start += len(raw) + 1
        if left >= end:
            continue
        line = text[left:end]
        over = over or bool(FURNITURE.match(line))
        kind = "furniture" if over or SMALL.match(line) else kind_of(line, made, body)
        body = body or kind == "paragraph"
        if kind == "title":
            made.title = (left, end)
        made.lines.append(Line(kind, left, end))
    foot(text, made)
    made.title = paper_title(text, made.lines) or made.title
    return made


def shouts(text: str, line: Line) -> bool:
    return text[line.start : line.end].isupper()


def paper_title(text: str, lines: list[Line]) -> tuple[int, int] | None:
    """The title of a text that is itself a paper: the line of its kind ("THÔNG BÁO") with the lines that tell what it is about.

    A letter has no line of its kind; there the line "V/v ..." and what goes on from it is the title.
    """
    head = lines[:HEAD_LINES]
    kinds = (i for i, line in enumerate(head) if PAPER_KIND.match(text[line.start : line.end]) and shouts(text, line))
    first = next(kinds, None)
    if first is None:
        first = next((i for i, line in enumerate(head) if ABOUT.match(text[line.start : line.end])), None)
    if first is None or any(line.kind == "paragraph" for line in head[:first]):
        return None
    last = first
    for line in head[first + 1 : first + 1 + TITLE_LINES]:
        words = text[line.start : line.end]
        other = BEGINS.match(words) or shouts(text, line)
        if line.kind not in ("short", "title") or (other and not GOES_ON.match(words)):
            break
        last += 1
    return lines[first].start, lines[last].end


def kind_of(line: str, made: Page, body: bool) -> str:
    author, source = AUTHOR.match(line), SOURCE.match(line)
    if author and len(line) < 90:
        made.author = author["name"].strip()
        return "byline"
    if source and len(line) < 80 and body:
        made.publisher = made.publisher or source["name"].strip()
        return "source"
    if len(line) < 80 and LETTER.match(line) and stamped(line, made):
        return "date"
    if len(line) < 80 and (WEEKDAY.match(line) or STAMP.search(line)) and stamped(line, made):
        return "date"
    if not any(c >= "\u00c0" for c in line) and len(line) < 60 and not any(c.isupper() for c in line):
        return "furniture"
    if OPEN_END.search(line) or len(line) > 300:
        return "paragraph"
    if not made.lines and len(line) < 250:
        return "title"
    return "short"


def stamped(line: str, made: Page) -> bool:
    """Reads a date line; the one with a time of day is the publication, the clock of a banner has none."""
    match = LETTER.match(line) or CLOCK_FIRST.search(line) or STAMP.search(line)
    if match is None:
        return False
    beside = len(line) - len(match[0])
    if beside > 40 or (beside > 16 and ITEM_LINE.match(line)):
        return False  # "- Báo cáo kết quả trước ngày 20/5/2024" is an item of a list.
    got = match.groupdict()
    day = f"{int(got['y']):04}-{int(got['m']):02}-{int(got['d']):02}"
    if got.get("h"):
        made.published = f"{day}T{int(got['h']):02}:{got['n']}"
    elif made.published is None:
        made.published = day
    return True


def foot(text: str, made: Page) -> None:
    """The byline at the end: a short last line, or the words after the last full stop."""
    lines = [line for line in made.lines if line.kind in ("paragraph", "short", "title")]
    if made.author or not lines:
        return
    last = lines[-1]
    words = text[last.start : last.end]
    if last.kind == "short" and looks_like_name(words):
        last.kind = "byline"
        made.author = words
        return
    match = TRAILING.search(words)
    if match and looks_like_name(match["name"]):
        made.author = match["name"].strip()
        at = last.start + match.start("name")
        made.lines.insert(made.lines.index(last) + 1, Line("byline", at, last.end))
        last.end = at
        while last.end > last.start and text[last.end - 1].isspace():
            last.end -= 1


def looks_like_name(words: str) -> bool:
    """Whether all words are names or initials, as in a byline."""
    parts = [part for part in re.split(r"[\s–—-]+", words.strip()) if part]
    return bool(BYLINE.match(words.strip())) and 0 < len(parts) <= 8 and all(capital(part.lstrip("(")) for part in parts)
