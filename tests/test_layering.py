"""The shape of the code: imports go one way, each module says what it is for, nothing is too long, heavy imports are late."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
HEAVY = {"arcadedb", "arcadedb_embedded", "neo4j", "networkx", "pydantic", "rdflib", "rich"}
LONGEST_MODULE, LONGEST_FUNCTION = 400, 60


def _name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


_PATHS = [
    ROOT / "cli.py",
    ROOT / "cli_neo4j.py",
    ROOT / "terminal.py",
    *(path for folder in ("graph", "loaders") for path in (ROOT / folder).rglob("*.py")),
]
MODULES = {_name(path): path for path in _PATHS}
COMMANDS = ("cli", "cli_neo4j", "terminal")
"""The modules that talk to the user: nothing else imports them."""


@cache
def _tree(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


def _for_types_only(node: ast.stmt) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


def _running(node: ast.AST, *, late: bool) -> Iterator[ast.stmt]:
    """Statements that run when a module is imported; with `late` also those inside its functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt) and _for_types_only(child):
            continue
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) and not late:
            continue
        if isinstance(child, ast.stmt):
            yield child
        yield from _running(child, late=late)


def _imported(module: str, *, late: bool = True) -> set[str]:
    """What a module imports, by full name: "giaoviec.graph.names", "rich.console"."""
    found: set[str] = set()
    for node in _running(_tree(module), late=late):
        if isinstance(node, ast.Import):
            found.update(each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports from a dot"
            package = node.module or ""
            inside = {f"{package}.{each.name}" for each in node.names}
            modules = {name for name in inside if name.removeprefix("giaoviec.") in MODULES}
            found |= modules | ({package} if modules != inside else set())
    return found


def _own(module: str, *, late: bool = True) -> set[str]:
    return {name.removeprefix("giaoviec.") for name in _imported(module, late=late) if name.startswith("giaoviec.")}


def _within(name: str, package: str) -> bool:
    return name == package or name.startswith(package + ".")


def test_the_modules_are_found() -> None:
    assert {"cli", "graph.names", "graph.stores.embedded", "loaders.report"} <= MODULES.keys()
    assert "graph.records" in _own("graph.recordfile")
    assert "graph.case" in _own("cli") and "graph.case" not in _own("cli", late=False)


def test_each_import_of_our_own_is_a_module_that_is_there() -> None:
    missing = {(module, name) for module in MODULES for name in _own(module) if name not in MODULES}
    assert not missing


def test_no_two_modules_import_each_other_however_far_around() -> None:
    try:
        TopologicalSorter({module: _own(module) for module in MODULES}).prepare()
    except CycleError as error:
        pytest.fail(f"modules import each other: {' -> '.join(error.args[1])}")


def test_imports_go_one_way_from_cli_over_loaders_to_graph() -> None:
    wrong = [
        (module, name)
        for module in MODULES
        for name in _own(module)
        if (_within(module, "graph") and (_within(name, "loaders") or name in COMMANDS))
        or (_within(module, "loaders") and (_within(name, "graph.stores") or name in COMMANDS))
    ]
    assert wrong == []


def test_only_a_store_module_imports_an_engine() -> None:
    engines = {"arcadedb", "arcadedb_embedded", "neo4j"}
    users = {module for module in MODULES for name in _imported(module) if name.partition(".")[0] in engines}
    assert users and all(_within(module, "graph.stores") for module in users)


def test_help_loads_nothing_heavy() -> None:
    """What importing cli imports at once, directly or through our own modules."""
    reached, waiting = {"cli"}, ["cli"]
    while waiting:
        for name in _own(waiting.pop(), late=False) - reached:
            reached.add(name)
            waiting.append(name)
    heavy = {(module, name) for module in reached for name in _imported(module, late=False) if name.partition(".")[0] in HEAVY}
    assert heavy == set()


@pytest.mark.parametrize("module", sorted(MODULES))
def test_a_module_says_what_it_is_for_and_is_not_too_long(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    assert ast.get_docstring(_tree(module)), "the module opens with no docstring"
    assert text.count("\n") <= LONGEST_MODULE


@pytest.mark.parametrize("module", sorted(MODULES))
def test_no_function_is_too_long(module: str) -> None:
    functions = [node for node in ast.walk(_tree(module)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    lines = {node.name: (node.end_lineno or 0) - node.lineno + 1 for node in functions}
    assert {name: count for name, count in lines.items() if count > LONGEST_FUNCTION} == {}
