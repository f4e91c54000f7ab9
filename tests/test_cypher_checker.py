"""Neo4j's own Cypher checker over every .cypher file, as Cypher 5 and as Cypher 25, with the words of the ontology.

Needs Node and `npm ci` in tests/cypher_checker; without them the tests are skipped and say so, in CI they fail.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from servers import cannot

from giaoviec.graph.derive import derived_links
from giaoviec.graph.saved import drawn_questions, questions
from giaoviec.graph.vocabulary import ontology

CHECKER = Path(__file__).resolve().parent / "cypher_checker"
ERROR, WARNING = 1, 2
pytestmark = pytest.mark.timeout(1000)  # the checker takes a second or two for each query and language


WRONG = {
    "a name that is not bound": ("MATCH (n:Person) RETURN m.name AS name", ERROR),
    "a parameter that is not declared": ("MATCH (n:Person) WHERE n.name = $name RETURN n.name AS name", ERROR),
    "no Cypher": ("MATCH (n:Person) RETURN n.name + AS name", ERROR),
    "a label of no ontology": ("MATCH (n:Human) RETURN n.name AS name", WARNING),
    "a relationship of no ontology": ("MATCH (n:Person)-[:GAVE]->(m:Role) RETURN n.name AS name, m.name AS role", WARNING),
}


@pytest.fixture(scope="module")
def node() -> str:
    """Node, with the checker installed: by `npm ci` where it is not there yet."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm:
        cannot("Neo4j's checker did not run: Node is not here")
    if not (CHECKER / "node_modules").is_dir():
        done = subprocess.run([npm, "ci", "--ignore-scripts"], cwd=CHECKER, capture_output=True, text=True, timeout=280)
        if done.returncode:
            cannot(f"Neo4j's checker did not run: npm ci failed\n{done.stderr[-2000:]}")
    return node


@pytest.fixture(scope="module")
def found(node: str) -> list[dict[str, Any]]:
    """What the checker says of every query of the program and of some wrong ones, in one run: it takes seconds to start."""
    named = [*((q.name, q) for q in questions().values()), *((f"graph/{q.name}", q) for q in drawn_questions().values())]
    queries = [{"name": name, "text": q.text, "parameters": {p.name: "x" for p in q.parameters}} for name, q in named]
    queries += [{"name": d.link, "text": d.text, "parameters": {"ids": None}} for d in derived_links()]
    assert len(queries) > 10
    queries += [{"name": name, "text": text, "parameters": {}} for name, (text, _) in WRONG.items()]
    words = ontology()
    schema = {
        "labels": sorted(words.labels),
        "relationshipTypes": sorted(words.relationship_types),
        "propertyKeys": sorted(words.property_names),
    }
    asked = json.dumps({"words": schema, "queries": queries})
    done = subprocess.run(
        [node, "check.mjs"], input=asked, cwd=CHECKER, capture_output=True, text=True, encoding="utf-8", timeout=900
    )
    assert done.returncode == 0, done.stderr
    said: list[dict[str, Any]] = json.loads(done.stdout)
    return said


def test_neo4j_accepts_every_query_as_cypher_5_and_25(found: list[dict[str, Any]]) -> None:
    assert [each for each in found if each["name"] not in WRONG] == []


@pytest.mark.parametrize("name", WRONG)
def test_the_checker_bites(name: str, found: list[dict[str, Any]]) -> None:
    severity = WRONG[name][1]
    assert {each["language"] for each in found if each["name"] == name and each["severity"] == severity} == {
        "CYPHER 5",
        "CYPHER 25",
    }
