"""Who gives an order: the agent that does a directive verb, right before it or far from it in the sentence."""

import re

from giaoviec.loaders.reading.grammar import LIST, PAPER
from giaoviec.loaders.reading.things import Mention
from giaoviec.loaders.reading.units import Row

Giver = tuple[list[Mention], bool]
# Another subject with its verb: before it, the agent at the beginning is no longer who acts.
OTHER = r"(?![,hk]A[ad]*[VYQSXTO])"
# Who writes to somebody and asks: "Bà A có đơn gửi Phó Thủ tướng kiến nghị ...".
WRITES = re.compile(rf"(?:^|(?<=[,;:\"h.-]))(?P<by>A)[ad]*[^AL;:.]{{0,12}}?T(?P<to>{LIST})[,a]*$")
# Whose paper asks: "UBND tỉnh ban hành Công văn số 5 đề nghị ...".
CARRIES = re.compile(r"(?:^|(?<=[,;:\"h.-]))(?P<by>A)(?P<paper>[^AL;:.]{1,24})$")
# "Tại văn bản trả lời, Bộ A cho biết ... và yêu cầu ...".
IN_PAPER = re.compile(r"^(?:h,?)*(?P<paper>[^A;:]{1,8}p)(?P<by>A)[ad]*S")
# One subject, several verbs: "A kiểm tra ... và yêu cầu ...", "A đã vào cuộc, yêu cầu ...".
AND_THEN = re.compile(rf"(?:^|(?<=[,;:\"hwnb.]))(?P<by>A(?:[,k]A)*)[ad]*(?:[TXOSN]|d[ad]*w)(?:{OTHER}[^;:])*k[ad]*$")
COMMA_THEN = re.compile(rf"^[^AL;:.]*(?:(?<=^)|(?<=[,h]))(?P<by>A)[ad]*[TXOSN](?:{OTHER}[^;:.])*,[ad]*$")
# "được UBND tỉnh đồng ý và giao ...".
PASSIVE_THEN = re.compile(rf"b(?P<by>{LIST})[ad]*X(?:[,kadh]|X)*$")
# An agent in the place of a subject of speech or order.
SUBJECT = r"(?:(?<=^)|(?<=[,;:\"hSkwn#.)-]))A(?=(?:\([^)]*\))?(?:,[^,;:AL]{1,7})?,?(?:[adT]|,(?=[TVYQ])|k)*[VYQSX%s]|:)"
FIRST, LAST = re.compile(SUBJECT % "O"), re.compile(SUBJECT % "")
TWO_GIVERS = re.compile(r"^A(?:,?k?A)+$|(?:(?<=[,:;h]))A(?:,A)*kA$")
# Prepositions after which an agent may be a subject.
OPENS_CLAUSE = ("thì", "là", "mà", "nhưng", "do", "tại")


def agents(row: Row, first: int, last: int) -> list[Mention]:
    return [unit.mention for unit in row.units[first:last] if unit.mention is not None]


def subject_before(row: Row, verb: int) -> Giver:
    """The agent that does the verb: (the nearest agent that a verb follows, whether it stands right before this verb)."""
    return adjacent(row, verb) or by_paper(row, verb) or far(row, verb)


def adjacent(row: Row, verb: int) -> Giver | None:
    """The agent right before the verb; nobody where that agent is only told something ("báo cáo UBND tỉnh đề nghị ...")."""
    letters = row.letters
    i = before_words(row, verb)
    if i < 0 or letters[i] not in "AL":
        return None
    before = letters[i - 1] if i else ""
    if before in ("O", "T") and i > 1:
        return [], False
    if before in ("p", "c", "z") and not (before == "p" and row.units[i - 1].form in OPENS_CLAUSE):
        return None
    match = TWO_GIVERS.search(letters[: i + 1])
    return agents(row, match.start() if match else i, i + 1), True


def by_paper(row: Row, verb: int) -> Giver | None:
    """Whose letter or other paper asks."""
    letters = row.letters[:verb]
    writer = WRITES.search(letters)
    if writer and row.units[writer.start("to") - 1].form == "gửi":
        return agents(row, writer.start("by"), writer.end("by")), True
    for shape in (CARRIES, IN_PAPER):
        match = shape.search(letters)
        if match and PAPER.search(row.text(match.start("paper"), match.end("paper"))):
            return agents(row, match.start("by"), match.end("by")), True
    return None


def far(row: Row, verb: int) -> Giver:
    """Whose verb this is, where other verbs stand between."""
    letters = row.letters[:verb]
    for shape, sure in ((AND_THEN, False), (COMMA_THEN, False), (PASSIVE_THEN, True)):
        match = shape.search(letters)
        if match:
            return agents(row, match.start("by"), match.end("by")), sure
    letters = row.letters[: verb + 1]
    found = [match.start() for match in FIRST.finditer(letters) if match.start() < verb]
    last = [match.start() for match in LAST.finditer(letters)]
    at = last[-1] if found and last else found[0] if found else None
    return (agents(row, at, at + 1), False) if at is not None else ([], False)


def before_words(row: Row, verb: int) -> int:
    """The unit before the verb and its adverbs; what stands in brackets after a name is passed over."""
    i = verb - 1
    while i >= 0 and (row.letters[i] in 'ad"' or (row.letters[i] == "h" and row.units[i].form == "đồng thời" and i > 0)):
        i -= 1
    opening = row.letters.rfind("(", 0, i) if i > 0 and row.letters[i] == ")" else -1
    return opening - 1 if opening > 0 and row.letters[opening - 1] in "AL" else i
