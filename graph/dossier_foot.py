"""The foot of a dossier: what the sources cover, who read them, how far that is to be trusted, and the query itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from giaoviec.graph.answer import Answer
from giaoviec.graph.errors import Said
from giaoviec.graph.markup import el
from giaoviec.graph.show import cell, covered
from giaoviec.graph.stores.base import Row
from giaoviec.graph.trust import Measure, measures

_TRUST = Said("Độ đúng, độ đủ của phần máy đọc", "Precision and recall of the machine's reading")
_ABSENCE = Said(
    "Không tìm thấy không có nghĩa là không có: chỉ những nguồn đã nạp được đọc.",
    "Not found does not mean that it is not there: only the sources that are loaded were read.",
)


def foot(found: Answer, rows: Sequence[Row], title: Said, lang: str) -> Element:
    """The foot of the page for the rows that are on it."""
    return el(
        "footer",
        el("h2", title[lang]),
        el("p", covered(found.coverage, lang)),
        el("p", _ABSENCE[lang]),
        *_also(found, lang),
        *_readers(rows, lang),
        *_trust(measures(), lang),
        el(
            "details",
            el("summary", Said("Câu truy vấn (Cypher)", "The query (Cypher)")[lang]),
            el("pre", el("code", found.question.text), tabindex=0),
        ),
        id="foot",
    )


def _also(found: Answer, lang: str) -> Iterator[Element]:
    for row in found.also:
        said = Said("Xem thêm", "See also")[lang]
        orders = Said("việc", "orders")[lang]
        yield el("p", f"{said}: {row.get('also')} ({row.get('orders')} {orders})")


def _readers(rows: Sequence[Row], lang: str) -> Iterator[Element]:
    """How many rows a person read, and how many each rule of the machine."""
    made = Counter(str(row["made"]) for row in rows if row.get("made"))
    if made:
        told = "; ".join(f"{cell(by, lang)}: {count}" for by, count in sorted(made.items()))
        yield el("p", Said("Các dòng trên trang này do ai đọc: ", "Who read the rows on this page: ")[lang], told)


def _trust(known: Sequence[Measure], lang: str) -> Iterator[Element]:
    """Precision and recall of the machine's reading by kind, or that they were not measured."""
    if not known:
        yield el("p", _TRUST[lang], Said(": chưa đo.", ": not measured.")[lang])
        return
    heads = (
        Said("loại", "kind"),
        Said("độ đúng", "precision"),
        Said("độ đủ", "recall"),
        Said("số bài", "reports"),
        Said("đo ngày", "measured"),
        Said("là", "which are"),
    )
    lines = [
        el("tr", *(el("td", text) for text in (m.kind, f"{m.precision:.0%}", f"{m.recall:.0%}", str(m.n), str(m.measured), m.of)))
        for m in known
    ]
    yield el(
        "table",
        el("caption", _TRUST[lang]),
        el("thead", el("tr", *(el("th", head[lang], scope="col") for head in heads))),
        el("tbody", *lines),
    )
