"""Answers made in code for tests of pages and pictures: hostile words, many rows; and the page of an answer as one text."""

from __future__ import annotations

from typing import Any

from giaoviec.graph.answer import Answer, Coverage
from giaoviec.graph.context import Context, Origin, TextOf
from giaoviec.graph.dossier import MOST, page
from giaoviec.graph.saved import question
from giaoviec.graph.stores.base import Row

# Each would do harm, or break the page, if it were taken for markup, script, style, a template, an address or a formula.
HOSTILE = (
    "<script>window.ran = 1</script>",
    '"><img src=x onerror="window.ran = 1">',
    "</text></svg><iframe srcdoc='<b>x</b>'></iframe>",
    "<style>* {display: none}</style>",
    "</style></title></textarea>--><b>bold</b>",
    "' onmouseover='window.ran = 1",
    "{{7*7}} ${7*7} %(x)s $name &lt;b&gt; &amp;",
    "`MATCH (n) DETACH DELETE n` ]]> <!-- -->",
    '=HYPERLINK("http://example.invalid")',
    "Ủy ban\u202e nhân dân\x00\x1b[31m\ud800",
    "javascript:window.ran=1",
)
LONG_WORD = "Pneumono" * 40


def row(**given: Any) -> Row:
    """A row of the question `assignments`, with what is not given empty."""
    empty: Row = {column.name: [] if column.type == "list" else None for column in question("assignments").columns}
    return empty | {"kind": "assigned", "made": "hand", "sure": True, "told": 1} | given


def hostile_rows() -> list[Row]:
    """Rows in which every text is hostile in turn, and one with a word longer than a line."""
    rows = []
    for number, words in enumerate(HOSTILE):
        other = HOSTILE[(number + 3) % len(HOSTILE)]
        rows.append(
            row(
                date="2024-05-14", givers=[words], office=[other], receivers=[other], support=[words + " (2)"], task=words, due=other,
                report_to=words, meeting=other, sources=[words], differ=[other], quote=words, source=words, file="a.txt", order=words,
                made=other,
            )
        )  # fmt: skip
    return [*rows, row(givers=[LONG_WORD], receivers=[LONG_WORD], task=LONG_WORD, quote=LONG_WORD, source="x")]


def many_rows(count: int, givers: int, receivers: int) -> list[Row]:
    """`count` orders from some givers to some receivers, all different."""
    return [
        row(
            date=f"2024-{n % 12 + 1:02d}-{n % 28 + 1:02d}",
            givers=[f"Người giao {n % givers}"],
            receivers=[f"Cơ quan nhận {n % receivers}"],
            task=f"việc thứ {n}",
            quote=f"Giao việc thứ {n}.",
            source="Nguồn",
            order=f"assignment/{n}",
        )
        for n in range(count)
    ]


def answer(rows: list[Row], name: str = "assignments") -> Answer:
    return Answer(question(name), {}, rows, [], Coverage(1, len(rows), 0, "2024-01-01", "2024-12-28"), False)


def context(rows: list[Row], url: str | None = None) -> Context:
    """Sources and kinds for rows made in code: every name is a body."""
    names = {name for each in rows for column in ("givers", "receivers", "support") for name in each.get(column) or []}
    origins = {(str(each["source"]), each["file"]): [Origin(str(each["source"]), each["file"], url, url, url)] for each in rows}
    return Context(origins, dict.fromkeys(names, "body"))


def no_text(name: str) -> str | None:
    return None


def page_of(
    rows: list[Row], *, lang: str = "vi", url: str | None = None, text_of: TextOf = no_text, most: int | None = MOST
) -> str:
    return "".join(page(answer(rows), context(rows, url), text_of, lang, most))
