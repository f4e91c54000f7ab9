"""Cuts a text into sentences: the places where one ends, so that names, numbers and quotes stay whole."""

import re

UPPER = "A-ZÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝĂĐĨŨƠƯẠ-Ỹ"
END = re.compile(
    r"\n+"
    r"|(?:\./\.|[.!?…]+)[\"”’')\]]*(?=\s|$)"
    r"|Ảnh(?: minh họa)?\s*:\s*(?:\S+\s+){1,3}?(?=(?:Tại|Trong|Ngày|Chiều|Sáng|Theo|Phát biểu|Trước|Sau|Hôm|Về|Để|Tuy|"
    r"Cùng|Ngoài|Đây|Với|Khi|Ông|Bà|Đồng chí|Kết luận|Báo cáo|Bên cạnh|Liên quan)\s)"
    r"|(?<=[a-zà-ỹ])\.(?=[" + UPPER + r"][a-zà-ỹ])"
)
SHORT = re.compile(
    r"(?:^|[\s(.])(?:TP|Tp|TX|TT|[A-ZĐ]|GS|PGS|TS|ThS|BS|KTS|Th|tr|Mr|Mrs|St|No|Nxb|NXB|[A-ZĐ]\.[A-ZĐ]|v\.v|T\.Ư|đ/c|\d{1,2})$"
)
# A number after a word ends a sentence as any word does ("theo Nghị định 67. Bộ ..."); "1. Sở A" is an item.
AFTER_WORD = re.compile(r"[a-zà-ỹ] \d{1,2}$")
STARTS = re.compile(
    r"\s*(?:Do|Theo|Tuy|Tại|Trong|Đồng thời|Để|Khi|Nếu|Ngoài|Các|Những|Đây|Bên|Ông|Bà"
    r"|Trước|Sau|Từ|Vì|Với|Qua|Hiện|Cùng|Mặt|Việc)\s"
)
# No sentence is as long as this; what is (a table, a text without stops) is cut, so that reading stays linear.
LONGEST = 4000
NEXT = re.compile(r"\s*[\"“”‘’'(\[–-]*\s*(.)", re.DOTALL)


def ends_here(text: str, match: re.Match[str], start: int) -> bool:
    """Whether the mark ends a sentence: not after a short form or a lone number, and not before a small letter."""
    mark = match[0]
    if mark[0] == "\n" or mark.startswith(("./.", "Ảnh")):
        return True
    after = NEXT.match(text, match.end())
    if after is None:
        return True
    if after[1].islower() and mark[0] not in "!?":
        return False
    if mark == ".":
        before = text[max(start, match.start() - 8) : match.start()]
        if AFTER_WORD.search(before) or before.endswith(("TP", "TP.HCM")):
            return STARTS.match(text, match.end()) is not None or (before[-1:].isdigit() and after[1].isupper())
        return not SHORT.search(before)
    return not (after[1].islower())


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences of text[start:end] as (start, end) without the blanks around them."""
    found: list[tuple[int, int]] = []
    begin = start
    for match in END.finditer(text, start, end):
        if match.start() < begin or not ends_here(text, match, begin):
            continue
        add(found, text, begin, match.end())
        begin = match.end()
    add(found, text, begin, end)
    return found


def add(found: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    while end - begin > LONGEST:
        cut = text.rfind(" ", begin, begin + LONGEST)
        cut = cut if cut > begin else begin + LONGEST
        add(found, text, begin, cut)
        begin = cut
    piece = text[begin:end]
    left = len(piece) - len(piece.lstrip())
    if len(piece) > left:
        found.append((begin + left, begin + len(piece.rstrip())))
