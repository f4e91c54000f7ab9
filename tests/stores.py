"""The invented sample as a case with its embedded store, made once for all tests; and the names of its items (RECORD:ITEM)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from giaoviec.graph import recordfile
from giaoviec.graph.case import Options, load
from giaoviec.graph.folder import Case
from giaoviec.graph.quotes import SourceText
from giaoviec.graph.records import Record
from giaoviec.graph.saved import Question
from giaoviec.graph.stores.base import Row, Store, open_store

SAMPLE = Path(__file__).resolve().parent.parent / "sample"
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in sorted((SAMPLE / "sources").glob("*.txt"))}


def loaded(folder: Path, records: Path = SAMPLE / "records", texts: Path = SAMPLE / "sources") -> Case:
    """A case in `folder` into which the records were loaded; its store is made."""
    case = Case(folder)
    incoming = (each for path in sorted(records.glob("*.yaml")) for each in recordfile.read(path))
    load(case, incoming, Options(texts=[texts]))
    return case


@dataclass(frozen=True)
class SampleStore:
    """The sample's store, and which claim of it is which item of the records."""

    store: Store
    claims: Mapping[str, str]  # claim id: RECORD:ITEM
    accounts: Mapping[tuple[str, str], str]  # (order, source's file): RECORD:ITEM
    ids: Mapping[str, str]  # RECORD:ITEM, RECORD:m1 or RECORD: id

    def ask(self, question: Question, parameters: Mapping[str, Any]) -> list[Row]:
        """The rows of a question. An order, meeting or source may be given as RECORD:ITEM, RECORD:m1, RECORD."""
        kinds = {parameter.name: parameter.type for parameter in question.parameters}
        assert set(parameters) <= set(kinds), f"{question.name} has no such parameter"
        given = {
            name: self.ids.get(value, value) if kinds[name] in ("order", "meeting", "source") else value
            for name, value in parameters.items()
        }
        # Where another anchor is given, the one that has a default is left empty, as at the command line.
        anchors = ("person", "body", "role", "project")
        empty = dict.fromkeys(anchors) if any(parameters.get(name) for name in anchors) else {}
        return self.store.read(question.text, {name: {**empty, **given}.get(name, p) for name, p in question.values({}).items()})

    def item(self, row: Row) -> str | None:
        """The item that a row shows: by the order and the source's file, else by the claim's id."""
        by_order = self.accounts.get((str(row.get("order")), str(row["file"])))
        return by_order or self.claims.get(str(row.get("id")))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SampleStore]:
    """The sample, loaded into a case of its own and opened for reading."""
    case = loaded(tmp_path_factory.mktemp("sample") / "case")
    store = open_store(case.store, read_only=True)
    try:
        yield named(store)
    finally:
        store.close()


def named(store: Store, folder: Path = SAMPLE) -> SampleStore:
    """A store that holds the case in `folder` (left out: the sample), with the names of its items."""
    rows = store.read(
        "MATCH (c:Claim)-[:STATED_IN]->(:Quote)-[:IN_SOURCE]->(s:Source) WHERE c.item IS NOT NULL "
        "RETURN c.id AS id, c.order AS order, c.item AS item, s.file AS file",
        {},
    )
    names = {row["id"]: f"{Path(row['file']).stem}:{row['item']}" for row in rows}
    accounts = {(row["order"], row["file"]): names[row["id"]] for row in rows if row["order"]}
    ids = {name: claim for claim, name in names.items()}
    sources = store.read("MATCH (s:Source) RETURN s.id AS id, s.file AS file", {})
    ids.update({Path(row["file"]).stem: row["id"] for row in sources})
    return SampleStore(store, names, accounts, ids | _meetings(store, folder))


def _meetings(store: Store, folder: Path) -> dict[str, str]:
    """RECORD:m1 to the meeting's id, by where its evidence stands in the text."""
    rows = store.read(
        "MATCH (m:Meeting)-[:STATED_IN]->(q:Quote)-[:IN_SOURCE]->(s:Source) RETURN m.id AS id, s.file AS file, q.start AS start",
        {},
    )
    at = {(row["file"], row["start"]): row["id"] for row in rows}
    out = {}
    for path in sorted((folder / "records").glob("*.yaml")):
        record = recordfile.read(path)[0].record
        assert isinstance(record, Record)
        for meeting in record.meetings:
            text = (folder / "sources" / f"{path.stem}.txt").read_text(encoding="utf-8")
            found = SourceText(text).find(str(meeting.evidence), None)
            assert found, (path.name, meeting.id)
            out[f"{path.stem}:{meeting.id}"] = at[f"{path.stem}.txt", found.start]
    return out
