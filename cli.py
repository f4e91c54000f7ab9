"""The command line: commands only. With cli_neo4j.py and terminal.py the one place that prints, exits and reads the environment.

Exit codes: 0 done; 1 something in the input was refused or is wrong; 2 a wrong command, name or value; 3 the store cannot be
used; 130 stopped by the user.
"""

from __future__ import annotations

import datetime
import gc
import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from giaoviec.cli_neo4j import cypher, export_browser, neo4j
from giaoviec.graph.errors import GiaoviecError, InputError, StoppedError
from giaoviec.graph.visible import visible, visible_json
from giaoviec.terminal import (
    LANG,
    Output,
    Progress,
    common,
    hints,
    lang_option,
    located,
    opened,
    outputs,
    print_answer,
    said,
    show,
    write_page,
)

if TYPE_CHECKING:
    from giaoviec.graph.answer import Answer
    from giaoviec.graph.saved import Question


@click.group(
    help=said(
        "Ai giao việc gì cho ai: nạp bản ghi cuộc họp, hỏi, và xem câu làm căn cứ.",
        "Who assigned what to whom: load meeting records, ask, and see the sentence each answer rests on.",
    )
)
@click.version_option(package_name="giaoviec")
@lang_option
def giaoviec() -> None:
    pass


@giaoviec.command(
    help=said(
        "Nạp bộ mẫu bịa ra vào một hồ sơ và cho xem một lượt.", "Load the invented sample into a case and show it on one screen."
    )
)
@click.option(
    "--case",
    "case_folder",
    type=click.Path(path_type=Path),
    default="demo",
    show_default=True,
    help=said("thư mục hồ sơ", "the case's folder"),
)
@click.option("--as", "program", default="giaoviec", hidden=True)  # how the Makefile's user calls it
@lang_option
def demo(case_folder: Path, program: str) -> None:
    from giaoviec.graph import case as cases
    from giaoviec.graph.demo import told
    from giaoviec.graph.folder import Case
    from giaoviec.graph.home import SAMPLE
    from giaoviec.loaders.paths import expand, read_all

    case = Case(case_folder)
    receipt = cases.load(case, read_all(expand([SAMPLE / "sources"])), cases.Options())
    with opened(case, None) as store:
        show(told(store, receipt, case.digest(), f"{program} {{}} --case {case_folder}", LANG))


@giaoviec.command(
    help=said(
        "Nạp báo cáo (văn bản, HTML, DOCX) hay bản ghi (YAML, JSON) vào hồ sơ; không có PATH: nạp lại hồ sơ.",
        "Load reports (text, HTML, DOCX) or records (YAML, JSON) into the case; without PATH, the case as it is.",
    )
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@click.option("--dry-run", is_flag=True, help=said("chỉ nói sẽ làm gì", "only say what would be done"))
@click.option("--drop", multiple=True, metavar="SOURCE", help=said("bỏ một nguồn khỏi hồ sơ", "remove a source from the case"))
@click.option(
    "--replace", is_flag=True, help=said("cho bản ghi của máy thay bản của người", "let a machine's record replace a hand's")
)
@click.option(
    "--texts",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="DIR",
    help=said("thư mục có văn bản nguồn", "a folder with source texts"),
)
@click.option("--json", "as_json", is_flag=True, help=said("in biên nhận bằng JSON", "print the receipt as JSON"))
@hints
@common
def load(
    paths: tuple[Path, ...],
    dry_run: bool,
    drop: tuple[str, ...],
    replace: bool,
    texts: tuple[Path, ...],
    as_json: bool,
    case_folder: Path,
    store: str | None,
    **given: Any,
) -> None:
    from giaoviec.graph import case as cases
    from giaoviec.graph import show as shown
    from giaoviec.graph.folder import Case
    from giaoviec.loaders.paths import expand, read_all

    case = Case(case_folder)
    if not paths and not drop and not case.records.is_dir():
        raise InputError(
            "hồ sơ chưa có bản ghi nào; hãy chạy: giaoviec load TỆP_HAY_THƯ_MỤC",
            "the case has no records yet; run: giaoviec load FILE_OR_FOLDER",
            str(case_folder),
        )
    progress = Progress()
    # Most of what a load makes stays to its end: to look through all of it for rings time and again took a tenth of the time.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    try:
        at = located(case, store)
        options = cases.Options(texts, replace, drop, dry_run, at.uri, at.access)
        files = expand(paths)
        receipt = cases.load(case, lambda known: read_all(files, given, progress, known, known.texts), options, progress)
    finally:
        progress.stop()
    if as_json:
        click.echo(visible_json(json.dumps(receipt.data(), ensure_ascii=False, indent=1)))
    else:
        show(shown.receipt(receipt, LANG, dry_run))
    sys.exit(1 if receipt.refused else 0)


@giaoviec.command(
    help=said(
        "Đọc báo cáo thành bản ghi để xem và sửa, chưa nạp.", "Read reports into records to look at and correct, without loading."
    )
)
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    help=said("thư mục ghi ra (mặc định: hồ sơ)", "folder to write into (default: the case)"),
)
@click.option(
    "--explain",
    is_flag=True,
    help=said("chỉ cho xem mỗi câu đọc ra gì, nhờ quy tắc nào", "only show what each sentence gave, and by which rule"),
)
@hints
@common
def read(paths: tuple[Path, ...], output: Path | None, explain: bool, case_folder: Path, store: str | None, **given: Any) -> None:
    from giaoviec.graph import case as cases
    from giaoviec.graph.folder import Case
    from giaoviec.loaders import explain as explained
    from giaoviec.loaders.paths import expand, read_texts

    case, progress = Case(case_folder), Progress()
    readings = list(read_texts(expand(paths), given, progress, {} if output else cases.texts_before(case)))
    progress.stop()
    for reading in readings:
        show(explained.sentences(reading, LANG) if explain else explained.summary(reading, LANG))
    failed = any(reading.trace is None for reading in readings)
    if not explain:
        taken = (reading.loaded for reading in readings)
        kept = cases.write_to(output, taken) if output else cases.keep(case, taken, cases.Options())
        show(explained.kept(kept, LANG))
    sys.exit(1 if failed else 0)


class Questions(click.Group):
    """`ask` and the saved questions: each file in queries/ is a command, its parameters are its options."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from giaoviec.graph.saved import questions

        return list(questions())

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        from giaoviec.graph.saved import question

        return _question_command(question(name))


def _question_command(question: Question) -> click.Command:
    from giaoviec.graph.saved import BY_OPTION

    options: list[click.Parameter] = [
        click.Option([f"--{p.name.replace('_', '-')}", p.name], metavar=p.type.upper(), help=p.said[LANG])
        for p in question.parameters
        if p.name not in BY_OPTION  # they are options of every question
    ]
    options += outputs()
    command = click.Command(
        question.name,
        params=options,
        help=question.question[LANG],
        short_help=question.title[LANG],
        callback=common(_ask(question)),
    )
    command.params += common(lambda: None).__click_params__  # type: ignore[attr-defined]
    return command


def _ask(question: Question) -> Callable[..., None]:
    names = [option.name for option in outputs()]

    def run(case_folder: Path, store: str | None, **given: Any) -> None:
        from giaoviec.graph.answer import Wanted
        from giaoviec.graph.answer import ask as answered
        from giaoviec.graph.folder import Case

        output = Output(**{str(name): given.pop(name) for name in names})
        output.check()
        case, today = Case(case_folder), datetime.date.today().isoformat()
        with opened(case, store) as opened_store:
            typed = {name: value for name, value in given.items() if value is not None}
            wanted = Wanted(today, output.sure, output.fetched(), output.as_json or output.html is not None)
            found: Answer = answered(opened_store, question.name, typed, case.digest(), wanted)
            if output.html is not None:
                write_page(output.html, found, case, opened_store, output)
        if output.html is None:
            print_answer(found, output)

    return run


@giaoviec.command(
    cls=Questions,
    invoke_without_command=True,
    help=said("Hỏi một câu đã lưu; không có tên: liệt kê.", "Ask a saved question; without a name, list them."),
)
@click.pass_context
def ask(ctx: click.Context) -> None:
    if ctx.invoked_subcommand is None:
        from giaoviec.graph.saved import questions

        width = max(map(len, questions()))
        for name, question in questions().items():
            parameters = " ".join(f"[--{p.name}]" for p in question.parameters)
            click.echo(f"{name:{width}}  {question.question[LANG]}\n{'':{width}}  {parameters}")


@giaoviec.command(help=said("Tìm tên; dấu và chữ hoa tùy ý.", "Look names up; accents and case are optional."))
@click.argument("words", nargs=-1, required=True)
@common
def find(words: tuple[str, ...], case_folder: Path, store: str | None) -> None:
    from giaoviec.graph import answer
    from giaoviec.graph import show as shown
    from giaoviec.graph.folder import Case

    typed = " ".join(words)
    with opened(Case(case_folder), store) as opened_store:
        found = answer.find(opened_store, typed)
        loaded = None if found else answer.coverage(opened_store)
    if loaded is None:
        show([shown.hits(found, LANG)])
    else:
        show([said(f"Không thấy {typed!r}.", f"Nothing is called {typed!r}."), shown.covered(loaded, LANG)])
        sys.exit(1)


@giaoviec.group(help=said("Ghi hồ sơ ra dạng khác.", "Write the case out in other forms."))
def export() -> None:
    pass


@export.command(help=said("RDF (TriG), mỗi nguồn một đồ thị.", "RDF (TriG), one named graph a source."))
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    help=said("tệp (mặc định: màn hình)", "file (default: the screen)"),
)
@common
def trig(output: Path | None, case_folder: Path, store: str | None) -> None:
    from giaoviec.graph.export import trig_of
    from giaoviec.graph.folder import Case

    text = trig_of(Case(case_folder))
    if output is None:
        for part in text:
            click.echo(visible_json(part), nl=False)  # Turtle has the escapes of JSON
    else:
        from giaoviec.graph.files import write_parts

        write_parts(output, text)
        click.echo(str(output))


export.add_command(export_browser)
giaoviec.add_command(cypher)
giaoviec.add_command(neo4j)


def stop(error: GiaoviecError) -> NoReturn:
    click.echo(visible(error.sentence(LANG)), err=True)
    sys.exit(error.exit_code)


def _stopped(*_: object) -> NoReturn:
    raise StoppedError("đã dừng; chạy lại lệnh này thì tiếp tục được", "stopped; run the command again to go on")


def main() -> NoReturn:
    """The entry point: errors of the program become one sentence on stderr and an exit code."""
    if sys.stdout is None:  # closed by whoever called
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")  # Windows consoles default to a code page
    signal.signal(signal.SIGINT, _stopped)
    try:
        giaoviec(prog_name="giaoviec")
    except GiaoviecError as error:
        stop(error)
    except OSError as error:  # a full disk behind the output, a file that went in mid-run
        reason, where = error.strerror or str(error), str(error.filename or "")
        stop(
            InputError(f"máy báo lỗi: {reason}; hãy sửa rồi chạy lại", f"the system says: {reason}; mend it and run again", where)
        )
    sys.exit(0)


if __name__ == "__main__":
    main()
