"""The nearest of some names to a mistyped one."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from giaoviec.graph.names import plain_words


def nearest(word: str, names: Iterable[str], count: int = 3) -> str:
    """The names nearest to a word, as one text; "-" where none is near."""
    known = {plain_words(name): name for name in names}
    return ", ".join(known[found] for found in difflib.get_close_matches(plain_words(word), known, count, 0.4)) or "-"
