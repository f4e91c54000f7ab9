"""The rows of a dossier: the table of all, and each one's sentence within its text, with its source and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from giaoviec.graph.context import Context, Origin, TextOf, passage
from giaoviec.graph.errors import Said
from giaoviec.graph.markup import el
from giaoviec.graph.saved import Column
from giaoviec.graph.show import EVIDENCE, HEADLINE, cell
from giaoviec.graph.stores.base import Row
from giaoviec.graph.unknown import unknown

_WORDS = ("task", "text", "what", "quote", "due", "source", "sources", "url", "title")  # a source's own words, never a code
_ORIGIN = ("publisher", "published", "url")
_NOT_KNOWN = Said("không rõ", "not known")


def shown(column: Column, row: Row, lang: str) -> str:
    """A cell in words; a source's own words stay as they are."""
    value = row.get(column.name)
    if column.name in _WORDS and isinstance(value, str):
        return value
    return cell(value, lang)


def table(columns: Sequence[Column], rows: Sequence[Row], lang: str) -> Element:
    """The headline columns of the rows, with a link from each row to what it rests on."""
    heads = [c for c in columns if c.name in HEADLINE and any(row.get(c.name) not in (None, [], "") for row in rows)]
    top = el("tr", el("th", Said("số", "no.")[lang], scope="col"), *(el("th", c.said[lang], scope="col") for c in heads))
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [
            el("td", el("span", shown(c, row, lang)), data_label=c.said[lang], class_="day" if c.type == "day" else None) for c in heads
        ]
        link = el("a", f"[{number}]", href=f"#r{number}")
        lines.append(el("tr", el("td", link, data_label=Said("số", "no.")[lang]), *cells))
    return el("table", el("thead", top), el("tbody", *lines), class_="answer")


def heading(row: Row, lang: str) -> str:
    """Who to whom, in one line, and what kind of thing the row tells."""
    sides = next((side for side in (("givers", "receivers"), ("who", "to"), ("from", "to")) if side[0] in row), None)
    kind = cell(row.get("row") or row.get("kind"), lang)
    if sides is None:
        return kind
    givers, receivers = cell(row.get(sides[0]), lang), cell(row.get(sides[1]), lang)
    people = f"{givers or '?'} → {receivers}" if receivers else givers
    return ": ".join(filter(None, (kind, people)))


def summary(row: Row, lang: str) -> str:
    """The row in one line: who to whom, and what."""
    return " – ".join(filter(None, (heading(row, lang), str(row.get("task") or row.get("text") or row.get("what") or ""))))


def account(number: int, row: Row, columns: Sequence[Column], context: Context, text_of: TextOf, lang: str) -> Element:
    """One row in full."""
    day = str(row.get("date") or Said("không rõ ngày", "day not known")[lang])
    words = str(row.get("task") or row.get("text") or row.get("what") or "")
    missing = "; ".join(said[lang] for said in unknown(row))
    details = [
        part
        for c in columns
        if c.name not in (*HEADLINE, *EVIDENCE, *_ORIGIN) and row.get(c.name) not in (None, [], "")
        for part in (el("dt", c.said[lang]), el("dd", shown(c, row, lang), class_="warn" if c.name == "differ" else None))
    ]
    return el(
        "article",
        el("h3", f"[{number}] {day} · {heading(row, lang)}"),
        el("p", words) if words else None,
        *_quoted(row, text_of, lang),
        el("p", Said("Chưa rõ: ", "Not known: ")[lang], missing, class_="warn") if missing else None,
        el("dl", *details, *_source(row, context, lang), *_reading(row, lang)),
        id=f"r{number}",
    )


def _quoted(row: Row, text_of: TextOf, lang: str) -> Iterator[Element]:
    """The sentence, marked, within its text where that is at hand."""
    if not row.get("quote"):
        return
    place = passage(row, text_of)
    if isinstance(place, Said):
        yield el("blockquote", el("mark", str(row["quote"])))
        yield el("p", place[lang], class_="soft")
    else:
        yield el("blockquote", place.before, el("mark", place.sentence), place.after)


def _source(row: Row, context: Context, lang: str) -> Iterator[Element]:
    """Title, publisher, day and address of the source; of each one, where several have this title and file."""
    if not row.get("source"):
        return
    title = str(row["source"])
    origins = context.origins.get((title, row.get("file"))) or [Origin(title, row.get("file"), None, None, None)]
    for origin in origins:
        yield el("dt", Said("nguồn", "source")[lang])
        yield el("dd", origin.title)
        yield el("dt", Said("nơi đăng, ngày đăng", "publisher, published")[lang])
        unknown_day = Said("không rõ ngày đăng", "day of publication not known")[lang]
        yield el("dd", f"{origin.publisher or _NOT_KNOWN[lang]}, {origin.published or unknown_day}")
        yield el("dt", Said("địa chỉ", "address")[lang])
        yield el("dd", _address(origin.url) if origin.url else _NOT_KNOWN[lang])
    if row.get("file"):
        where = f", {Said('ký tự', 'characters')[lang]} {row['start']}–{row['end']}" if row.get("start") is not None else ""
        yield el("dt", Said("tệp", "file")[lang])
        yield el("dd", f"{row['file']}{where}")


def _address(url: str) -> Element | str:
    """A link where the address is one of the web, else its text: no other scheme may be followed from the page."""
    try:
        web = urlsplit(url).scheme.lower() in ("http", "https")
    except ValueError:
        web = False
    return el("a", url, href=url, rel="noreferrer noopener") if web else url


def _reading(row: Row, lang: str) -> Iterator[Element]:
    """Who read it, whether that is sure, and the ids by which it is asked for again."""
    if row.get("made"):
        yield el("dt", Said("do ai đọc, quy tắc", "read by, rule")[lang])
        yield el("dd", cell(row["made"], lang))
    if row.get("sure") is not None:
        yield el("dt", Said("chắc chắn", "sure")[lang])
        yield el("dd", cell(row["sure"], lang))
    for name in ("order", "account", "id"):
        if row.get(name):
            yield el("dt", Said("mã", "id")[lang])
            yield el("dd", str(row[name]))
