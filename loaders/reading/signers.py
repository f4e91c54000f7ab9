"""Who signs a text that is itself a paper: the name under an office in capitals at its foot."""

from giaoviec.loaders.reading.data import Lexicon
from giaoviec.loaders.reading.normal import lower
from giaoviec.loaders.reading.page import Page, looks_like_name
from giaoviec.loaders.reading.tables import Person
from giaoviec.loaders.reading.things import Body, Role
from giaoviec.loaders.reading.tokens import tokens
from giaoviec.loaders.reading.writer import Setting, write_role

FOOT = 12
LONGEST = 5
SIGNED = frozenset({"(đã ký)", "(ký)", "đã ký"})


def signer(text: str, layout: Page, issuer: Body | None, setting: Setting, lexicon: Lexicon) -> Person | None:
    """The person whose name stands last, under a line in capitals that is an office of the body that issued the paper."""
    if issuer is None:
        return None
    lines = [(line.start, line.end) for line in layout.lines if text[line.start : line.end].strip().lower() not in SIGNED]
    foot = lines[-FOOT:]
    for at in range(len(foot) - 1, 0, -1):
        name, above = text[slice(*foot[at])].strip(), foot[at - 1]
        if not (name_like(name, lexicon) and text[slice(*above)].isupper()):
            continue
        title = office(text, above, lexicon)
        if title is None:
            return None
        role = Role(title, "body", issuer)
        return Person(name, {write_role(role, setting): role}, [0], foot[at])
    return None


def name_like(words: str, lexicon: Lexicon) -> bool:
    parts = words.split()
    return 1 < len(parts) <= LONGEST and parts[0] in lexicon.surnames and looks_like_name(words) and not words.isupper()


def office(text: str, line: tuple[int, int], lexicon: Lexicon) -> str | None:
    """The office that a whole line in capitals names ("PHÓ CHỦ TỊCH"), with "KT." or "Q." before it left out."""
    s = tokens(text, lower(text), *line, lexicon)
    first = 2 if s.words[1:2] == ["."] else 0
    entry = s.reading(first, "title")
    return entry.name if entry is not None and first + entry.size == len(s.words) else None
