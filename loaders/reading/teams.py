"""Bodies made for one task ("Ban Chỉ đạo điều hành giá", "Tổ công tác của Thủ tướng"): a kind and what for."""

from giaoviec.loaders.reading.bodies import body_at
from giaoviec.loaders.reading.data import Lexicon
from giaoviec.loaders.reading.places import capital
from giaoviec.loaders.reading.things import Body
from giaoviec.loaders.reading.tokens import Sentence

KINDS = {
    tuple(name.lower().split()): name
    for name in (
        "Ban Chỉ đạo",
        "Ban Soạn thảo",
        "Ban Tổ chức Hội nghị",
        "Ban Tổ chức Lễ hội",
        "Tổ công tác",
        "Tổ biên tập",
        "Tổ thẩm định",
        "Tổ đại biểu",
        "Tổ giúp việc",
        "đoàn công tác",
        "đoàn kiểm tra",
        "đoàn thanh tra",
        "đoàn giám sát",
        "Hội đồng thẩm định",
    )
}
FIRST = frozenset(words[0] for words in KINDS)
STOPS = ("S", "V", "Y", "Q", "d", "M", "X", "O", "N", "honorific", "title")
MARKS = frozenset([*",;:.()–—-“”\"'…", "..."])
LONGEST = 14


def team_at(s: Sentence, i: int, lexicon: Lexicon) -> tuple[int, Body] | None:
    """The team that begins at word i: (the word after it, the body)."""
    if i >= len(s.low) or s.low[i] not in FIRST:
        return None
    name = next((words for words in KINDS if tuple(s.low[i : i + len(words)]) == words), None)
    if name is None:
        return None
    start = j = i + len(name)
    while j < len(s.words) and j - start < LONGEST and not ends(s, j, lexicon):
        j += 1
    while j > start and s.low[j - 1] in ("của", "về", "và", "tại"):
        j -= 1
    if "của" in s.low[start:j]:
        at = s.low.index("của", start, j) + 1
        whose = body_at(s, at, lexicon)
        if whose:
            return whose[0], Body(f"{KINDS[name]} {s.slice(start, at)}", "team", of=whose[1])
        title = s.reading(at, "title")
        j = at + title.size if title else j
    return j, Body(KINDS[name], "team", s.slice(start, j))


def ends(s: Sentence, j: int, lexicon: Lexicon) -> bool:
    """Whether the name is over before word j: a mark, a verb, a person, or an office that is not whose team it is."""
    if s.words[j] in MARKS:
        return True
    if s.low[j - 1] == "của":
        return False
    if capital(s.words[j]) and s.words[j] in lexicon.surnames and j + 1 < len(s.words) and capital(s.words[j + 1]):
        return not any((work := s.reading(k, "work")) and k + work.size == j for k in range(max(0, j - 3), j))
    return any(s.reading(j, kind) for kind in STOPS) and not s.reading(j, "n")
