"""The dossier: an answer as one page that stands alone, with table, picture and days, and each row's sentence in its text.

No script, no request to anywhere (the page's own policy forbids both), and no clock: the same input gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from giaoviec.graph.answer import Answer
from giaoviec.graph.context import Context, TextOf
from giaoviec.graph.days_of import events, undated
from giaoviec.graph.dossier_foot import foot
from giaoviec.graph.dossier_rows import account, heading, summary, table
from giaoviec.graph.drawn import drawn
from giaoviec.graph.errors import Said
from giaoviec.graph.home import DOSSIER_STYLE
from giaoviec.graph.markup import el, markup
from giaoviec.graph.picture import svg
from giaoviec.graph.show import NOTHING, STALE, covered
from giaoviec.graph.stores.base import Row

MOST = 500
"""The most rows on a page where the user does not say how many."""

_TABLE, _PICTURE = Said("Trả lời", "The answer"), Said("Hình", "Picture")
_DAYS, _ROWS = Said("Theo ngày", "By day"), Said("Căn cứ của từng dòng", "What each row rests on")
_FOOT = Said("Nguồn và độ tin cậy", "Sources and trust")
_SKIP = Said("Tới phần trả lời", "To the answer")
_NOBODY = Said("Trả lời này không có ai giao, ai nhận để vẽ.", "This answer has nobody giving or receiving to draw.")
_CLAIM = Said(
    "Trang này nói các nguồn nói gì, không nói sự việc là thế.",
    "This page says what the sources say, not that it is so.",
)


def page(found: Answer, context: Context, text_of: TextOf, lang: str, most: int | None = MOST) -> Iterator[str]:
    """The page, piece by piece. At most `most` rows are on it (None: all); it says how many are not."""
    rows = found.rows[:most]
    yield from _head(found, lang)
    yield markup(_opening(found, len(rows), lang))
    yield '<main id="answer" tabindex="-1">\n'
    if not rows:
        yield markup(el("p", NOTHING[lang]))
        yield markup(el("p", covered(found.coverage, lang), class_="soft"))
    else:
        yield from _sections(found, rows, context, text_of, lang)
    yield "\n</main>\n"
    yield markup(foot(found, rows, _FOOT, lang))
    yield "\n</body>\n</html>\n"


def policy(style: str) -> str:
    """The page's content policy: nothing is loaded, nothing runs, and only this very style applies."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _head(found: Answer, lang: str) -> Iterator[str]:
    style = "\n" + DOSSIER_STYLE.read_text(encoding="utf-8")
    metas = (
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy(style)),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("meta", name="referrer", content="no-referrer"),
        el("title", f"{found.question.title[lang]} · giaoviec"),
        el("style", style),
    )
    yield f'<!doctype html>\n<html lang="{"vi" if lang == "vi" else "en"}">\n<head>\n'
    yield "\n".join(markup(meta) for meta in metas)
    yield "\n</head>\n<body>\n"


def _opening(found: Answer, shown: int, lang: str) -> Element:
    """The question in words, its values, how many rows there are, and the way to the page's parts."""
    asked = [
        part
        for p in found.question.parameters
        if found.values.get(p.name) is not None
        for part in (el("dt", p.said[lang]), el("dd", str(found.values[p.name])))
    ]
    places = [("table", _TABLE), ("picture", _PICTURE), ("days", _DAYS), ("rows", _ROWS)] if shown else []
    links = [el("li", el("a", said[lang], href=f"#{name}")) for name, said in [*places, ("foot", _FOOT)]]
    return el(
        "header",
        el("a", _SKIP[lang], href="#answer", class_="skip"),
        el("h1", found.question.title[lang]),
        el("p", found.question.question[lang], class_="question"),
        el("dl", *asked) if asked else None,
        el("p", _counted(len(found.rows), shown)[lang]),
        el("p", STALE[lang], class_="warn") if found.stale else None,
        el("p", _CLAIM[lang], class_="soft"),
        el("nav", el("ul", *links), aria_label=Said("Các phần", "Parts")[lang]),
    )


def _counted(whole: int, shown: int) -> Said:
    if shown == whole:
        return Said(f"{whole} dòng.", f"{whole} rows." if whole != 1 else "1 row.")
    more = whole - shown
    return Said(
        f"{whole} dòng, trang này có {shown} dòng đầu; còn {more} dòng nữa (thêm --all, hoặc --limit lớn hơn, để có đủ).",
        f"{whole} rows, of which this page has the first {shown}; {more} more (with --all, or a larger --limit).",
    )


def _sections(found: Answer, rows: Sequence[Row], context: Context, text_of: TextOf, lang: str) -> Iterator[str]:
    yield markup(_section("table", _TABLE, lang, table(found.question.columns, rows, lang)))
    yield markup(_section("picture", _PICTURE, lang, *_picture(found, context, len(rows), lang)))
    yield markup(_section("days", _DAYS, lang, *_days(rows, lang)))
    yield f'<section id="rows" aria-labelledby="rows-h">\n{markup(el("h2", _ROWS[lang], id="rows-h"))}\n'
    for number, row in enumerate(rows, 1):
        yield markup(account(number, row, found.question.columns, context, text_of, lang)) + "\n"
    yield "</section>\n"


def _section(name: str, said: Said, lang: str, *children: Element) -> Element:
    return el("section", el("h2", said[lang], id=f"{name}-h"), *children, id=name, aria_labelledby=f"{name}-h")


def _picture(found: Answer, context: Context, linked: int, lang: str) -> Iterator[Element]:
    picture = drawn(found.rows, context.kinds, lang, linked)
    if picture is None:
        yield el("p", _NOBODY[lang])
        return
    if picture.left_out:
        yield el("p", picture.left_out)
    title = Said(f"Hình: {found.question.title.vi}", f"Picture: {found.question.title.en}")[lang]
    yield el("div", svg(picture.graph, title), class_="frame", tabindex=0, role="region", aria_label=title)


def _days(rows: Sequence[Row], lang: str) -> Iterator[Element]:
    """The rows by day; those without a day are named last."""
    by_day: dict[str, list[Element]] = {}
    for event in events(rows):
        row = rows[event.number - 1]
        what = Said("hạn", "due")[lang] if event.is_deadline else heading(row, lang)
        words = summary(row, lang) if event.is_deadline else str(row.get("task") or row.get("text") or row.get("what") or "")
        link = el("a", f"[{event.number}]", href=f"#r{event.number}")
        by_day.setdefault(event.day, []).append(el("li", link, " ", el("span", what, class_="what"), " ", words))
    if by_day:
        items = [el("li", el("time", day, datetime=day), el("ul", *events_)) for day, events_ in by_day.items()]
        yield el("ol", *items, class_="days")
    missing = undated(rows)
    if missing:
        links = [part for n in missing for part in (" ", el("a", f"[{n}]", href=f"#r{n}"))]
        yield el("p", Said("Nguồn không cho biết ngày của:", "The sources give no day for:")[lang], *links)
