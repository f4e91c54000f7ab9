"""The rows of every saved question in a store, for its defaults and for things that the store holds; also as a program.

`python store_rows.py RECORDS TEXTS FOLDER` loads records into a new embedded store and prints the rows as JSON, by which the
other build of the engine is compared.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from giaoviec.graph import recordfile
from giaoviec.graph.case import Options, load
from giaoviec.graph.folder import Case
from giaoviec.graph.saved import questions
from giaoviec.graph.stores.base import Store, open_store

EACH = 3  # values tried for a parameter
VALUES = {
    "person": "MATCH (n:Person) RETURN n.label AS value ORDER BY value",
    "body": "MATCH (n:Body) RETURN n.label AS value ORDER BY value",
    "role": "MATCH (n:Role) RETURN n.label AS value ORDER BY value",
    "agent": "MATCH (n:Agent) WHERE n.label IS NOT NULL RETURN n.label AS value ORDER BY value",
    "project": "MATCH (n:Project) RETURN n.label AS value ORDER BY value",
    "order": "MATCH (n:Assignment) RETURN DISTINCT n.order AS value ORDER BY value",
    "meeting": "MATCH (n:Meeting) RETURN n.id AS value ORDER BY value",
    "province": "MATCH (n:Body) WHERE n.province IS NOT NULL RETURN DISTINCT n.province AS value ORDER BY value",
    "by": "UNWIND ['giver', 'project', 'month'] AS value RETURN value",
    "source": "MATCH (n:Source) RETURN n.id AS value ORDER BY value",
}
ANCHORS = ("person", "body", "role")  # of these a question takes one


def asked(store: Store) -> list[tuple[str, dict[str, Any]]]:
    """(question, parameters): the defaults, and for each parameter that names a thing some things, spread over all there are."""
    out: list[tuple[str, dict[str, Any]]] = []
    known = {kind: [row["value"] for row in store.read(text, {})] for kind, text in VALUES.items()}
    for name, question in questions().items():
        defaults = question.values({})
        out.append((name, defaults))
        for parameter in question.parameters:
            values = known.get(parameter.type, [])
            empty = {each: None for each in ANCHORS if each in defaults} if parameter.name in ANCHORS else {}
            step = max(1, len(values) // EACH)
            out.extend((name, {**defaults, **empty, parameter.name: value}) for value in values[::step])
    return out


def rows_of(store: Store, before: str = "") -> dict[str, list[dict[str, Any]]]:
    """Rows by "QUESTION PARAMETERS", in the order in which the store gives them."""
    return {
        f"{name} {json.dumps(parameters, ensure_ascii=False, sort_keys=True)}": store.read(
            before + questions()[name].text, parameters
        )
        for name, parameters in asked(store)
    }


def main(records: Path, texts: Path, folder: Path) -> Mapping[str, Any]:
    case = Case(folder)
    incoming = (each for path in sorted(records.glob("*.yaml")) for each in recordfile.read(path))
    load(case, incoming, Options(texts=[texts]))
    store = open_store(case.store, read_only=True)
    try:
        return {"engine": type(store).__name__, "rows": rows_of(store)}
    finally:
        store.close()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(*map(Path, sys.argv[1:])), ensure_ascii=False))
