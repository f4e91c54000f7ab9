"""The terminal: the language of messages, what is printed and how, progress, and the options that commands share.

With cli.py the one place that prints and reads the environment.
"""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from giaoviec.graph.errors import Said, UsageError
from giaoviec.graph.visible import visible

if TYPE_CHECKING:
    from rich.console import RenderableType

    from giaoviec.graph.answer import Answer
    from giaoviec.graph.folder import Case
    from giaoviec.graph.stores.base import Store
    from giaoviec.graph.stores.local_server.fetch import Step
    from giaoviec.graph.stores.place import Place

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
    from rich.segment import Segment, Segments

    console = Console(soft_wrap=False, highlight=False, width=None if sys.stdout.isatty() else 100, emoji=False, markup=False)
    for line in lines:
        shown = (s if s.control else Segment(visible(s.text), s.style) for s in console.render(line))
        console.print(Segments(shown), end="")


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


def lang_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option("--lang", type=LANGUAGES, expose_value=False, help=said("ngôn ngữ", "language"))(command)


def case_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command on a case's folder."""
    text = said("thư mục hồ sơ", "the case's folder")
    option = click.option("--case", "case_folder", type=click.Path(path_type=Path), default="case", show_default=True, help=text)
    return option(lang_option(command))


def common(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a command on a case and its store."""
    text = said(
        "kho khác: bolt://…, neo4j+s://…, hay tệp biến của Aura (mặc định: kho nhúng trong hồ sơ)",
        "another store: bolt://…, neo4j+s://…, or Aura's file of variables (default: the embedded one)",
    )
    return case_option(click.option("--store", metavar="URI|FILE", default=None, help=text)(command))


class Steps:
    """Progress of a server's start on stderr: a line for each step, and on a terminal the share of what is fetched."""

    def __init__(self) -> None:
        self._last: Said | None = None

    def __call__(self, step: Step) -> None:
        if step.said != self._last:
            click.echo(step.said[LANG], err=True)
        if step.total and sys.stderr.isatty():
            end = "\n" if step.done == step.total else ""
            click.echo(f"\r{100 * step.done // step.total:3d} %{end}", nl=False, err=True)
        self._last = step.said


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


def located(case: Case, given: str | None) -> Place:
    """Where the store is that --store names, or the case's own, and how to log in: from the variables that Neo4j's tools read."""
    from giaoviec.graph.stores.place import after_load, place

    return after_load(case.folder, place(given or case.store, os.environ))


class opened:  # noqa: N801
    """The store of a case, for reading, as a context."""

    def __init__(self, case: Case, given: str | None) -> None:
        from giaoviec.graph.stores.base import open_store

        at = located(case, given)
        self._store = open_store(at.uri, read_only=True, access=at.access)

    def __enter__(self) -> Store:
        return self._store

    def __exit__(self, *_: object) -> None:
        self._store.close()


def outputs() -> list[click.Parameter]:
    """The options that say how an answer is given: on the screen, as data, or as a page."""
    path = click.Path(path_type=Path)
    limit_help = said(
        "số dòng nhiều nhất (màn hình: 50, trang: 500); --json, --csv luôn đủ",
        "at most so many rows (screen: 50, page: 500); --json and --csv are always complete",
    )
    return [
        click.Option(["--json", "as_json"], is_flag=True, help=said("in bằng JSON", "print as JSON")),
        click.Option(["--csv", "as_csv"], is_flag=True, help=said("in bằng CSV", "print as CSV")),
        click.Option(
            ["--sure"],
            is_flag=True,
            help=said("bỏ những dòng không chắc, và nói bỏ bao nhiêu", "leave out what is not sure, and say how much"),
        ),
        click.Option(["--html"], type=path, metavar="FILE", help=said("ghi thành một trang", "write as one page")),
        click.Option(["--force"], is_flag=True, help=said("ghi đè tệp đã có", "overwrite a file that exists")),
        click.Option(["--limit"], type=click.IntRange(min=1), metavar="N", help=limit_help),
        click.Option(["--all", "everything"], is_flag=True, help=said("mọi dòng", "all rows")),
    ]


@dataclass(frozen=True)
class Output:
    """How an answer is given."""

    as_json: bool
    as_csv: bool
    sure: bool
    html: Path | None
    force: bool
    limit: int | None
    everything: bool

    def check(self) -> None:
        """Raises UsageError for options that do not go together, and for a file that is there already."""
        if sum((self.as_json, self.as_csv, self.html is not None)) > 1:
            raise UsageError("chọn một trong --json, --csv, --html", "choose one of --json, --csv and --html")
        if self.limit is not None and (self.as_json or self.as_csv or self.everything):
            raise UsageError("--limit không đi cùng --json, --csv, --all", "--limit does not go with --json, --csv or --all")
        if self.html is not None and self.html.exists() and not self.force:
            raise UsageError(
                "đã có; chọn tên khác, hoặc thêm --force", "exists; choose another name, or add --force", str(self.html)
            )

    def most(self, otherwise: int) -> int | None:
        return None if self.everything else self.limit or otherwise

    def fetched(self) -> int | None:
        """How many rows are wanted at most (None: all): data are always complete."""
        if self.as_json or self.as_csv:
            return None
        if self.html is None:
            from giaoviec.graph.show import MOST
        else:
            from giaoviec.graph.dossier import MOST
        return self.most(MOST)


def write_page(path: Path, found: Answer, case: Case, store: Store, output: Output) -> None:
    from giaoviec.graph.context import context, texts
    from giaoviec.graph.dossier import MOST, page
    from giaoviec.graph.files import write_parts

    write_parts(path, page(found, context(store, found.rows), texts(case.sources), LANG, output.most(MOST)))
    click.echo(str(path))


def print_answer(found: Answer, output: Output) -> None:
    from giaoviec.graph import show as shown

    if output.as_json:
        from giaoviec.graph.answer_data import as_json

        click.echo(as_json(found))
    elif output.as_csv:
        from giaoviec.graph.answer_data import as_csv

        click.echo(as_csv(found, LANG).encode(), nl=False)  # bytes: a text stream of Windows would double the line ends
    else:
        show(shown.answer(found, LANG, output.most(shown.MOST)))
