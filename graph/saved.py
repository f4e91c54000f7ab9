"""Saved questions: one Cypher file each in queries/, whose lines that begin with `//+` say what it asks, takes and returns.

The file stays valid in Neo4j Browser as it is. Its header is checked against its text when it is read.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from giaoviec.graph.errors import InputError, Said, UsageError
from giaoviec.graph.home import QUERIES
from giaoviec.graph.near import nearest

ParameterType = Literal[
    "person", "body", "role", "project", "agent", "order", "meeting", "source", "province", "by", "day", "text", "number"
]
ColumnType = Literal["text", "day", "number", "yes", "list", "id"]

LIMIT, TOTAL = "limit", "total"
"""The parameter and the column of a question that can have very many rows."""
SURE, UNSURE = "sure", "unsure"
"""The parameter and the column of a question that counts: what is not sure is left out of its counts in the store."""
BY_OPTION = (LIMIT, SURE)
"""Parameters that every question has as an option of the command, whether it takes them or not."""

_HEADER = re.compile(r"^//\+\s*(?P<name>[\w.-]+(?:\s+\w+)?):\s*(?P<rest>.*)$")
_PARAMETER = re.compile(r"^(?P<type>\w+)\s*=\s*(?P<default>\"[^\"]*\"|null|-?\d+)$")
# What a text is made of: strings, backquoted names and comments are passed over, `$name` is found.
_TOKEN = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|`[^`]*`|//[^\n]*|/\*.*?\*/|\$(?P<parameter>\w+)", re.DOTALL)
_STRINGS = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\n]*|/\*.*?\*/", re.DOTALL)
_WRITES = re.compile(r"\b(CREATE|MERGE|SET|DELETE|DETACH|REMOVE|DROP|FOREACH|LOAD\s+CSV|CALL\s+(?!\(|\{)\w+\.)\b", re.IGNORECASE)
_COLUMN = re.compile(r"\bAS\s+`?(\w+)`?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Parameter:
    """A parameter of a question; `default` is what the text holds where nothing is given (None: null)."""

    name: str
    type: ParameterType
    default: str | int | None
    said: Said


@dataclass(frozen=True)
class Column:
    name: str
    type: ColumnType
    said: Said


@dataclass(frozen=True)
class Question:
    """A saved question: its name (of the file), title, the question in words, parameters, columns, and its Cypher."""

    name: str
    title: Said
    question: Said
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    @property
    def bounded(self) -> bool:
        """Whether the store itself stops at `limit` rows, and says in `total` how many there are."""
        return any(p.name == LIMIT for p in self.parameters)

    @property
    def counts(self) -> bool:
        """Whether its rows count, so that leaving out what is not sure is the store's work."""
        return any(p.name == SURE for p in self.parameters)

    @property
    def day(self) -> str | None:
        """The column that says when: None where rows only count."""
        names = {column.name for column in self.columns if column.type == "day" or column.name == "month"}
        return next((name for name in ("date", "month", "first") if name in names), None)

    def values(self, given: Mapping[str, str | int | None]) -> dict[str, str | int | None]:
        """A value for each parameter: what is given, else the default. A question without its anchor asks for it by name."""
        return {p.name: given.get(p.name, p.default) for p in self.parameters}


@cache
def questions() -> Mapping[str, Question]:
    """All saved questions by name. Raises InputError where a file's header and text differ."""
    return {path.stem: read(path) for path in sorted(QUERIES.glob("*.cypher"))}


@cache
def drawn_questions() -> Mapping[str, Question]:
    """The questions in queries/graph by name, which return nodes and paths for Neo4j Browser to draw, so have no columns."""
    return {path.stem: read(path, drawn=True) for path in sorted((QUERIES / "graph").glob("*.cypher"))}


def question(name: str) -> Question:
    """The question of a name. Raises UsageError that names the nearest one."""
    known = questions()
    if name not in known:
        near = nearest(name, known)
        raise UsageError(
            f"không có câu hỏi {name!r}; {near.vi}; xem tất cả bằng: giaoviec ask",
            f"there is no question {name!r}; {near.en}; list them with: giaoviec ask",
        )
    return known[name]


def read(path: Path, *, drawn: bool = False) -> Question:
    """One saved question, its header checked: parameters declared = used, columns declared = returned (none where it is drawn),
    nothing written."""
    text = path.read_text(encoding="utf-8")
    header = [(m["name"], m["rest"].strip()) for line in text.splitlines() if (m := _HEADER.match(line))]
    single = dict(header)
    for needed in ("title.vi", "title.en", "question.vi", "question.en"):
        if not single.get(needed):
            raise _wrong(path, f"thiếu dòng {needed}", f"the line {needed} is missing")
    parameters = tuple(_parameter(path, name.split()[1], rest) for name, rest in header if name.startswith("param "))
    columns = tuple(_column(path, name.split()[1], rest) for name, rest in header if name.startswith("column "))
    found = Question(
        path.stem,
        Said(single["title.vi"], single["title.en"]),
        Said(single["question.vi"], single["question.en"]),
        parameters,
        columns,
        text,
    )
    _check(path, found, drawn)
    return found


def default_values(text: str) -> dict[str, str | int | None]:
    """The defaults that the header of a text gives its parameters; none where it has no header."""
    header = [(m["name"], m["rest"]) for line in text.splitlines() if (m := _HEADER.match(line))]
    found = [_parameter(Path("-"), name.split()[1], rest) for name, rest in header if name.startswith("param ")]
    return {parameter.name: parameter.default for parameter in found}


def _parameter(path: Path, name: str, rest: str) -> Parameter:
    parts = [part.strip() for part in rest.split("|")]
    match = _PARAMETER.match(parts[0])
    if len(parts) != 3 or not match or match["type"] not in get_args(ParameterType):
        raise _wrong(path, f"tham số {name}: viết KIỂU = MẶC ĐỊNH | vi | en", f"parameter {name}: write TYPE = DEFAULT | vi | en")
    raw = match["default"]
    default = None if raw == "null" else raw[1:-1] if raw.startswith('"') else int(raw)
    return Parameter(name, match["type"], default, Said(parts[1], parts[2]))  # type: ignore[arg-type]


def _column(path: Path, name: str, rest: str) -> Column:
    parts = [part.strip() for part in rest.split("|")]
    if len(parts) != 3 or parts[0] not in get_args(ColumnType):
        raise _wrong(path, f"cột {name}: viết KIỂU | vi | en", f"column {name}: write TYPE | vi | en")
    return Column(name, parts[0], Said(parts[1], parts[2]))  # type: ignore[arg-type]


def _check(path: Path, found: Question, drawn: bool) -> None:
    used = {match["parameter"] for match in _TOKEN.finditer(found.text) if match["parameter"]}
    declared = {parameter.name for parameter in found.parameters}
    if used != declared:
        names = ", ".join(sorted(used ^ declared))
        raise _wrong(path, f"tham số khai và dùng khác nhau: {names}", f"parameters declared and used differ: {names}")
    returned = [] if drawn else returns(found.text)
    if returned != [column.name for column in found.columns]:
        names = ", ".join(returned)
        raise _wrong(path, f"cột khai khác cột trả về: {names}", f"columns declared differ from those returned: {names}")
    for has, parameter, column in ((found.bounded, LIMIT, TOTAL), (found.counts, SURE, UNSURE)):
        if has != (column in returned):
            raise _wrong(path, f"{parameter} và cột {column} phải có cả hai", f"{parameter} and the column {column} go together")
    written = _WRITES.search(_STRINGS.sub(" ", found.text))
    if written:
        raise _wrong(path, f"câu hỏi không được ghi ({written[0]})", f"a question must not write ({written[0]})")


def returns(text: str) -> list[str]:
    """The names of the columns of a text's last RETURN: each item must end in AS NAME, or be a plain name."""
    bare = _STRINGS.sub(lambda match: "" if match[0].startswith(("//", "/*")) else "''", text)
    last = re.split(r"\bRETURN\b", bare, flags=re.IGNORECASE)[-1]
    last = re.split(r"\b(?:ORDER\s+BY|SKIP|LIMIT)\b", last, flags=re.IGNORECASE)[0]
    last = re.sub(r"^\s*DISTINCT\b", "", last, flags=re.IGNORECASE)
    items, depth = [""], 0
    for char in last:
        depth += (char in "([{") - (char in ")]}")
        if char == "," and depth == 0:
            items.append("")
        else:
            items[-1] += char
    names = []
    for item in items:
        named = _COLUMN.search(item.strip().rstrip(";"))
        names.append(named[1] if named else item.strip().rstrip(";").strip())
    return names


def _wrong(path: Path, vi: str, en: str) -> InputError:
    return InputError(vi, en, path.name)
