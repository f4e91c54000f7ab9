"""Reads the lexicon: tab-separated files of words, one entry a line, `#` for remarks."""

from __future__ import annotations

from functools import cache

from giaoviec.graph.errors import InputError
from giaoviec.graph.home import LEXICON


@cache
def rows(name: str, columns: int) -> tuple[tuple[str, ...], ...]:
    """The entries of `lexicon/NAME.tsv`, each with exactly `columns` cells (missing ones at the end are empty).

    Raises InputError where a line has more cells than that.
    """
    path = LEXICON / f"{name}.tsv"
    out = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > columns:
            raise InputError(
                f"có {len(cells)} cột, chỉ cần {columns}; hãy sửa dòng này",
                f"has {len(cells)} columns where {columns} are expected; mend this line",
                f"{path.name}:{number}",
            )
        out.append(tuple(cells + [""] * (columns - len(cells))))
    return tuple(out)
