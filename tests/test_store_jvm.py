"""The engine's other build, which has a Java inside, passes the same tests and gives the same rows.

The two builds cannot be in one process, so the tests of the embedded store run in a process of their own, in which the other
build is found first; it is installed into a folder beside the cache, never into the environment of these tests.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from servers import cannot
from store_rows import main as loaded_rows
from stores import SAMPLE

HERE = Path(__file__).resolve().parent
OTHER_BUILD = "arcadedb-embedded==26.10.2.post1"
HIDES_THE_NATIVE_BUILD = 'raise ImportError("the other build is tested")\n'


@pytest.fixture(scope="module")
def other_build(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a process in which the other build is the engine."""
    folder = tmp_path_factory.mktemp("other-build")
    command = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--target",
        str(folder),
        OTHER_BUILD,
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=280, check=False)
    if done.returncode != 0:
        cannot(f"{OTHER_BUILD} cannot be installed here: {done.stderr.strip().splitlines()[-1:]}")
    (folder / "arcadedb.py").write_text(HIDES_THE_NATIVE_BUILD, encoding="ascii")
    path = [str(folder), str(HERE), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path)}


def test_the_other_build_is_the_engine(other_build: dict[str, str], tmp_path: Path) -> None:
    text = "from giaoviec.graph.stores.embedded import _engine; print(_engine().__name__)"
    done = subprocess.run(
        [sys.executable, "-c", text], env=other_build, cwd=tmp_path, capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == "arcadedb_embedded"


@pytest.mark.timeout(600)
def test_the_other_build_passes_the_tests_of_the_embedded_store(other_build: dict[str, str], tmp_path: Path) -> None:
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", f"--rootdir={HERE.parent}"]
    done = subprocess.run(
        [*command, f"--basetemp={tmp_path / 'base'}", str(HERE / "test_store_embedded.py")],
        env=other_build,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=580,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-6000:]
    assert " passed" in done.stdout and "skipped" not in done.stdout


def test_the_other_build_gives_the_same_rows(other_build: dict[str, str], tmp_path: Path) -> None:
    records, texts = SAMPLE / "records", SAMPLE / "sources"
    done = subprocess.run(
        [sys.executable, str(HERE / "store_rows.py"), str(records), str(texts), str(tmp_path / "other")],
        env=other_build,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=280,
        check=True,
    )
    found = json.loads(done.stdout[done.stdout.index("{") :])
    assert found == loaded_rows(records, texts, tmp_path / "this")
