"""Where a store is and how to log in, as people give it: a URI, or the file of variables that Aura hands out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from giaoviec.graph.errors import InputError
from giaoviec.graph.files import write
from giaoviec.graph.stores.base import Access, Store
from giaoviec.graph.utf8 import read_utf8

_URI = "NEO4J_URI"
_BOOKMARKS = "bookmarks.json"


@dataclass(frozen=True)
class Place:
    """A store's URI and the login it asks for."""

    uri: str
    access: Access


def place(given: str, environment: Mapping[str, str]) -> Place:
    """The store that `given` names: a URI, with the login that the environment holds, or a file of variables.

    What a file says beats the environment. Raises InputError where the file names no store.
    """
    if _is_uri(given):
        return Place(given, _access(environment))
    found = variables(read_utf8(Path(given)))
    if not found.get(_URI):
        raise InputError(
            f"tệp này không có dòng {_URI}=…; hãy dùng tệp mà Aura cho tải khi lập máy, hoặc viết địa chỉ kho",
            f"this file has no line {_URI}=…; give the file that Aura offers when an instance is made, or a store's URI",
            given,
        )
    return Place(found[_URI], _access({**environment, **found}))


def _is_uri(given: str) -> bool:
    """Whether a store's address is given. What looks like a path and is no file is read all the same, to be told as missing."""
    if "://" in given or given.startswith("embedded:"):
        return True
    path_like = given.endswith(".txt") or "/" in given or "\\" in given
    return not Path(given).is_file() and not path_like


def _access(found: Mapping[str, str]) -> Access:
    return Access(found.get("NEO4J_USERNAME", ""), found.get("NEO4J_PASSWORD", ""), found.get("NEO4J_DATABASE", ""))


def variables(text: str) -> dict[str, str]:
    """The variables of a file as Aura writes it: NAME=VALUE a line, remarks behind #; quotes around a value do not count."""
    found = {}
    for line in text.splitlines():
        name, sign, value = line.strip().removeprefix("export ").partition("=")
        if sign and not name.startswith("#"):
            value = value.strip()
            quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
            found[name.strip()] = value[1:-1] if quoted else value
    return found


def after_load(folder: Path, at: Place) -> Place:
    """The place with what the case's last load left there: on a cluster a reader waits for the copy that has it.

    Only for routed schemes, for a single server has one copy, and may have been made anew since.
    """
    kept = _kept(folder) if at.uri.startswith("neo4j") else {}
    return replace(at, access=replace(at.access, bookmarks=tuple(kept.get(_name(at), ()))))


def keep_bookmarks(folder: Path, at: Place, store: Store) -> None:
    """Keeps in the case's folder what a later reader has to wait for."""
    if store.bookmarks and at.uri.startswith("neo4j"):
        write(folder / _BOOKMARKS, json.dumps({**_kept(folder), _name(at): store.bookmarks}, indent=1) + "\n")


def _name(at: Place) -> str:
    return f"{at.uri} {at.access.database}".strip()


def _kept(folder: Path) -> dict[str, list[str]]:
    """What is kept; a file that cannot be read is as none, for it only saves a reader from old data for some seconds."""
    try:
        found = json.loads((folder / _BOOKMARKS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
