"""Runs the commands that the README files show, in order, and compares or rewrites what they print.

`python tests/docs.py` writes the true output into README.md and README.vi.md; tests/test_docs.py fails where they differ.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PAGES = {"README.md": "en", "README.vi.md": "vi"}
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# What the Makefile and pip do is set-up; what they then run is the command itself.
STANDS_FOR = {"make demo": "giaoviec demo --as .venv/bin/giaoviec"}


def outputs(page: str) -> str:
    """A README with the true output under each `$ giaoviec` command of its console blocks, all run in one new folder."""
    text = (ROOT / page).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "sample").symlink_to(ROOT / "sample") if os.name == "posix" else None
        return BLOCK.sub(lambda block: "```console\n" + _block(block[1], place, PAGES[page]) + "```", text)


def _block(block: str, folder: Path, lang: str) -> str:
    out = ""
    for line in block.splitlines():
        if line.startswith("$ "):
            out += line + "\n" + _run(line[2:], folder, lang)
    return out


def _run(command: str, folder: Path, lang: str) -> str:
    command = STANDS_FOR.get(command, command)
    if not command.startswith("giaoviec "):
        return ""
    env = {**os.environ, "GIAOVIEC_LANG": lang, "PYTHONIOENCODING": "utf-8"}
    words = shlex.split(command.partition("  #")[0])[1:]
    done = subprocess.run(
        [sys.executable, "-m", "giaoviec.cli", *words],
        cwd=folder,
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    return "\n".join(line.rstrip() for line in done.stdout.splitlines()) + ("\n" if done.stdout else "")


if __name__ == "__main__":
    for name in PAGES:
        written = outputs(name)
        (ROOT / name).write_text(written, encoding="utf-8")
