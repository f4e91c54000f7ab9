"""The foot of a dossier: what the sources cover, who read them, how far that is to be trusted, and the query itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from giaoviec.graph.answer import Answer
from giaoviec.graph.errors import Said
from giaoviec.graph.markup import el
from giaoviec.graph.show import covered, not_sure, reader
from giaoviec.graph.stores.base import Row
from giaoviec.graph.trust import Measure, measures

_TRUST = Said("Độ đúng, độ đủ của phần máy đọc", "Precision and recall of the machine's reading")
_MEANS = Said(
    "Độ đúng: trong những mục máy đọc ra, bao nhiêu phần người đọc cũng thấy. Độ đủ: trong những mục người đọc thấy, bao nhiêu "
    "phần máy đọc ra. Bản ghi do người lập không nằm trong số đo này.",
    "Precision: of the items that the machine read, the share that a person found too. Recall: of the items that a person found, "
    "the share that the machine read. Records made by hand are not part of this.",
)
_ABSENCE = Said(
    "Không tìm thấy không có nghĩa là không có: chỉ những nguồn đã nạp được đọc.",
    "Not found does not mean that it is not there: only the sources that are loaded were read.",
)


def foot(found: Answer, rows: Sequence[Row], title: Said, lang: str) -> Element:
    """The foot of the page for the rows that are on it."""
    return el(
        "footer",
        el("h2", title[lang]),
        el("p", covered(found.coverage, lang)) if found.coverage else None,
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
        yield el("p", f"{said}: {row.get('also')} ({row.get('orders')} {orders}{not_sure(row, lang)})")


def _readers(rows: Sequence[Row], lang: str) -> Iterator[Element]:
    """How many rows a person read, and how many each rule of the machine."""
    made = Counter(str(row["made"]) for row in rows if row.get("made"))
    if made:
        told = "; ".join(f"{reader(by, lang)}: {count}" for by, count in sorted(made.items()))
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
        Said("số mục", "items"),
    )
    lines = [el("tr", *(el("td", text) for text in _told(measure, lang))) for measure in known]
    yield el("p", _MEANS[lang])
    for day, reports in dict.fromkeys((str(measure.measured), measure.reports[lang]) for measure in known):
        yield el("p", Said(f"Đo ngày {day}, trên {reports}.", f"Measured on {day}, on {reports}.")[lang])
    yield el(
        "table",
        el("caption", _TRUST[lang]),
        el("thead", el("tr", *(el("th", head[lang], scope="col") for head in heads))),
        el("tbody", *lines),
    )


def _told(measure: Measure, lang: str) -> tuple[str, ...]:
    recall = "–" if measure.recall is None else f"{measure.recall:.0%}"
    count = "–" if measure.n is None else str(measure.n)
    return measure.kind[lang], f"{measure.precision:.0%}", recall, count
