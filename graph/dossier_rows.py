"""The rows of a dossier: the table of all, and each one's sentence within its text, with its source and what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from giaoviec.graph.answer import Answer, Originals
from giaoviec.graph.context import Context, Origin, TextOf, passage
from giaoviec.graph.errors import Said
from giaoviec.graph.markup import el
from giaoviec.graph.saved import Column
from giaoviec.graph.show import ALONE, EVIDENCE, HEADLINE, cell, file_of, headline, reader
from giaoviec.graph.stores.base import Row
from giaoviec.graph.unknown import unknown

_WORDS = ("task", "text", "what", "quote", "due", "source", "sources", "url", "title")  # a source's own words, never a code
_ORIGIN = ("publisher", "published", "url")
_SIDES = (("givers", "receivers"), ("who", "to"), ("from", "to"))
_OTHER = (
    "quote",
    "source",
    "file",
    "start",
    "end",
)  # of the other account, where two are compared: other_quote, other_source, ...
_NOT_KNOWN = Said("không rõ", "not known")
_NUMBER, _MIND = Said("số", "no."), Said("lưu ý", "mind")


def shown(column: Column, row: Row, lang: str) -> str:
    """A cell in words; a source's own words stay as they are."""
    value = row.get(column.name)
    if column.name in _WORDS and isinstance(value, str):
        return value
    return cell(value, lang)


def table(columns: Sequence[Column], rows: Sequence[Row], lang: str) -> Element:
    """The headline columns of the rows, with a link from each row to what it rests on, and what to mind about it."""
    heads = headline(columns, rows)
    said = [_NUMBER[lang], *(c.said[lang] for c in heads)]
    flagged = any(_flags(row, lang) for row in rows)
    if flagged:
        said.append(_MIND[lang])
    lines = []
    for number, row in enumerate(rows, 1):
        cells = [el("td", el("a", f"[{number}]", href=f"#r{number}"), data_label=_NUMBER[lang], class_="number")]
        for c in heads:
            words = _in_table(c, row, lang)
            cells.append(el("td", el("span", words), data_label=c.said[lang], class_=_style(c, words)))
        if flagged:
            words = _flags(row, lang)
            cells.append(el("td", el("span", words, class_="warn"), data_label=_MIND[lang], class_="" if words else "empty"))
        lines.append(el("tr", *cells))
    top = el("tr", *(el("th", each, scope="col", class_="number" if each == _NUMBER[lang] else None) for each in said))
    return el("table", el("thead", top), el("tbody", *lines), class_="answer")


def _in_table(column: Column, row: Row, lang: str) -> str:
    """A cell of the table: where there is no day, that it is not known, and the words on the deadline."""
    if column.name == "date" and not row["date"]:
        return _NOT_KNOWN[lang]
    if column.name == "deadline" and not row["deadline"] and row.get("due"):
        return f"“{row['due']}”"
    return shown(column, row, lang)


def _style(column: Column, words: str) -> str | None:
    """The class of a cell: a day is not broken; what is empty takes no room on a phone."""
    if not words:
        return "empty"
    return "day" if column.type == "day" and words[0].isdigit() else None


def _flags(row: Row, lang: str) -> str:
    """What a reader must not overlook in a row."""
    flags = (
        (row.get("sure") is False, Said("không chắc", "not sure")),
        (bool(row.get("differ")), Said("các nguồn nói khác nhau", "sources differ")),
        (bool(row.get("quote")) and row.get("start") is None, Said("chưa đối chiếu", "not checked")),
    )
    return "; ".join(said[lang] for holds, said in flags if holds)


def day_of(row: Row, lang: str) -> str:
    """The row's day, or the day by which it was said, or that there is none; of an office, its first and last day."""
    if row.get("date"):
        return str(row["date"])
    if row.get("seen"):
        return Said(f"chậm nhất {row['seen']}", f"by {row['seen']}")[lang]
    if "date" in row:
        return Said("không rõ ngày", "day not known")[lang]
    return f"{row['first'] or '?'} – {row['last'] or '?'}" if "person" in row else ""


def heading(row: Row, lang: str) -> str:
    """Who to whom, in one line, and what kind of thing the row tells."""
    kind = cell(next(filter(None, map(row.get, ("row", "how", "gap", "kind"))), None), lang)
    sides = next((side for side in _SIDES if side[0] in row), None)
    if sides is None:
        return " · ".join(filter(None, (kind, *(cell(row.get(name), lang) for name in ("person", "said", "receiver", "month")))))
    givers, receivers = cell(row.get(sides[0]), lang), cell(row.get(sides[1]), lang)
    people = f"{givers or '?'} → {receivers}" if receivers else givers
    return ": ".join(filter(None, (kind, people)))


def summary(row: Row, lang: str) -> str:
    """The row in one line: who to whom, and what."""
    return " – ".join(filter(None, (heading(row, lang), words_of(row))))


def words_of(row: Row) -> str:
    """What the row is about, in its source's words."""
    return str(row.get("task") or row.get("text") or row.get("what") or "")


def account(number: int, row: Row, found: Answer, context: Context, text_of: TextOf, lang: str) -> Element:
    """One row of an answer in full."""
    columns, originals = found.question.columns, found.originals
    words = words_of(row)
    missing = "; ".join(said[lang] for said in unknown(row))
    hidden = {
        *HEADLINE,
        *EVIDENCE,
        *_ORIGIN,
        *(f"other_{name}" for name in (*_OTHER, "id")),
        *(ALONE if row.get("told") == 1 else ()),
    }
    details = [
        part
        for c in columns
        if c.name not in hidden and row.get(c.name) not in (None, [], "")
        for part in (el("dt", c.said[lang]), el("dd", shown(c, row, lang), class_="warn" if c.name == "differ" else None))
    ]
    return el(
        "article",
        el("h3", f"[{number}] " + " · ".join(filter(None, (day_of(row, lang), heading(row, lang))))),
        el("p", words) if words else None,
        *_quoted(row, text_of, lang),
        *_compared(row, context, originals, text_of, lang),
        el("p", Said("Chưa rõ: ", "Not known: ")[lang], missing, class_="warn") if missing else None,
        el(
            "dl",
            *details,
            *(() if row.get("other_quote") else _source(row, context, originals, lang)),
            *_reading(row, columns, lang),
        ),
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


def _compared(row: Row, context: Context, originals: Originals, text_of: TextOf, lang: str) -> Iterator[Element]:
    """The sentence of the other account with its source, where the row compares two."""
    if row.get("other_quote"):
        other = {name: row.get(f"other_{name}") for name in _OTHER}
        yield el("dl", *_source(row, context, originals, lang))
        yield el("h4", Said("Nguồn kia nói", "The other source says")[lang])
        yield from _quoted(other, text_of, lang)
        yield el("dl", *_source(other, context, originals, lang))


def _source(row: Row, context: Context, originals: Originals, lang: str) -> Iterator[Element]:
    """Title, publisher, day and address of the source; of each one, where several have this title and file."""
    if not row.get("source"):
        return
    title = str(row["source"])
    origins = context.origins.get((title, row.get("file"))) or [Origin(title, row.get("file"), None, None, None)]
    for origin in origins:
        yield el("dt", Said("nguồn", "source")[lang])
        yield el("dd", origin.title)
        yield el("dt", Said("nơi đăng, ngày đăng", "publisher, published")[lang])
        day = origin.published.replace("T", " ") if origin.published else Said("không rõ ngày", "day not known")[lang]
        yield el("dd", f"{origin.publisher or _NOT_KNOWN[lang]}, {day}")
        yield el("dt", Said("địa chỉ", "address")[lang])
        yield el("dd", _address(origin.url) if origin.url else _NOT_KNOWN[lang])
    if row.get("file"):
        yield el("dt", Said("tệp", "file")[lang])
        yield el("dd", file_of(row, originals, lang))


def _address(url: str) -> Element | str:
    """A link where the address is one of the web, else its text: no other scheme may be followed from the page."""
    try:
        web = urlsplit(url).scheme.lower() in ("http", "https")
    except ValueError:
        web = False
    return el("a", url, href=url, rel="noreferrer noopener") if web else url


def _sure(value: bool | None) -> Said:
    if value is None:
        return Said("", "")
    return Said("; chắc chắn", "; sure") if value else Said("; KHÔNG CHẮC", "; NOT SURE")


def _reading(row: Row, columns: Sequence[Column], lang: str) -> Iterator[Element]:
    """Who read it, whether that is sure, and the ids by which it is asked for again."""
    if row.get("made"):
        yield el("dt", Said("do ai đọc, quy tắc", "read by, rule")[lang])
        yield el("dd", reader(row["made"], lang) + _sure(row.get("sure"))[lang])
    for column in columns:
        if column.type == "id" and row.get(column.name) and column.name != "near":
            yield el("dt", column.said[lang])
            yield el("dd", str(row[column.name]))
