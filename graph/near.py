"""The nearest of some names to a mistyped one, in words."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from giaoviec.graph.errors import Said
from giaoviec.graph.names import plain_words


def nearest(word: str, names: Iterable[str], count: int = 3) -> Said:
    """That these names are nearest to a word, or that none is near."""
    known = {plain_words(name): name for name in names}
    found = ", ".join(known[each] for each in difflib.get_close_matches(plain_words(word), known, count, 0.4))
    if not found:
        return Said("không có tên nào gần giống", "no name is near it")
    return Said(f"gần nhất: {found}", f"nearest: {found}")
