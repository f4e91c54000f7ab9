"""The terminal: the language of messages, what is printed and how, progress, and the options that commands share.

With cli.py the one place that prints and reads the environment.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from giaoviec.graph.errors import Said

if TYPE_CHECKING:
    from rich.console import RenderableType

    from giaoviec.graph.stores.base import Access

LANGUAGES = click.Choice(["vi", "en"])


def language() -> str:
    """The language of messages: --lang, else GIAOVIEC_LANG, else the locale's; English where it is not Vietnamese."""
    given = [b for a, b in zip(sys.argv, [*sys.argv[1:], ""], strict=True) if a == "--lang"]
    given += [a.partition("=")[2] for a in sys.argv if a.startswith("--lang=")]
    names = [
        *given,
        os.environ.get("GIAOVIEC_LANG"),
        os.environ.get("LC_ALL"),
        os.environ.get("LC_MESSAGES"),
        os.environ.get("LANG"),
    ]
    name = next(filter(None, names), None) or (locale.getlocale()[0] or "")
    return "vi" if name.lower().startswith(("vi", "vietnamese")) else "en"


LANG = language()


def said(vi: str, en: str) -> str:
    return Said(vi, en)[LANG]


def show(lines: Iterable[RenderableType | str]) -> None:
    """Prints with rich: in colour on a terminal only, as wide as the terminal, or 100 columns into a file."""
    from rich.console import Console

    console = Console(soft_wrap=False, highlight=False, width=None if sys.stdout.isatty() else 100, emoji=False, markup=False)
    for line in lines:
        console.print(line)


class Progress:
    """A progress bar on stderr, on a terminal only, for work that takes long."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if not sys.stderr.isatty() or total < 50:
            return
        if self._bar is None:
            from rich.console import Console
            from rich.progress import Progress as Bar

            self._bar = Bar(console=Console(stderr=True), transient=True)
            self._bar.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._bar.add_task(stage, total=total)
        self._bar.update(self._tasks[stage], completed=done, total=total)

    def stop(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that every command on a case takes."""
    case_help = said("thư mục hồ sơ", "the case's folder")
    store_help = said(
        "kho khác: bolt://…, neo4j://… (mặc định: kho nhúng trong hồ sơ)",
        "another store: bolt://…, neo4j://… (default: the embedded one)",
    )
    command = click.option("--lang", type=LANGUAGES, expose_value=False, help=said("ngôn ngữ", "language"))(command)
    command = click.option("--store", metavar="URI", default=None, help=store_help)(command)
    return click.option(
        "--case", "case_folder", type=click.Path(path_type=Path), default="case", show_default=True, help=case_help
    )(command)


def hints(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options for what a report's text does not tell, given for all files of a call."""
    texts = (
        ("--published", said("ngày, tháng hay năm đăng", "day, month or year of publication")),
        ("--jurisdiction", said("tỉnh mà các bài nói đến", "the province that the reports speak of")),
        ("--publisher", said("nơi đăng", "publisher")),
        ("--url", said("địa chỉ", "address")),
    )
    for name, text in reversed(texts):
        command = click.option(name, default=None, help=text)(command)
    limit = said("cỡ tệp lớn nhất, MB", "largest file, in MB")
    return click.option("--max-mb", type=click.IntRange(1), default=100, show_default=True, help=limit)(command)


def access() -> Access:
    """The login for a server, from the variables that Neo4j's own tools read."""
    from giaoviec.graph.stores.base import Access

    names = ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE")
    return Access(*(os.environ.get(name, "") for name in names))
