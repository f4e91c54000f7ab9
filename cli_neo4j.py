"""The commands for one's own Cypher and for Neo4j, part of the command line (cli.py)."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from giaoviec.graph.errors import UsageError
from giaoviec.terminal import LANG, Steps, case_option, common, lang_option, located, said, show


@click.command(
    help=said(
        "Chạy một câu Cypher của mình, chỉ để đọc, trên kho nào cũng được; FILE là - thì đọc đầu vào chuẩn.",
        "Run Cypher of one's own, for reading only, on any store; FILE may be - for standard input.",
    )
)
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--param",
    "typed",
    multiple=True,
    metavar="NAME=VALUE",
    help=said("tham số; giá trị là JSON, không thì là chữ", "a parameter; its value is JSON, else text"),
)
@click.option("--json", "as_json", is_flag=True, help=said("in bằng JSON", "print as JSON"))
@click.option("--csv", "as_csv", is_flag=True, help=said("in bằng CSV", "print as CSV"))
@click.option(
    "--limit",
    type=click.IntRange(1, 10_000_000),
    default=None,
    metavar="N",
    help=said(
        "số dòng nhiều nhất (màn hình: 50, --json và --csv: 100000)", "at most so many rows (screen: 50; --json, --csv: 100000)"
    ),
)
@click.option(
    "--seconds",
    type=click.IntRange(1, 86_400),
    default=60,
    show_default=True,
    help=said("chạy lâu nhất bao nhiêu giây", "how long the query may run"),
)
@common
def cypher(
    file: Path,
    typed: tuple[str, ...],
    as_json: bool,
    as_csv: bool,
    limit: int | None,
    seconds: int,
    case_folder: Path,
    store: str | None,
) -> None:
    from giaoviec.graph import cypher as own
    from giaoviec.graph import taken as shown
    from giaoviec.graph.folder import Case
    from giaoviec.graph.stores.base import Limits
    from giaoviec.graph.utf8 import read_utf8, read_utf8_stream

    if as_json and as_csv:
        raise UsageError("chọn một trong --json, --csv", "choose one of --json and --csv")
    text = read_utf8_stream(sys.stdin.buffer if sys.stdin else None, "-") if str(file) == "-" else read_utf8(file)
    limits = Limits(limit or (own.ROWS if as_json or as_csv else shown.MOST), seconds)
    at = located(Case(case_folder), store)
    found = own.run(own.Asked(at.uri, at.access, text, own.parameters(text, typed), limits))
    if as_json:
        click.echo(shown.as_json(found))
    elif as_csv:
        click.echo(shown.as_csv(found).encode(), nl=False)  # bytes: a text stream of Windows would double the line ends
    else:
        show(shown.table(found, LANG))
    if found.more:
        click.echo(shown.more(limits.rows)[LANG], err=True)


@click.command(
    "browser",
    help=said(
        "Bộ dùng cho Neo4j Browser: kiểu dáng, câu hỏi đã lưu, hướng dẫn.",
        "A kit for Neo4j Browser: style, saved queries, a guide.",
    ),
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    required=True,
    metavar="DIR",
    help=said("thư mục ghi ra, mới hoặc trống", "the folder to write, new or empty"),
)
@click.option("--force", is_flag=True, help=said("ghi đè tệp đã có", "overwrite files that exist"))
@lang_option
def export_browser(output: Path, force: bool) -> None:
    from giaoviec.graph.browser_kit import how_to_import, write_kit

    write_kit(output, force=force)
    show(how_to_import(output, LANG))


@click.group(
    name="neo4j",
    help=said(
        "Một Neo4j thật trên máy này, không cần Docker hay Java.",
        "A real Neo4j on this machine, without Docker or Java of one's own.",
    ),
)
def neo4j() -> None:
    pass


@neo4j.command(
    "up",
    help=said("Tải Neo4j một lần, khởi động, đợi đến khi trả lời.", "Fetch Neo4j once, start it, and wait until it answers."),
)
@click.option("--bolt-port", type=click.IntRange(0, 65535), default=0, help=said("mặc định: cổng trống", "default: a free port"))
@click.option("--http-port", type=click.IntRange(0, 65535), default=0, help=said("mặc định: cổng trống", "default: a free port"))
@click.option(
    "--mirror",
    envvar="GIAOVIEC_MAVEN_MIRROR",
    default=None,
    metavar="URL",
    help=said("kho Maven để tải về", "a Maven repository to fetch from"),
)
@click.option(
    "--cache",
    envvar="GIAOVIEC_CACHE_DIR",
    type=click.Path(path_type=Path),
    default=None,
    help=said("thư mục giữ tệp của Neo4j, chung cho mọi hồ sơ", "folder for Neo4j's files, shared by all cases"),
)
@click.option("--load", "load_case", is_flag=True, help=said("rồi nạp hồ sơ vào đó", "then load the case into it"))
@click.option(
    "--browser-kit",
    is_flag=True,
    help=said(
        "ghi bộ dùng cho Browser vào hồ sơ, nói cách đưa vào", "write the Browser kit into the case, and say how to import it"
    ),
)
@case_option
def neo4j_up(
    bolt_port: int,
    http_port: int,
    mirror: str | None,
    cache: Path | None,
    load_case: bool,
    browser_kit: bool,
    case_folder: Path,
) -> None:
    from giaoviec.graph import case as cases
    from giaoviec.graph import show as shown
    from giaoviec.graph.folder import Case
    from giaoviec.graph.stores.base import Access
    from giaoviec.graph.stores.local_server import told
    from giaoviec.graph.stores.local_server.server import Settings, up
    from giaoviec.graph.stores.local_server.state import USER

    found = up(case_folder / "neo4j", Settings(cache=cache, mirror=mirror, bolt_port=bolt_port, http_port=http_port), Steps())
    show(told.up(found, LANG))
    if browser_kit:
        from giaoviec.graph.browser_kit import how_to_import, write_kit

        write_kit(case_folder / "browser", force=True)
        show(how_to_import(case_folder / "browser", LANG))
    if load_case:
        password = found.password_file.read_text(encoding="utf-8").strip()
        options = cases.Options(store=found.server.uri, access=Access(USER, password))
        show(shown.receipt(cases.load(Case(case_folder), [], options), LANG))


@neo4j.command("status", help=said("Neo4j của hồ sơ có đang chạy không.", "Whether the case's Neo4j runs."))
@case_option
def neo4j_status(case_folder: Path) -> None:
    from giaoviec.graph.stores.local_server import told
    from giaoviec.graph.stores.local_server.server import status

    found = status(case_folder / "neo4j")
    show(told.status(found, LANG))
    sys.exit(0 if found.state == "running" else 3)


@neo4j.command("down", help=said("Dừng Neo4j của hồ sơ; dữ liệu giữ nguyên.", "Stop the case's Neo4j; its data stays."))
@case_option
def neo4j_down(case_folder: Path) -> None:
    from giaoviec.graph.stores.local_server import told
    from giaoviec.graph.stores.local_server.server import down

    show(told.down(down(case_folder / "neo4j", Steps()), LANG))
