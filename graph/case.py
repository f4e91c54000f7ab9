"""A case: the folder that is the program's only state, and the one place that says the order of the stages from record to store.

sources/ holds the texts as read, records/ one YAML a source, records/old/ what was replaced, refused.yaml what was refused.
The store is made from these and may be thrown away.
"""

from __future__ import annotations

import hashlib
import platform
import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from giaoviec.graph import files, recordfile, refusedfile, tally
from giaoviec.graph.build import Built, Held, Progress, build
from giaoviec.graph.derive import deriving, rules
from giaoviec.graph.errors import InputError, Said
from giaoviec.graph.mint import mint, source_key
from giaoviec.graph.quotes import SourceText
from giaoviec.graph.receipt import Receipt, Refused
from giaoviec.graph.records import SECTIONS, Record, by_hand, dump
from giaoviec.graph.stores import sync
from giaoviec.graph.stores.base import NO_ACCESS, Access, open_store
from giaoviec.graph.stores.mark import READY, SCHEMA_VERSION, Loader, Mark, read_mark
from giaoviec.graph.stores.place import Place, after_load, keep_bookmarks
from giaoviec.graph.utf8 import read_utf8
from giaoviec.graph.validation import Fault
from giaoviec.graph.vocabulary import ontology

SILENT: Progress = lambda stage, done, total: None  # noqa: E731


@dataclass(frozen=True)
class Case:
    """A case folder."""

    folder: Path

    @property
    def records(self) -> Path:
        return self.folder / "records"

    @property
    def sources(self) -> Path:
        return self.folder / "sources"

    @property
    def refused(self) -> Path:
        return self.folder / "refused.yaml"

    @property
    def store(self) -> str:
        """The URI of the embedded store."""
        return f"embedded:{self.folder / 'store'}"

    def name(self) -> str:
        """The case's own name, by which a store knows whose it is: made once, kept in the folder."""
        path = self.folder / "case.id"
        if not path.exists():
            files.write(path, f"{self.folder.resolve().name}-{secrets.token_hex(4)}\n")
        return read_utf8(path).strip()

    def loader(self) -> Loader:
        """Who loads from this folder of this machine; the folder's path is told to no store, only its hash."""
        host = platform.node()
        return Loader(host, hashlib.sha256(f"{host}\n{self.folder.resolve()}".encode()).hexdigest()[:16])

    def digest(self) -> str:
        """A hash over all records and texts, by which a store knows whether it is up to date."""
        total = hashlib.sha256(str(SCHEMA_VERSION).encode())
        for folder in (self.records, self.sources):
            for path in sorted(folder.glob("*")) if folder.is_dir() else ():
                if path.is_file() and not path.name.startswith("."):
                    total.update(path.name.encode())
                    total.update(hashlib.sha256(path.read_bytes()).digest())
        return total.hexdigest()

    def held(self, progress: Progress = SILENT) -> dict[str, Held]:
        """The records of the case by source key. Raises InputError for a file that is no record: it must be mended first."""
        out: dict[str, Held] = {}
        paths = sorted(self.records.glob("*.yaml")) if self.records.is_dir() else []
        for done, path in enumerate(paths, 1):
            for loaded in recordfile.read(path):
                if loaded.record is None:
                    fault = loaded.faults[0]
                    raise InputError(
                        f"không đọc được bản ghi của hồ sơ: cần {fault.expected.vi}; hãy sửa tệp này",
                        f"a record of the case cannot be read: expected {fault.expected.en}; mend this file",
                        Refused(path, fault).place,
                    )
                name = loaded.record.source.file
                text = files.inside(self.sources, name) if name else None
                held = Held(loaded.record, read_utf8(text) if text else None, path, path, loaded.locate, loaded.faults)
                key = loaded.record.source.key or path.stem
                if key in out:
                    raise InputError(
                        f"một nguồn chỉ một bản ghi; nguồn này đã có ở {out[key].file}; hãy bỏ một tệp",
                        f"one record for a source; {out[key].file} has this one; take one of the files away",
                        str(path),
                    )
                out[key] = held
            progress("read", done, len(paths))
        return out


@dataclass
class _Staged:
    """What a load is about to do to the case's files."""

    held: dict[str, Held]
    refused_before: list[dict[str, Any]]
    outcomes: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    kept: list[Path] = field(default_factory=list)
    read: dict[str, Path] = field(default_factory=dict)
    dropped: list[Held] = field(default_factory=list)
    replaced: list[Held] = field(default_factory=list)
    written: list[Held] = field(default_factory=list)


@dataclass(frozen=True)
class Options:
    """How to load: `texts` are folders where texts are looked for too; `drop` names sources to remove; `store` is the URI of
    another store than the case's own, `access` the login it asks for."""

    texts: Sequence[Path] = ()
    replace: bool = False
    drop: Sequence[str] = ()
    dry_run: bool = False
    store: str | None = None
    access: Access = NO_ACCESS


@dataclass(frozen=True)
class Kept:
    """What `keep` did: outcomes by source, files whose record a hand made and which stay, files written, faults."""

    outcomes: Counter[str]
    kept: tuple[Path, ...]
    written: tuple[Path, ...]
    refused: tuple[Refused, ...]


def load(case: Case, incoming: Iterable[recordfile.Loaded], options: Options, progress: Progress = SILENT) -> Receipt:
    """Takes records into the case and brings the store up to it.

    The order: settle each record, write the case's files, make the graph of the whole case, write the difference to the store,
    derive, count again. Raises InputError, StoreError; the case stays one that loads whenever this ends or is killed.
    """
    with nullcontext() if options.dry_run else files.locked(case.folder):
        staged = _stage(case, incoming, options, progress)
        built = build(staged.held.values(), ontology(), progress)
        return _into_store(case, staged, built, options, progress)


def keep(case: Case, incoming: Iterable[recordfile.Loaded], options: Options, progress: Progress = SILENT) -> Kept:
    """Takes records and texts into the case's files, and leaves the store for a later load."""
    with files.locked(case.folder):
        staged = _stage(case, incoming, options, progress)
    return Kept(staged.outcomes, tuple(staged.kept), tuple(held.file for held in staged.written), tuple(staged.refused))


def _stage(case: Case, incoming: Iterable[recordfile.Loaded], options: Options, progress: Progress) -> _Staged:
    for folder in options.texts:
        if not folder.is_dir():
            raise InputError("không có thư mục này", "there is no such folder", str(folder))
    staged = _Staged(case.held(progress), refusedfile.read(case.refused))
    for source in options.drop:
        _drop(staged, source)
    for loaded in incoming:
        _settle(case, staged, loaded, options)
    staged.refused += [Refused(held.file, fault) for held in staged.held.values() for fault in held.faults]
    if not options.dry_run:
        _write(case, staged)
    return staged


def _drop(staged: _Staged, source: str) -> None:
    found = [
        key
        for key, held in staged.held.items()
        if source in (key, mint("source", key), held.file.stem, held.file.name, held.record.source.file)
    ]
    if not found:
        known = ", ".join(sorted(held.file.stem for held in staged.held.values())[:10]) or "-"
        raise InputError(
            f"không có nguồn {source!r} trong hồ sơ; đang có: {known}",
            f"there is no source {source!r} in the case; it has: {known}",
        )
    for key in found:
        staged.dropped.append(staged.held.pop(key))
        staged.outcomes["dropped"] += 1


def _settle(case: Case, staged: _Staged, loaded: recordfile.Loaded, options: Options) -> None:
    """Decides what becomes of one record: new, changed, unchanged, kept or refused."""
    staged.refused.extend(Refused(loaded.path, fault) for fault in loaded.faults)
    record = loaded.record
    if record is None:
        staged.outcomes["refused"] += 1
        return
    try:
        text = loaded.text if loaded.text is not None else _text(case, staged, record, loaded.path, options.texts)
    except InputError as error:
        fault = Fault(("source", "file"), record.source.file or "", error.said, None, loaded.line_of(("source", "file")), True)
        staged.refused.append(Refused(loaded.path, fault))
        staged.outcomes["refused"] += 1
        return
    key = _key(record, text, loaded.path)
    before = staged.held.get(key) or _textless(staged, record, text, loaded.path)
    record = _settled(record, key, text, before, staged, loaded.path)
    file = before.file if before else case.records / _record_name(staged, record)
    held = Held(record, text, file, loaded.path, loaded.locate)
    outcome = _outcome(held, before, staged.read.get(key), options.replace)
    if outcome == "refused":
        said = Said(
            f"một nguồn chỉ một bản ghi; nguồn này đã có ở {staged.read[key]}",
            f"one record for a source; {staged.read[key]} has this one",
        )
        staged.refused.append(Refused(loaded.path, Fault(("source",), key, said, whole=True)))
    staged.outcomes[outcome] += 1
    if outcome == "kept":
        staged.kept.append(loaded.path)
    if outcome in ("refused", "kept"):
        return
    staged.read[key] = loaded.path
    if outcome == "changed" and before:
        staged.replaced.append(before)
    if outcome in ("new", "changed"):
        staged.written.append(held)
    if before and before.record.source.key != key:
        staged.held.pop(before.record.source.key or "", None)
    staged.held[key] = held


def _key(record: Record, text: str | None, path: Path) -> str:
    return record.source.key or source_key(record.source.url, text, _otherwise(record, path))


def _textless(staged: _Staged, record: Record, text: str | None, path: Path) -> Held | None:
    """The same source as it was loaded before its text was at hand, and so under another key."""
    before = None if text is None or record.source.url else staged.held.get(_key(record, None, path))
    return before if before and before.text is None else None


def _text(case: Case, staged: _Staged, record: Record, path: Path, texts: Sequence[Path]) -> str | None:
    """The source's text: from beside the record, the case's sources, then the folders given; None where it is in none."""
    if not record.source.file:
        return None
    for folder in (path.parent, case.sources, *texts):
        found = files.inside(folder, record.source.file)
        text = read_utf8(found) if found else None
        if text is not None and not (folder == case.sources and _anothers(staged, record, text, path)):
            return text
    return None


def _anothers(staged: _Staged, record: Record, text: str, path: Path) -> bool:
    """Whether a text in sources/ is that of another source, whose file happens to have the same name."""
    owners = {key for key, held in staged.held.items() if held.record.source.file == record.source.file}
    if not owners or _key(record, text, path) not in owners:
        return bool(owners)
    if record.source.key or record.source.url:
        return False
    words = SourceText(text)
    quotes = [item.evidence for section in SECTIONS for item in getattr(record, section) if item.evidence]
    return bool(quotes) and not any(words.find(quote) for quote in quotes)


def _otherwise(record: Record, path: Path) -> str:
    info = record.source
    told = [info.title, info.publisher, info.published]
    return " ".join(filter(None, told)) if info.title else path.stem.encode("utf-8", "replace").decode()


def _settled(record: Record, key: str, text: str | None, before: Held | None, staged: _Staged, path: Path) -> Record:
    """The record as the case keeps it: with its source's key, the text's hash, and the name of the text in sources/."""
    update: dict[str, str | None] = {"key": key}
    if text is not None:
        update["sha256"] = hashlib.sha256(text.encode()).hexdigest()
    if text is not None or record.source.file:
        update["file"] = (before and before.record.source.file) or _text_name(record, key, staged, path)
    return record.model_copy(update={"source": record.source.model_copy(update=update)})


def _text_name(record: Record, key: str, staged: _Staged, path: Path) -> str:
    given = Path(record.source.file or path.name)
    taken = [held.record.source.file for held in staged.held.values() if held.record.source.file]
    return files.free_name(given.stem, given.suffix or ".txt", taken, mint("source", key)[-6:])


def _record_name(staged: _Staged, record: Record) -> str:
    stem = Path(record.source.file).stem if record.source.file else record.source.title or "source"
    taken = [held.file.name for held in staged.held.values()]
    return files.free_name(stem, ".yaml", taken, mint("source", record.source.key or "")[-6:])


def _outcome(held: Held, before: Held | None, read: Path | None, replace: bool) -> str:
    same = before is not None and dump(before.record) == dump(held.record) and before.text == held.text
    if read is not None and not same:
        return "kept" if not by_hand(held.record) else "refused"
    if before is None:
        return "new"
    if same:
        return "unchanged"
    return "kept" if by_hand(before.record) and not by_hand(held.record) and not replace else "changed"


def _write(case: Case, staged: _Staged) -> None:
    """The case's files: what is dropped goes first, since another record may take its name; texts before records, so that a
    record never stands without its text."""
    for held in staged.dropped:
        files.move(held.file, case.records / "old")
    for held in staged.written:
        if held.text is not None and held.record.source.file:
            files.write(case.sources / held.record.source.file, held.text)
    for held in staged.replaced:
        files.keep(held.file, case.records / "old")
    for held in staged.written:
        files.write(held.file, recordfile.dumps(held.record))


def _into_store(case: Case, staged: _Staged, built: Built, options: Options, progress: Progress) -> Receipt:
    uri = options.store or case.store
    brought = _stored(case, uri, built, options, progress)
    there = brought.change
    refused = tuple(staged.refused) + built.refused
    if not options.dry_run:
        again = {held.origin for held in staged.held.values()} | {each.file for each in refused}
        refusedfile.write(case.refused, staged.refused_before, refused, again)
    read = {mint("source", key) for key in staged.read}
    return Receipt(
        sources=staged.outcomes,
        kept=tuple(staged.kept),
        lines=tuple(tally.lines(built, read, there, refused)),
        refused=refused,
        notes=built.notes,
        nodes=len(there.nodes),
        links=len(there.links),
        gone=there.gone.total(),
        unsure=len(built.identity.unsure),
        store=uri,
        kinds=tuple(tally.kinds(brought)),
        retries=brought.retries,
    )


def _stored(case: Case, uri: str, built: Built, options: Options, progress: Progress) -> sync.Brought:
    """Brings the store to the graph, or only says what would be written."""
    if options.dry_run and uri == case.store and not (case.folder / "store").exists():
        return sync.Brought(sync.from_nothing(built.graph), Counter(), 0)
    at = after_load(case.folder, Place(uri, options.access))
    store = open_store(at.uri, read_only=options.dry_run, access=at.access)
    try:
        if options.dry_run:
            read_mark(store)
            return sync.Brought(sync.difference(store, built.graph, ontology()), Counter(), store.retries)
        mark = Mark(SCHEMA_VERSION, case.name(), READY, case.digest(), rules())
        brought = sync.bring(store, built.graph, ontology(), mark, case.loader(), deriving, progress)
        keep_bookmarks(case.folder, at, store)
        return brought
    finally:
        store.close()


def write_to(folder: Path, incoming: Iterable[recordfile.Loaded]) -> Kept:
    """Writes records and their texts side by side into a folder outside any case; a record that a hand made there stays."""
    outcomes, kept, written = Counter[str](), [], []
    for loaded in incoming:
        if loaded.record is None:
            continue
        path = folder / files.file_name(loaded.path.stem, ".yaml")
        there = recordfile.read(path)[0].record if path.exists() else None
        if there is not None and by_hand(there):
            kept.append(path)
            continue
        if loaded.text is not None:
            files.write(path.with_suffix(".txt"), loaded.text)
        files.write(path, recordfile.dumps(loaded.record))
        written.append(path)
    return Kept(outcomes, tuple(kept), tuple(written), ())
