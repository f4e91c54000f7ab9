"""A disk that becomes full in a load: one clear sentence, a case that still loads, and with room again nothing is lost."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from servers import Neo4j
from small_disk import held, load

TESTS = Path(__file__).resolve().parent
ORDERS = 100


@cache
def namespace() -> tuple[str, ...]:
    """The command that runs another where it may mount a small disk that nobody else sees. Skips where there is none."""
    ways = [("unshare", "--mount"), ("unshare", "--map-root-user", "--mount")]
    for way in ways if shutil.which("unshare") else ():
        if subprocess.run([*way, "mount", "-t", "tmpfs", "tmpfs", str(TESTS)], capture_output=True).returncode == 0:
            return way
    pytest.skip("no small disk can be mounted here: needs Linux with `unshare`, and to be root or to be let into a namespace")


@dataclass(frozen=True)
class Made:
    """Generated records with texts, what an undisturbed load of them leaves in the store, and the KiB that each part takes."""

    load: list[str]
    first: list[str]
    held: list[Any]
    texts: int
    records: int
    kept: int


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder, case = tmp_path_factory.mktemp("made"), tmp_path_factory.mktemp("undisturbed") / "case"
    generate = [str(TESTS.parent / "bench" / "generate.py"), "--orders", str(ORDERS), "--seed", "1", "-o", str(folder)]
    subprocess.run([sys.executable, *generate], check=True, capture_output=True)
    texts = ["--texts", str(folder / "sources")]
    everything = [str(folder / "records"), *texts]
    assert load(case, everything)["code"] == 0
    first = min((folder / "records").iterdir())
    taken = [on_disk(case / "sources"), on_disk(case / "records"), on_disk(case / "cache.sqlite")]
    return Made(everything, [str(first), *texts], held(case), *taken)


def on_disk(path: Path) -> int:
    """The KiB that a file, or the files of a folder, take on a disk of pages of 4 KiB."""
    return sum(-(-file.stat().st_size // 4096) * 4 for file in (path.iterdir() if path.is_dir() else [path]))


TABLES = 80  # KiB: what cache.sqlite and its journal take before anything is kept
STAGES: dict[str, tuple[Callable[[Made], int], str, int]] = {
    "texts": (lambda made: TABLES + made.texts // 2, "disk/case/sources/", 1),
    "records": (lambda made: TABLES + made.texts + made.records // 2, "disk/case/records/", 1),
    "what is kept": (lambda made: TABLES + made.texts + made.records + made.kept // 2, "disk/case/cache.sqlite: ", 1),
    "making the store": (lambda made: made.texts + made.records + 2 * made.kept + 2000, "disk/case/store: ", 3),
}


def on_a_full_disk(made: Made, before: Sequence[str] | None, room: int, folder: Path) -> dict[str, Any]:
    return apart("small_disk.py", {"before": before, "load": made.load, "room": room}, folder)


def apart(script: str, what: dict[str, Any], folder: Path) -> dict[str, Any]:
    """What a script printed that was run where it may mount."""
    command, given = [*namespace(), sys.executable, str(TESTS / script), str(folder)], json.dumps(what)
    path = {**os.environ, "PYTHONPATH": str(TESTS)}
    ran = subprocess.run(command, input=given, capture_output=True, text=True, encoding="utf-8", timeout=280, env=path)
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def lost_nothing(found: dict[str, Any], made: Made, folder: Path, where: str, code: int) -> None:
    full, again = found["full"], found["again"]
    assert full["code"] == code and full["said"].startswith(f"{folder / where}"), full
    for each in (full, again):  # a second load without room may get further: what the first had begun is taken away
        assert each["code"] == 0 or each["said"].count("\n") == 1, each
        assert each["code"] == 0 or ("cannot be written" in each["said"] and "free space" in each["said"]), each
    assert (found["copy"], found["room"]) == ({"code": 0, "said": ""}, {"code": 0, "said": ""})
    assert found["held"] == [made.held, made.held]
    assert found["left"] == []


@pytest.mark.parametrize("stage", STAGES)
def test_a_first_load_out_of_room_says_so_and_is_finished_with_room(stage: str, made: Made, tmp_path: Path) -> None:
    room, where, code = STAGES[stage]
    found = on_a_full_disk(made, None, room(made), tmp_path)
    lost_nothing(found, made, tmp_path, where, code)


def test_a_load_out_of_room_while_the_store_is_written_keeps_what_was_there(made: Made, tmp_path: Path) -> None:
    """The store's types and indexes are there from a load of one source, so it is a transaction that finds no room."""
    room = made.texts + made.records + 2 * made.kept + 500
    found = on_a_full_disk(made, made.first, room, tmp_path)
    lost_nothing(found, made, tmp_path, "disk/case/store: ", 3)


def test_a_server_out_of_room_is_told_and_one_made_anew_takes_the_whole_case(
    made: Made, neo4j_526: Neo4j, tmp_path: Path
) -> None:
    """`neo4j_526` is asked for so that this is skipped where no server can be had; the one on the small disk is another."""
    found = apart("small_disk_server.py", {"before": made.first, "load": made.load}, tmp_path)
    for each in (found["full"], found["again"]):
        assert each["code"] == 3 and each["said"].count("\n") == 1, each
        assert "could not write its data" in each["said"] and "free space" in each["said"], each
    assert found["room"] == {"code": 0, "said": ""}
    assert found["held"] == made.held[0]
