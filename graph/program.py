"""Which program this is: a hash over its code, words and lexicon, so that nothing kept by another is taken for its own."""

from __future__ import annotations

import hashlib
from functools import cache

from giaoviec.graph.home import ONTOLOGY, ROOT

_FOLDERS = ("graph", "loaders")


@cache
def fingerprint() -> str:
    """A hash over every file of the program that has a part in making a graph out of a source."""
    total = hashlib.sha256(ONTOLOGY.read_bytes())
    for folder in _FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                total.update(path.relative_to(ROOT).as_posix().encode())
                total.update(path.read_bytes())
    return total.hexdigest()
