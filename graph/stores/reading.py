"""What a reading query may not do though it writes nothing: reach files and other hosts, or call what is not known to read only.

Neo4j's Community edition lets both through in a transaction for reading, and the embedded engine reads files too. A server is
asked for its plan; the embedded engine has none that tells, so its query's text is looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from giaoviec.graph.errors import Said

# Procedures of Neo4j that only read what is in the database (its manual, "Procedures", mode READ).
_READING = {
    *("db.info", "db.labels", "db.ping", "db.propertyKeys", "db.relationshipTypes"),
    *("db.schema.nodeTypeProperties", "db.schema.relTypeProperties", "db.schema.visualization"),
    *("db.index.fulltext.listAvailableAnalyzers", "db.index.fulltext.queryNodes", "db.index.fulltext.queryRelationships"),
    *("db.index.vector.queryNodes", "db.index.vector.queryRelationships"),
}
# The families of Neo4j's own functions whose names have a dot (its Cypher manual, "Functions"). Others come with plug-ins, like
# those of APOC that run a query given as text.
_FUNCTIONS = {"coll", "date", "datetime", "duration", "localdatetime", "localtime", "point", "time", "vector"}
WRITES = Said("câu hỏi này ghi vào kho; chỉ được đọc", "this query writes; only reading is allowed")
_LOADS = Said(
    "câu hỏi này có LOAD CSV, vốn đọc tệp và máy khác; chỉ được đọc kho",
    "this query has LOAD CSV, which reads files and other hosts; only the store may be read",
)
_ENDS_OTHERS = Said(
    "câu hỏi này dừng việc của người khác; chỉ được đọc kho", "this query ends other people's work; only the store may be read"
)
# A plan tells a call as an operator of its own ("db.labels() :: ..."); inside an expression it stands in that one's words.
_CALLED = re.compile(r"^\s*(?P<name>[\w.`]+)\s*\(")
_CALLED_INSIDE = re.compile(r"ResolvedCall\((?P<name>[\w.`]+)\(|\bCALL\s+(?P<plain>[\w.`]+)\s*\(")
_LOAD = re.compile(r"\bLOAD\s+CSV\b", re.IGNORECASE)
# In a text nobody has read yet: signs, blanks and remarks may stand between words. Strings are looked into as well, since where
# one ends is for the engine to say; a query that only speaks of "load csv" is refused for nothing.
# Each is taken once and for all (atomic), or a row of remarks would be tried in 2^n ways.
_BETWEEN = r"(?>/\*.*?\*/|//[^\r\n]*[\r\n]|\W)"
_LOAD_IN_TEXT = re.compile(rf"\bLOAD{_BETWEEN}++CSV\b", re.IGNORECASE | re.DOTALL)
_CALL_IN_TEXT = re.compile(r"(?<![\w.$`])CALL\b\s*(?P<name>[\w`]+(?:\s*\.\s*[\w`]+)*)", re.IGNORECASE)
_FUNCTION_IN_TEXT = re.compile(r"(?<![\w.$`])(?P<name>(?:\w+|`[^`]*`)(?:\s*\.\s*(?:\w+|`[^`]*`))+)\s*\(")
_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")
# What is passed over where calls are looked for: strings and remarks. Names in backquotes stay.
_PASSED = re.compile(r"'(?:\\.|[^'\\])*'|\"(?:\\.|[^\"\\])*\"|//[^\r\n]*|/\*.*?\*/|(?P<name>`[^`]*`)", re.DOTALL)


def beyond_in_plan(plan: Mapping[str, Any]) -> Said | None:
    """Why the query of this plan (of the driver's summary) is refused; None where it only reads the database."""
    for operator, details in _operators(plan):
        if operator.startswith("LoadCSV") or _LOAD.search(details):
            return _LOADS
        if operator.startswith("TerminateTransactions"):
            return _ENDS_OTHERS
        names = [found["name"] or found["plain"] for found in _CALLED_INSIDE.finditer(details)]
        if operator.startswith("ProcedureCall"):
            called = _CALLED.match(details)
            names.append(called["name"] if called else details)
        if said := _unknown(names):
            return said
    return None


@lru_cache(maxsize=256)
def beyond_in_text(text: str) -> Said | None:
    """Why a query of this text is refused; None where nothing in it reaches beyond the store. Writing is not looked for.

    Remembered, since looking through a saved question takes as long as its answer.
    """
    if _LOAD_IN_TEXT.search(text):
        return _LOADS
    return _unknown(found["name"] for found in _CALL_IN_TEXT.finditer(_code(text))) or unknown_function(text)


def unknown_function(text: str) -> Said | None:
    """Why a query that calls functions of others than Neo4j is refused. No plan tells them apart from what only looks so."""
    for found in _FUNCTION_IN_TEXT.finditer(_code(_ESCAPE.sub(lambda code: chr(int(code[1], 16)), text))):
        plain = re.sub(r"[`\s]", "", found["name"])
        if plain.partition(".")[0].lower() not in _FUNCTIONS and plain not in _READING:
            return Said(
                f"không rõ hàm {plain} có chỉ đọc kho hay không, nên không được gọi",
                f"the function {plain} is not known to only read the store, so it may not be called",
            )
    return None


def _code(text: str) -> str:
    """A query without its strings and remarks. A word may follow a name in backquotes at once."""
    return _PASSED.sub(lambda found: f"{found['name'] or ''} ", text)


def _operators(plan: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each operator's name and what it says of itself."""
    yield str(plan.get("operatorType", "")), str(plan.get("args", {}).get("Details") or "")
    for part in plan.get("children", ()):
        yield from _operators(part)


def _unknown(names: Iterable[str]) -> Said | None:
    for name in names:
        plain = re.sub(r"[`\s]", "", name)
        if plain and plain not in _READING:
            return Said(
                f"không rõ thủ tục {plain} có chỉ đọc hay không, nên không được gọi",
                f"the procedure {plain} is not known to only read, so it may not be called",
            )
    return None
