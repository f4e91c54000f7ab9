"""Runs the commands that the README files show, in order, and compares or rewrites what they print; makes docs/questions.md and the
copy of the Browser kit in docs/browser.

`python tests/docs.py` writes README.md, README.vi.md and these anew; tests/test_docs.py fails where they differ.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from giaoviec.graph.browser_kit import kit
from giaoviec.graph.case import Options, load
from giaoviec.graph.folder import Case
from giaoviec.graph.saved import Question, questions
from giaoviec.graph.stores.base import Store, open_store
from giaoviec.loaders.paths import expand, read_all

ROOT = Path(__file__).resolve().parents[1]
KIT = ROOT / "docs" / "browser"
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


ROWS = 3
SHOWN = 70
EVIDENCE = ("quote", "source", "file", "start", "end", "made", "sure")


def questions_page(store: Store) -> str:
    """docs/questions.md: each question in both languages, its parameters, columns, first rows on the sample, and its Cypher."""
    parts = [
        "# The saved questions\n",
        "Made from `queries/` and the sample by `python tests/docs.py`. Every row also has the columns that say what it rests on: "
        f"{', '.join(f'`{name}`' for name in EVIDENCE)}.\n",
    ]
    for name, question in questions().items():
        values = {p.name: p.default for p in question.parameters}
        rows = store.read(question.text, values)
        parts.append(
            f"## `{name}`: {question.title.en}\n\n{question.question.en}\n\n*{question.title.vi}.* {question.question.vi}\n"
        )
        parts.append(_parameters(question))
        parts.append(_columns(question))
        parts.append(_first_rows(question, rows, values))
        parts.append(f"<details><summary>Cypher</summary>\n\n```cypher\n{_bare(question.text)}```\n\n</details>\n")
    return "\n".join(parts)


def _parameters(question: Question) -> str:
    if not question.parameters:
        return "Takes no parameters.\n"
    lines = ["| parameter | type | is | là |", "| --- | --- | --- | --- |"]
    lines += [f"| `--{p.name.replace('_', '-')}` | {p.type} | {p.said.en} | {p.said.vi} |" for p in question.parameters]
    return "\n".join(lines) + "\n"


def _columns(question: Question) -> str:
    lines = ["| column | type | is | là |", "| --- | --- | --- | --- |"]
    lines += [f"| `{c.name}` | {c.type} | {c.said.en} | {c.said.vi} |" for c in question.columns if c.name not in EVIDENCE]
    return "\n".join(lines) + "\n"


def _first_rows(question: Question, rows: list[dict[str, object]], values: dict[str, str | int | None]) -> str:
    asked = ", ".join(f"{name}: {value}" for name, value in values.items() if value is not None)
    head = f"On the sample{f' ({asked})' if asked else ''}: {len(rows)} rows" + (
        f", the first {ROWS}:\n" if len(rows) > ROWS else ".\n"
    )
    names = [
        c.name
        for c in question.columns
        if c.name not in EVIDENCE and any(row[c.name] not in (None, [], "") for row in rows[:ROWS])
    ]
    if not rows:
        return head
    lines = ["| " + " | ".join(names) + " |", "|" + " --- |" * len(names)]
    lines += ["| " + " | ".join(_cell(row[name]) for name in names) + " |" for row in rows[:ROWS]]
    return "\n".join([head, *lines]) + "\n"


def _cell(value: object) -> str:
    text = "; ".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)
    words = " ".join(text.split()).replace("|", "\\|")
    return words if len(words) <= SHOWN else words[:SHOWN].rsplit(" ", 1)[0] + " …"


def _bare(text: str) -> str:
    return "".join(line + "\n" for line in text.splitlines() if not line.startswith("//+"))


def sample_store(folder: Path) -> Store:
    """The sample in an embedded store."""
    case = Case(folder)
    load(case, read_all(expand([ROOT / "sample" / "records"])), Options(texts=(ROOT / "sample" / "sources",)))
    return open_store(case.store, read_only=True)


if __name__ == "__main__":
    for name in PAGES:
        written = outputs(name)
        (ROOT / name).write_text(written, encoding="utf-8")
    with tempfile.TemporaryDirectory() as made:
        opened = sample_store(Path(made) / "case")
        (ROOT / "docs" / "questions.md").write_text(questions_page(opened), encoding="utf-8")
        opened.close()
    for name, text in kit().items():
        (KIT / name).parent.mkdir(parents=True, exist_ok=True)
        (KIT / name).write_text(text, encoding="utf-8", newline="")
