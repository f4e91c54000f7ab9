"""The dossier: an answer as one page that stands alone, with table, picture and days, and each row's sentence in its text.

No script, no request to anywhere (the page's own policy forbids both), and no clock: the same input gives the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from xml.etree.ElementTree import Element

from giaoviec.graph.answer import Answer
from giaoviec.graph.context import Context, TextOf
from giaoviec.graph.days_of import events, undated
from giaoviec.graph.dossier_foot import foot
from giaoviec.graph.dossier_rows import account, heading, summary, table, words_of
from giaoviec.graph.drawn import drawn
from giaoviec.graph.errors import Said
from giaoviec.graph.home import DOSSIER_STYLE
from giaoviec.graph.markup import el, markup
from giaoviec.graph.picture import svg
from giaoviec.graph.show import NOTHING, STALE, covered, left_out
from giaoviec.graph.show import undated as without_day
from giaoviec.graph.stores.base import Row

Sections = Mapping[str, tuple[Said, Sequence[Element]]]
"""The parts of a page by their anchors: the head of each, and what stands in it."""

MOST = 500
"""The most rows on a page where the user does not say how many."""

_TABLE, _PICTURE = Said("Trả lời", "The answer"), Said("Hình", "Picture")
_DAYS, _ROWS = Said("Theo ngày", "By day"), Said("Căn cứ của từng dòng", "What each row rests on")
_FOOT = Said("Nguồn và độ tin cậy", "Sources and trust")
_SKIP = Said("Tới phần trả lời", "To the answer")
_DAY_IS = {
    "due": Said("hạn", "due"),
    "answered": Said("trả lời", "answered"),
    "first": Said("thấy từ ngày này", "seen from this day"),
    "last": Said("thấy đến ngày này", "seen until this day"),
}
_CLAIM = Said(
    "Trang này nói các nguồn nói gì, không nói sự việc là thế.",
    "This page says what the sources say, not that it is so.",
)


def page(found: Answer, context: Context, text_of: TextOf, lang: str, most: int | None = MOST) -> Iterator[str]:
    """The page, piece by piece. At most `most` rows are on it (None: all); it says how many are not."""
    rows = found.rows[:most]
    sections = _sections(found, rows, context, lang) if rows else {}
    yield from _head(found, lang)
    yield markup(_opening(found, len(rows), {**sections, "foot": (_FOOT, [])}, lang))
    yield '<main id="answer" tabindex="-1">\n'
    if not rows:
        yield markup(el("p", NOTHING[lang]))
        if found.coverage:
            yield markup(el("p", covered(found.coverage, lang), class_="soft"))
    for name, (said, children) in sections.items():
        yield f'<section id="{name}" aria-labelledby="{name}-h">\n{markup(el("h2", said[lang], id=f"{name}-h"))}\n'
        yield from (markup(child) + "\n" for child in children)
        if name == "rows":
            for number, row in enumerate(rows, 1):
                yield markup(account(number, row, found, context, text_of, lang)) + "\n"
        yield "</section>\n"
    yield "</main>\n"
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


def _opening(found: Answer, shown: int, sections: Sections, lang: str) -> Element:
    """The question in words, its values, how many rows there are, and the way to the page's parts."""
    asked = [
        part
        for p in found.question.parameters
        if found.values.get(p.name) is not None
        for part in (el("dt", p.said[lang]), el("dd", str(found.values[p.name])))
    ]
    links = [el("li", el("a", said[lang], href=f"#{name}")) for name, (said, _) in sections.items()]
    return el(
        "header",
        el("a", _SKIP[lang], href="#answer", class_="skip"),
        el("h1", found.question.title[lang]),
        el("p", found.question.question[lang], class_="question"),
        el("dl", *asked) if asked else None,
        el("p", _counted(found.total, shown)[lang]),
        el("p", STALE[lang], class_="warn") if found.stale else None,
        el("p", left_out(found.left_out)[lang], class_="warn") if found.left_out else None,
        el("p", without_day(found)[lang], class_="warn") if found.undated else None,
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


def _sections(found: Answer, rows: Sequence[Row], context: Context, lang: str) -> Sections:
    """The parts of the page that this answer has; what each row rests on is added to the last as it is written."""
    sections: dict[str, tuple[Said, Sequence[Element]]] = {"table": (_TABLE, [table(found.question.columns, rows, lang)])}
    picture = list(_picture(found, context, len(rows), lang))
    if picture:
        sections["picture"] = (_PICTURE, picture)
    if events(rows):
        sections["days"] = (_DAYS, list(_days(rows, lang)))
    return {**sections, "rows": (_ROWS, [])}


def _picture(found: Answer, context: Context, linked: int, lang: str) -> Iterator[Element]:
    picture = drawn(found.rows, context.kinds, lang, linked)
    if picture is None:
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
        link = el("a", f"[{event.number}]", href=f"#r{event.number}")
        if event.kind == "said":
            told = el("li", link, " ", el("span", heading(row, lang), class_="what"), " ", words_of(row))
        else:
            told = el("li", link, " ", el("span", _DAY_IS[event.kind][lang], class_="what"), " ", summary(row, lang))
        by_day.setdefault(event.day, []).append(told)
    items = [el("li", el("time", day, datetime=day), el("ul", *told)) for day, told in by_day.items()]
    yield el("ol", *items, class_="days")
    missing = undated(rows)
    if missing:
        links = [part for n in missing for part in (" ", el("a", f"[{n}]", href=f"#r{n}"))]
        yield el("p", Said("Nguồn không cho biết ngày của:", "The sources give no day for:")[lang], *links)
