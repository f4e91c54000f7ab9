"""What names and texts of a source may do to a terminal: nothing."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from test_cli import run

from giaoviec.graph.visible import visible, visible_json

NAME = "Phòng \x1b[31mKinh\x1b]0;x\x07 tế\u009b1m \u202eđảo\u202c\x7f"
SEEN = "Phòng [31mKinh]0;x tế1m đảo"
RECORD = {
    "made": {"by": "hand"},
    "source": {"title": "Tin \x1b[2J", "published": "2024-03-05"},
    "jurisdiction": "tỉnh Sông Vân",
    "people": [{"name": "Lê Văn Tám \x1b[5m", "evidence": "ông Tám"}],
    "assignments": [
        {
            "id": "a1",
            "kind": "assigned",
            "by": [{"name": "Lê Văn Tám \x1b[5m"}],
            "to": [{"name": NAME}],
            "task": "rà soát \x1b[31m hồ sơ",
            "evidence": "giao rà soát \x1b[0m hồ sơ",
        }
    ],
}


def steering(text: str) -> set[str]:
    """The control and direction characters of a text, but line ends and tabs."""
    return {c for c in text if unicodedata.category(c) == "Cc" and c not in "\n\r\t"} | (
        set(text) & set("\u202a\u202c\u202e\u2066")
    )


def test_what_steers_a_terminal_goes_and_the_letters_stay() -> None:
    assert visible(NAME) == SEEN
    assert visible("một\n\thai") == "một\n\thai"


def test_json_keeps_the_characters_as_escapes() -> None:
    written = visible_json(json.dumps(NAME, ensure_ascii=False))
    assert json.loads(written) == NAME and not steering(written)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("visible")
    (folder / "tin.json").write_text(json.dumps(RECORD), "utf-8")
    assert run(folder, "load", "tin.json").returncode == 0
    return folder


@pytest.mark.parametrize(
    "args",
    [
        ("ask", "assignments"),
        ("ask", "assignments", "--json"),
        ("ask", "assignments", "--csv"),
        ("ask", "given-to", "--body", "khong co"),
        ("find", "phong"),
        ("export", "trig"),
        ("load", "tin.json", "--json"),
        ("load", "no\x1b[31mwhere"),
    ],
)
def test_no_command_lets_a_name_reach_the_terminal_raw(folder: Path, args: tuple[str, ...]) -> None:
    done = run(folder, *args)
    assert (done.stdout + done.stderr).strip() and not steering(done.stdout + done.stderr)


def test_a_name_is_shown_with_its_letters(folder: Path) -> None:
    assert SEEN in run(folder, "find", "phong").stdout
