"""The short guide of the Browser kit, as a page that stands alone: how to import it, what each query draws, what colours mean."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from giaoviec.graph.browser_style import looks
from giaoviec.graph.errors import Said
from giaoviec.graph.markup import Child, el, markup
from giaoviec.graph.ontology import relationship_type
from giaoviec.graph.saved import Question, drawn_questions, questions
from giaoviec.graph.vocabulary import ontology

TITLE = Said("giaoviec trong Neo4j Browser", "giaoviec in Neo4j Browser")
_CSS = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; }
body { color: #14181f; background: #fff; }
code { font: 0.9em ui-monospace, monospace; background: #eef1f4; padding: 0 0.2em; overflow-wrap: anywhere; }
dt { margin-top: 0.7em; font-weight: 600; } dd { margin: 0; }
table { border-collapse: collapse; } td { padding: 0.15rem 0.8rem 0.15rem 0; vertical-align: middle; }
.node { display: inline-block; width: 1.4em; height: 1.4em; border-radius: 50%; border: 1px solid #7f8a94; }
.link { display: inline-block; width: 2.6em; }
"""
# Steps: what to do, in text and `code`.
_STEPS = (
    (
        Said("Hai đời Browser", "Two Browsers"),
        (
            Said(
                "Bản cũ có ngôi sao “Favorites” ở lề trái (giaoviec neo4j up mở bản này); bản mới có “Saved Cypher”.",
                "The older one has a star, “Favorites”, at the left (giaoviec neo4j up serves this one); the new one has "
                "“Saved Cypher”.",
            ),
        ),
    ),
    (
        Said("Bản cũ: đưa bộ này vào", "The older Browser: importing the kit"),
        (
            Said(
                "Kéo tệp `style-vi.grass` (mũi tên có chữ Việt) hay `style.grass` vào cửa sổ Browser.",
                "Drag the file `style.grass` (or `style-vi.grass`: Vietnamese words on arrows) into the Browser's window.",
            ),
            Said(
                "Kéo tệp `queries.zip` vào cửa sổ: mọi câu hỏi nằm ở ngôi sao, mục Local scripts.",
                "Drag the file `queries.zip` into the window: all queries stand under the star, in Local scripts.",
            ),
            Said(
                "Chạy `:config {autoComplete: false}` một lần, để hình chỉ có những gì câu hỏi trả về.",
                "Run `:config {autoComplete: false}` once, so that a picture holds only what its query returns.",
            ),
        ),
    ),
    (
        Said("Bản mới (và Aura): chưa thử được ở đây", "The new Browser (and Aura): could not be tried here"),
        (
            Said("Mở Saved Cypher, bấm Import, chọn `queries.csv`.", "Open Saved Cypher, press Import, choose `queries.csv`."),
            Said(
                "Ở hình của một câu trả lời, mở phần kiểu dáng, chọn Upload GraSS styles, lấy `style.grass`.",
                "In the picture of an answer open the styling panel, choose Upload GraSS styles, take `style.grass`.",
            ),
            Said(
                "Trong phần cài đặt, tắt Connect result nodes, để hình chỉ có những gì câu hỏi trả về.",
                "In the settings switch Connect result nodes off, so that a picture holds only what its query returns.",
            ),
        ),
    ),
    (
        Said("Chạy một câu hỏi", "Running a query"),
        (
            Said(
                "Câu hỏi có tham số thì chép dòng `:params …` trong nó, bỏ hai gạch chéo, sửa tên hay ngày, chạy trước; rồi chạy "
                "câu hỏi. Giá trị ghi sẵn là của bộ mẫu bịa ra.",
                "Where a query has parameters, copy its line `:params …` without the slashes, put in your name or day, run it "
                "first; then run the query. The values written there are of the invented sample.",
            ),
            Said(
                "Tên người, cơ quan, chức vụ, công trình viết đúng như thuộc tính `label`; tìm bằng `giaoviec find`.",
                "Names of people, bodies, offices and projects are written exactly as in the property `label`; look them up "
                "with `giaoviec find`.",
            ),
            Said(
                "Bấm vào một nút hay mũi tên để xem mọi thuộc tính; câu làm căn cứ là nút “Câu trích”; "
                "`sure: false` là chỗ đọc không chắc.",
                "Click a node or an arrow to see all its properties; the sentence something rests on is a node of class Quote; "
                "`sure: false` says that the reading is in doubt.",
            ),
            Said(
                "Với cypher-shell: `cypher-shell -P '{order: \"…\"}' -f cypher/graph/order.cypher`.",
                "With cypher-shell: `cypher-shell -P '{order: \"…\"}' -f cypher/graph/order.cypher`.",
            ),
        ),
    ),
)
_PICTURES = Said("Câu hỏi để vẽ", "Queries to be drawn")
_TABLES = Said("Câu hỏi ra bảng", "Queries that give a table")
_COLOURS = Said("Màu nào là gì", "What the colours are")
_ARROWS = Said("Mũi tên nào là gì", "What the arrows are")


def guide(lang: str) -> str:
    """The guide in one language, as HTML that asks nothing of any network."""
    body = [el("h1", TITLE[lang])]
    for title, steps in _STEPS:
        body += [el("h2", title[lang]), el("ol", *(el("li", *_coded(step[lang])) for step in steps))]
    body += [el("h2", _PICTURES[lang]), _listed(drawn_questions(), lang)]
    body += [el("h2", _COLOURS[lang]), _classes(lang), el("h2", _ARROWS[lang]), _links(lang)]
    body += [el("h2", _TABLES[lang]), _listed(questions(), lang)]
    head = el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", name="viewport", content="width=device-width"),
        el("title", TITLE[lang]),
        el("style", _CSS),
    )
    return "<!DOCTYPE html>\n" + markup(el("html", head, el("body", *body), lang=lang)) + "\n"


def _coded(text: str) -> list[Child]:
    """Text whose parts between backquotes are code."""
    return [el("code", part) if at % 2 else part for at, part in enumerate(text.split("`"))]


def _listed(asked: Mapping[str, Question], lang: str) -> Element:
    """Each query: its title and file, what it asks, its parameters."""
    made: list[Element] = []
    for name, question in asked.items():
        made += [el("dt", f"{question.title[lang]} ", el("code", name)), el("dd", question.question[lang])]
        for parameter in question.parameters:
            made.append(el("dd", el("code", f"${parameter.name}"), f" {parameter.said[lang]}"))
    return el("dl", *made)


def _classes(lang: str) -> Element:
    words, drawn = ontology(), looks()
    made: list[Element] = []
    for kind in words.concrete:
        circle = el("span", class_="node", style=f"background: {drawn[kind].colour}")
        made.append(el("tr", el("td", circle), el("td", el("code", kind)), el("td", words.said[kind][lang])))
    return el("table", *made)


def _links(lang: str) -> Element:
    words, drawn = ontology(), looks()
    made: list[Element] = []
    for word in sorted((*words.links, *words.derived_links), key=relationship_type):
        kind = relationship_type(word)
        line = el("span", class_="link", style=f"border-top: {drawn[kind].size}px solid {drawn[kind].colour}")
        made.append(el("tr", el("td", line), el("td", el("code", kind)), el("td", words.said[word][lang])))
    return el("table", *made)
