"""The rules of the derived links, case by case (data/derive_cases.yaml): all are loaded once, each in a province of its own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from stores import loaded

from giaoviec.graph.stores.base import Store, open_store

FILE = Path(__file__).resolve().parent / "data" / "derive_cases.yaml"
CASES = [
    (kind, number, case)
    for kind, cases in yaml.safe_load(FILE.read_text(encoding="utf-8")).items()
    for number, case in enumerate(cases)
]
SYLLABLES = ("An", "Bạch", "Cẩm", "Duy", "Gia", "Hương", "Kim", "Liên", "Mai", "Ngân", "Phong", "Quế")


def _province(kind: str, number: int) -> str:
    """A province of the case's own."""
    last = {"FALLS_TO": "Lĩnh", "FOLLOWED_BY": "Trì", "ANSWERS": "Sơn"}[kind]
    return f"{SYLLABLES[number // len(SYLLABLES)]} {SYLLABLES[number % len(SYLLABLES)]} {last}"


def _item(ident: str, words: str, more: dict[str, Any]) -> dict[str, Any]:
    return {"id": ident, "evidence": f"Câu nêu {ident}: {words}.", "meeting": None, **more}


def _agent(name: str | None, **more: Any) -> list[dict[str, Any]]:
    return [{"name": name, **{key: value for key, value in more.items() if value}}] if name else []


def _order(told: dict[str, Any]) -> dict[str, Any]:
    more = {key: told[key] for key in ("date", "meeting", "under") if key in told}
    receivers = [{"name": name} for name in told["to"]] + [{"name": name, "part": "support"} for name in told.get("support", [])]
    task = f"thực hiện việc {told['id']}"
    fixed = {"kind": told.get("kind", "assigned"), "task": task, "about": told.get("about", []), "to": receivers}
    return _item(told["id"], task, {**fixed, "by": _agent(told.get("by"), **{"as": told.get("as")}), **more})


def _report(told: dict[str, Any]) -> dict[str, Any]:
    more = {key: told[key] for key in ("date", "meeting", "answers") if key in told}
    by = _agent(told["by"], **{"as": told.get("as")})
    return _item(told["id"], told["about"], {"by": by, "about": told["about"], **more})


def _people(told: list[list[Any]]) -> list[dict[str, Any]]:
    """One person for each name, with all offices that are told of it."""
    roles: dict[str, list[dict[str, Any]]] = {}
    for name, label, *term in told:
        roles.setdefault(name, []).append({"label": label, **(term[0] if term else {})})
    return [{"name": n, "part": ["mentioned"], "roles": r, "evidence": f"ông {n}", "meeting": None} for n, r in roles.items()]


def _named(names: list[str]) -> list[dict[str, Any]]:
    return [{"name": name, "evidence": f"nêu tên {name}"} for name in names]


def record(case: str, number: int, told: dict[str, Any], province: str) -> dict[str, Any]:
    """A whole record from the short form of a source."""
    meeting = {
        "id": "m1",
        "name": "Cuộc họp",
        "body": "Tỉnh ủy P",
        "date": told.get("meeting"),
        "chairs": [],
        "evidence": "Cuộc họp",
    }
    orders = [_order(each) for each in told.get("orders", [])]
    whole = {
        "made": {"by": "hand"},
        "source": {"title": f"{case}/{number}", "published": told.get("day"), "url": f"https://{case}-{number}.example/"},
        "jurisdiction": "tỉnh P",
        "meetings": [meeting] if "meeting" in told else [],
        "people": _people(told.get("people", [])),
        "projects": _named(told.get("projects", [])),
        "documents": _named(told.get("documents", [])),
        "decisions": [
            _item(d, "quyết định", {"kind": "agreed", "by": [], "what": f"điều {d}"}) for d in told.get("decisions", [])
        ],
        "assignments": [order for order in orders if order["to"]],
        "requirements": [order for order in orders if not order["to"]],
        "reports": [_report(each) for each in told.get("reports", [])],
    }
    text = json.dumps(whole, ensure_ascii=False, default=str)
    made: dict[str, Any] = json.loads(re.sub(r"\bP\b", province, text))
    return made


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """All cases in one store."""
    folder = tmp_path_factory.mktemp("cases")
    for kind, number, case in CASES:
        for place, told in enumerate(case["sources"]):
            name = f"{kind.lower().replace('_', '-')}-{number}"
            made = record(name, place, told, _province(kind, number))
            (folder / f"{name}-{place}.yaml").write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
    case_folder = loaded(folder / "case", folder, folder)
    opened = open_store(case_folder.store, read_only=True)
    try:
        yield opened
    finally:
        opened.close()


@pytest.mark.parametrize(
    ("kind", "number", "case"), [pytest.param(k, n, c, id=f"{k}: {c['name']}".replace(" ", "-")) for k, n, c in CASES]
)
def test_the_case_makes_these_links_and_no_other(kind: str, number: int, case: dict[str, Any], store: Store) -> None:
    prefix = f"{kind.lower().replace('_', '-')}-{number}/"
    rows = store.read(
        f"MATCH (a:Claim)-[l:{kind}]->(b) MATCH (a)-[:STATED_IN]->(:Quote)-[:IN_SOURCE]->(s:Source) "
        "WHERE s.title STARTS WITH $prefix RETURN a.item AS a, coalesce(b.item, b.name) AS b, l.rule AS rule",
        {"prefix": prefix},
    )
    assert sorted([row["a"], row["b"], row["rule"]] for row in rows) == sorted(case["links"])
    loaded_items = store.read(
        "MATCH (c:Claim)-[:STATED_IN]->(:Quote)-[:IN_SOURCE]->(s:Source) "
        "WHERE s.title STARTS WITH $prefix AND c.item IS NOT NULL RETURN count(c) AS n",
        {"prefix": prefix},
    )
    wanted = sum(len(told.get(part, [])) for told in case["sources"] for part in ("orders", "reports", "decisions"))
    assert loaded_items[0]["n"] == wanted, "the case was not loaded whole"
