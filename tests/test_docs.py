"""The documents: what the README files show is what the program prints, and each question and command is named in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs import BLOCK, KIT, PAGES, ROOT, outputs, questions_page, sample_store
from giaoviec.graph.browser_kit import kit
from giaoviec.graph.saved import questions


@pytest.mark.parametrize("page", PAGES)
def test_the_readme_shows_what_the_program_prints(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert BLOCK.search(text)
    assert outputs(page) == text, f"{page} is stale: run python tests/docs.py"


@pytest.mark.parametrize("page", PAGES)
def test_each_question_is_named_in_the_readme(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert [name for name in questions() if f"`{name}`" not in text] == []


def test_both_readmes_have_the_same_commands() -> None:
    blocks = ["".join(BLOCK.findall((ROOT / page).read_text(encoding="utf-8"))) for page in PAGES]
    shown = [[line for line in block.splitlines() if line.startswith("$ ")] for block in blocks]
    assert shown[0] == shown[1]


def test_the_page_of_questions_is_up_to_date(tmp_path: Path) -> None:
    store = sample_store(tmp_path / "case")
    page = questions_page(store)
    store.close()
    assert (ROOT / "docs" / "questions.md").read_text(encoding="utf-8") == page, "stale: run python tests/docs.py"


def test_the_copy_of_the_browser_kit_is_up_to_date() -> None:
    """Made from queries/, ontology.ttl and the lexicon; whoever has Neo4j only can take it from here."""
    kept = {path.relative_to(KIT).as_posix(): path.read_bytes() for path in KIT.rglob("*") if path.is_file()}
    assert kept == {name: text.encode() for name, text in kit().items()}, "stale: run python tests/docs.py"
