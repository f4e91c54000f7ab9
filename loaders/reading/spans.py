"""How far the name of a document or project goes: a noun phrase over the units of a row."""

import re

from giaoviec.loaders.reading.units import Row

ENDS = frozenset('VYQSMNObd;:.hr"')
SMALL_ENDS = frozenset(
    "để|nhằm|trước|theo|khi|nếu|do|vì|nhưng|mà|thì|nên|là|có|này|đó|như|bằng|qua|sau|tránh|gây|trước khi|sau khi|"
    "không|chưa|trên cơ sở|cũng như|hay|hoặc|vừa|từ"
    "|cùng|cùng với|bởi|dưới|làm cho|liên quan đến|kể cả|trong đó|gồm|bao gồm|ngoài|với".split("|")
)
TERM = re.compile(r"(?:khóa|nhiệm kỳ|giai đoạn|tầm nhìn|năm|định hướng|kỳ|lần thứ|ngày)\b", re.IGNORECASE)
# Words that are never part of a name: what follows tells about the thing.
HARD = frozenset(
    "khẩn trương|tiếp tục|đảm bảo|bảo đảm|tập trung|kịp thời|chủ động|đạt|đi|đề ra|khiến|giúp|gặp|khoảng|chậm|"
    "chậm nhất|hơn|sâu rộng|một|trước mắt|đồng thời|thường xuyên|nhận|bước|sát"
    "|nghiêm túc|đã|uy|tốt|nhanh|làm|thì|cao".split("|")
)
SPACE_OF_TIME = frozenset({"tháng", "thời", "quý", "ngày", "vòng", "tuần"})
LONGEST = 40


def phrase_end(row: Row, start: int, limit: int = LONGEST, hard: bool = True) -> int:
    """The unit after the noun phrase whose describing words begin at unit `start`."""
    letters, units = row.letters, row.units
    i = start
    while i < len(units) and i - start < limit:
        letter = letters[i]
        if letter == "(":
            close = letters.find(")", i)
            if close < 0 or close - i > 5 or i == start:
                break
            i = close + 1
            continue
        if hard and i > start and (units[i].form or row.sentence.low[units[i].first]) in HARD and letter != "A":
            break
        if letter in ",k-":
            if not goes_on(row, i, start):
                break
        elif (
            (letter in ENDS and not (letter in "MNOSYQ" and noun_like(row, i, start)))
            or (letter == "p" and units[i].form in SMALL_ENDS and not years(row, i))
            or letter == ")"
            or (
                letter == "p" and units[i].form in ("trong", "tại", "trên", "ở", "đến", "tới", "về") and not place_or_year(row, i)
            )
            or (letter == "c" and i - start < 1)
            or a_day_follows(row, i)
            or (letter == "a" and units[i].form not in ("thường xuyên", "mới", "tiếp tục") and i > start)
        ):
            break
        i += 1
    while i > start and (letters[i - 1] in ",k-pzc(a" or to_a_day(row, i - 1)):
        i -= 1
    return i


def to_a_day(row: Row, i: int) -> bool:
    """ "vào" before a day or a time limit ("kế hoạch tiêm chủng vào trước ngày 30/4"), which is no part of the name."""
    first, low = row.units[i].first, row.sentence.low
    return low[first] == "vào" and row.units[i].last == first + 1 and low[first - 1] != "đầu"


def a_day_follows(row: Row, i: int) -> bool:
    words, after = row.sentence.words, row.units[i].last
    return to_a_day(row, i) and after < len(words) and words[after][0].isdigit()


def noun_like(row: Row, i: int, start: int) -> bool:
    """A verb that stands inside the name: right at its beginning ("kết luận kiểm tra", "văn bản yêu cầu ...")."""
    return i == start and row.letters[i] in "YQSON"


def years(row: Row, i: int) -> bool:
    return row.units[i].form == "từ" and i + 1 < len(row.units) and row.letters[i + 1] == "#"


def place_or_year(row: Row, i: int) -> bool:
    """ "tại xã X", "đến năm 2025", "về công tác cán bộ": not "trong tháng 7", "trong thời gian tới"."""
    s = row.sentence
    nxt = s.low[row.units[i + 1].first] if i + 1 < len(row.units) else ""
    form = row.units[i].form
    if form in ("đến", "tới"):
        return nxt == "năm"
    if form == "về":
        return True
    return (
        bool(nxt) and nxt not in SPACE_OF_TIME and nxt not in ("đó", "các", "những", "năm", "thực", "cuộc", "buổi", "hội", "việc")
    )


def goes_on(row: Row, i: int, start: int) -> bool:
    """Whether a name goes on after a comma, "và" or dash: with years, the same kind of word, or a noun."""
    s = row.sentence
    j = i + 1
    if j >= len(row.units):
        return False
    if row.letters[i] == "k" and any(unit.form == "giữa" for unit in row.units[start:i]):
        return True
    if s.reading(row.units[j].first, "work") or s.reading(row.units[j].first, "paper"):
        return False
    letter, before = row.letters[j], row.letters[i - 1] if i > start else ""
    if TERM.match(s.text, s.starts[row.units[j].first]):
        return True
    if row.letters[i] == "k" and s.low[row.units[j].first] in ("các", "những", "một"):
        return False
    if row.letters[i] == "-":
        return letter in "wnTAL#"
    if letter in "AL":
        return before in "AL" and row.letters[j + 1 : j + 2] not in tuple("VYQSMXOdT")
    if letter == "T":
        return before == "T" or (before == "n" and "chỉ đạo" in row.units[i - 1].form)
    if row.letters[i] == "," and letter == "k":
        return goes_on(row, j, start)
    return letter in "wn" and before in "wnTL#"
