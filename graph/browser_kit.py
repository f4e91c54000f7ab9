"""The kit for Neo4j Browser: styles, the saved questions in the forms that its two versions import, and a guide.

All of it is made from queries/, ontology.ttl and the lexicon; nothing in it comes from a case.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from giaoviec.graph.browser_guide import guide
from giaoviec.graph.browser_style import style
from giaoviec.graph.errors import Said, UsageError
from giaoviec.graph.files import write, write_bytes
from giaoviec.graph.saved import Question, drawn_questions, questions

STYLE, STYLE_VI = "style.grass", "style-vi.grass"
SAVED, ZIPPED = "queries.csv", "queries.zip"
GUIDES = {"vi": "huong-dan.html", "en": "guide.html"}
FOLDER = "giaoviec"
GROUPS = {"graph": Said("Hình", "Pictures"), "tables": Said("Bảng", "Tables")}
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # of the zip format: the same kit has the same bytes


def write_kit(folder: Path, *, force: bool = False) -> None:
    """Writes the kit into a folder. Raises UsageError where something is in it and not `force`."""
    if not force and folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(
            "đã có và không trống; chọn thư mục khác, hoặc thêm --force",
            "exists and is not empty; choose another folder, or add --force",
            str(folder),
        )
    for name, text in kit().items():
        write(folder / name, text)
    write_bytes(folder / ZIPPED, zipped())


def how_to_import(folder: Path, lang: str) -> Iterator[str]:
    """How the kit in a folder comes into the Browser that `neo4j up` serves, in two lines."""
    looks = STYLE_VI if lang == "vi" else STYLE
    yield Said(
        f"Kéo hai tệp, từng tệp một, vào cửa sổ Browser: {folder / looks} (màu, tên) và {folder / ZIPPED} (câu hỏi, ở ngôi sao).",
        f"Drag two files, one by one, into the Browser's window: {folder / looks} (colours, names) and {folder / ZIPPED} "
        "(queries, under the star).",
    )[lang]
    yield Said(
        f"Rồi chạy :config {{autoComplete: false}} một lần. Cách dùng, và bản Browser mới: {folder / GUIDES['vi']}",
        f"Then run :config {{autoComplete: false}} once. How to use it, and the new Browser: {folder / GUIDES['en']}",
    )[lang]


def kit() -> dict[str, str]:
    """The text files of the kit, by their names in its folder."""
    files = {STYLE: style(), STYLE_VI: style("vi"), SAVED: saved_queries()}
    files |= {name: guide(lang) for lang, name in GUIDES.items()}
    return files | {f"cypher/{group}/{name}.cypher": text for group, name, text in _texts()}


def _grouped() -> Mapping[str, Mapping[str, Question]]:
    return {"graph": drawn_questions(), "tables": questions()}


def _texts() -> Iterator[tuple[str, str, str]]:
    for group, asked in _grouped().items():
        for name, question in asked.items():
            yield group, name, browser_text(question)


def browser_text(question: Question) -> str:
    """A question as the Browser keeps it: its title, what it asks, its parameters ready to run, then its Cypher."""
    asked = [f"// {question.title.vi} · {question.title.en}", f"// {question.question.vi}", f"// {question.question.en}"]
    if question.parameters:
        values = parameter_map(question)
        asked.append("// Chạy dòng sau trước, bỏ hai gạch chéo · First run the next line, without the slashes:")
        asked.append(f"// :params {values}")
    body = [line for line in question.text.splitlines() if not line.startswith("//+")]
    return "\n".join([*asked, *body]).rstrip().rstrip(";") + ";\n"


def parameter_map(question: Question) -> str:
    """The parameters with their defaults, as the map that `:params` and cypher-shell's -P take."""
    return "{" + ", ".join(f"{p.name}: {json.dumps(p.default, ensure_ascii=False)}" for p in question.parameters) + "}"


def saved_queries() -> str:
    """The saved queries as the CSV that the new Browser imports: folders are rows, what is in one names it as its parent."""
    out = io.StringIO(newline="")
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["name", "description", "query", "id", "parentId", "isFolder"])
    table.writerow([FOLDER, "", "", 0, "", "true"])
    number = 0
    for group, asked in _grouped().items():
        number += 1
        table.writerow([f"{GROUPS[group].vi} · {GROUPS[group].en}", "", "", number, 0, "true"])
        parent = number
        for question in asked.values():
            number += 1
            title = f"{question.title.vi} · {question.title.en}"
            described = f"{question.question.vi} · {question.question.en}"
            table.writerow([title, described, browser_text(question), number, parent, "false"])
    return out.getvalue()


def zipped() -> bytes:
    """The saved queries as the older Browser imports them all at once: a zip whose folders become folders."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for group, name, text in _texts():
            file.writestr(zipfile.ZipInfo(f"{FOLDER}-{group}/{name}.cypher", _EARLIEST), text)
    return out.getvalue()
