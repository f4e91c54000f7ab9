"""Documents: a kind of paper with its number, or with the words that tell which one it is."""

import re
from dataclasses import dataclass

from giaoviec.loaders.reading.places import capital
from giaoviec.loaders.reading.units import Row

NUMBER = re.compile(r"^\d+[a-zA-Z]?(?:/\d{4})?\s?(?:/|-)\s?[A-ZĐƯ].*|^\d+/\d{4}$|^\d{1,4}$")
STOPS = frozenset(
    "để trước trình báo nhằm theo tại trong cho khi này trên đã được vừa đang sẽ nêu đó bị phải cần thì mà nếu vì do và đến ra qua cũng còn vào có là từ như"
    " với gửi đề yêu không chưa nhưng lên đồng".split())
TERM = re.compile(r"^,?\s*(?:khóa|nhiệm kỳ|giai đoạn|tầm nhìn|năm|kỳ|định hướng|\()")
STRONG = frozenset("luật,nghị quyết,chỉ thị,nghị định,thông tư,quy chế,điều lệ,bộ luật,pháp lệnh,kết luận,hiến pháp,quy định,quyết định,kế hoạch,chương trình,công văn,thông báo,công điện,tờ trình,báo cáo,biên bản".split(","))
MAKES = frozenset("xây dựng|hoàn thiện|ban hành|ký|lập|trình|soạn thảo|dự thảo|sửa đổi|hoàn thành|tham mưu|theo|thực hiện|thông qua|bổ sung|xem xét|có|gửi|đề xuất|rà soát|căn cứ|phê duyệt|triển khai".split("|"))
NOT_KINDS = frozenset({"báo cáo", "quyết định", "kết luận", "thông báo", "kế hoạch", "chương trình", "hướng dẫn", "quy định", "thư", "lệnh", "danh mục", "quy trình", "đề cương", "hợp đồng", "giấy phép", "văn bản", "quy tắc"})
LONGEST = 34


@dataclass(slots=True)
class Paper:
    """A document named over words first..last-1 of a sentence."""

    row: Row
    first: int
    last: int
    number: str | None
    name: str


def papers(row: Row) -> list[Paper]:
    """The documents that a sentence names."""
    s = row.sentence
    found: list[Paper] = []
    i = 0
    while i < len(s.words):
        entry = s.reading(i, "paper")
        if entry is None:
            i += 1
            continue
        paper = numbered(row, i, i + entry.size) or described(row, i, i + entry.size, entry.name.lower())
        if paper:
            found.append(paper)
            i = paper.last
        else:
            i += entry.size
    return found


def numbered(row: Row, i: int, j: int) -> Paper | None:
    s = row.sentence
    k = j + 1 if s.low[j:j + 1] == ["số"] else j
    if k >= len(s.words) or not NUMBER.match(s.words[k]):
        return None
    number = s.words[k]
    short = number.isdigit()
    if short and k == j and not (capital(s.words[i]) and s.low[k + 1:k + 2] in (["của"], ["ngày"], [","], ["về"], ["("])):
        return None
    if short and s.low[k + 1:k + 2] and s.low[k + 1] in ("dự", "đơn", "nhiệm", "nội", "năm"):
        return None
    last = k + 1
    if short and s.low[last:last + 1] == ["của"]:
        last = extent(row, last + 1, last + 8)
    return Paper(row, i, last, re.sub(r"\s+", "", number), s.slice(i, last))


def described(row: Row, i: int, j: int, kind: str) -> Paper | None:
    """A document without number: its kind with a capital, or an object of writing and submitting, and what it is about."""
    s = row.sentence
    if kind == "luật" and (not capital(s.words[i]) or j >= len(s.words) or not capital(s.words[j])):
        return None
    big = capital(s.words[i]) and i > 0 and s.words[i - 1] not in (".", "“", '"', ":")
    before = s.low[i - 1] if i else ""
    two = " ".join(s.low[max(0, i - 2):i])
    made = two in MAKES or before in MAKES
    if not (big or made) or (before in ("các", "những", "nhiều", "một") and not big):
        return None
    if kind in NOT_KINDS and not big and not (made and j < len(s.words) and s.low[j] not in STOPS):
        return None
    last = extent(row, j, min(len(s.words), j + LONGEST))
    if last - j < (1 if kind == "luật" else 2):
        return None
    return Paper(row, i, last, None, s.slice(i, last))


def extent(row: Row, j: int, limit: int) -> int:
    """The word after the words that tell which document it is."""
    s = row.sentence
    depth = 0
    k = j
    while k < min(limit, len(s.words)):
        word, low = s.words[k], s.low[k]
        if word == "(":
            depth += 1
        elif word == ")":
            if depth == 0:
                break
            depth -= 1
        elif depth == 0:
            if word in ".;:!?…\"“”" or (word == "," and not goes_on(s.text[s.starts[k]:s.ends[-1]])):
                break
            if low in STOPS and k > j and not allowed(s.low, k, j):
                break
        k += 1
    while k > j and s.words[k - 1] in (",", "-", "–"):
        k -= 1
    return k


def goes_on(rest: str) -> bool:
    return bool(TERM.match(rest)) or bool(re.match(r",\s*(?:[a-zà-ỹ]+\s){1,3}(?:và|,)\s", rest)) or bool(re.match(r",\s*(?:Ban|Thường trực|Ủy ban|HĐND|UBND)\s", rest))


def allowed(low: list[str], k: int, j: int) -> bool:
    """Small words that belong to a name: "và" in a list, "đến năm 2025", "theo" never."""
    nxt = low[k + 1] if k + 1 < len(low) else ""
    if low[k] == "và":
        return nxt not in ("các", "báo", "trình", "yêu", "giao", "đề", "chỉ", "có", "phải", "cần") and k - j > 0
    if low[k] == "đến":
        return nxt in ("năm", "20", "2020", "2025", "2030")
    if low[k] in ("trong", "tại", "của", "trên", "cho"):
        return k - j < 14 and nxt not in ("tháng", "thời", "năm", "đó", "quý", "các")
    return False
