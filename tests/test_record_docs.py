"""docs/record.md, its Vietnamese half and the JSON Schema say what the loader takes, no more and no less."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from giaoviec.graph import records
from giaoviec.graph.quotes import SourceText
from giaoviec.graph.rdf import source_graph
from giaoviec.graph.recordfile import read
from giaoviec.graph.records import SECTIONS, Agent, Deadline, Made, Record, Role, SourceInfo

DOCS = Path(__file__).resolve().parents[1] / "docs"
PAGES = ("record.md", "record.vi.md")
sys.path.insert(0, str(DOCS))

from make_schema import PLACE, schema  # noqa: E402


def _blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", (DOCS / page).read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def test_the_schema_in_the_file_is_the_one_of_the_models() -> None:
    assert PLACE.read_text(encoding="utf-8") == schema(), "run: python docs/make_schema.py"


@pytest.mark.parametrize("page", PAGES)
def test_every_record_shown_loads_without_fault(page: str, tmp_path: Path) -> None:
    shown = _blocks(page, "yaml")
    assert shown
    for number, text in enumerate(shown):
        path = tmp_path / f"{number}.yaml"
        path.write_text(text, encoding="utf-8")
        (loaded,) = read(path)
        assert loaded.record is not None and loaded.faults == ()


def test_the_whole_record_has_all_its_evidence_in_its_text_and_each_kind_of_item() -> None:
    text = SourceText(_blocks("record.md", "text")[0])
    whole = Record.model_validate(yaml.safe_load(_blocks("record.md", "yaml")[1]))
    items = [item for section in SECTIONS for item in getattr(whole, section)]
    assert [item.evidence for item in items if not text.find(item.evidence)] == []
    given = {section for section in SECTIONS if getattr(whole, section)}
    assert given == SECTIONS.keys() - {"bodies", "tenures"}
    source = whole.source.model_copy(update={"key": "url:baosongvan.example/hop-cau-ben-tram"})
    triples = source_graph(whole.model_copy(update={"source": source}), text).triples
    assert {"Meeting", "Person", "Project", "Document", "Decision", "Assignment", "Report", "Tenure"} <= {
        thing for _, word, thing in triples if word == "type"
    }


def test_the_task_of_each_order_stands_in_its_evidence() -> None:
    whole = yaml.safe_load(_blocks("record.md", "yaml")[1])
    for item in whole["assignments"] + whole["requirements"]:
        assert item["task"] in item["evidence"] and item["deadline"]["text"] in item["evidence"]


@pytest.mark.parametrize("page", PAGES)
def test_each_field_and_each_allowed_value_is_told(page: str) -> None:
    prose = re.sub(r"^```.*?^```$", "", (DOCS / page).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    told = set(re.findall(r"`([^`]+)`", prose))
    words = {word for each in told for word in re.split(r"[:\s]+", each)} | told
    models: list[Any] = [Record, Made, SourceInfo, Agent, Role, Deadline, *SECTIONS.values()]
    fields = {field.alias or name for model in models for name, field in model.model_fields.items()}
    values = {
        value for kind in ("Part", "Is", "DecisionKind", "AssignmentKind", "Says") for value in get_args(getattr(records, kind))
    }
    assert (fields | values | {"hand", "machine", "lead", "support", "submitted", "finding"}) - words == set()


def test_both_languages_tell_the_same_fields() -> None:
    english, vietnamese = (
        [
            re.findall(r"`([a-z_]+)`", line)
            for line in (DOCS / page).read_text(encoding="utf-8").splitlines()
            if line.startswith("|")
        ]
        for page in PAGES
    )
    assert english == vietnamese
