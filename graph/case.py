"""What is taken into a case, and the one place that says the order of the stages from record to store."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from giaoviec.graph import files, recordfile, refusedfile, staging, tally
from giaoviec.graph.build import Keeper, Progress, summed
from giaoviec.graph.derive import deriving, rules
from giaoviec.graph.errors import InputError
from giaoviec.graph.folder import Case
from giaoviec.graph.given import Texts
from giaoviec.graph.kept import Kept as KeptSources
from giaoviec.graph.kept import opened
from giaoviec.graph.recall import Recall, texts_of
from giaoviec.graph.receipt import Receipt, Refused
from giaoviec.graph.records import by_hand
from giaoviec.graph.staging import Staged
from giaoviec.graph.stores.base import NO_ACCESS, Access, open_store
from giaoviec.graph.stores.bring import Brought, Change, Goal, bring, would_bring
from giaoviec.graph.stores.mark import READY, SCHEMA_VERSION, Mark, load_name
from giaoviec.graph.stores.place import Place, after_load, keep_bookmarks
from giaoviec.graph.vocabulary import ontology

SILENT: Progress = lambda stage, done, total: None  # noqa: E731


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


Incoming = Iterable[recordfile.Loaded] | Callable[[Recall], Iterable[recordfile.Loaded]]
"""Records that come in; or what reads them, and asks of each file first whether it is known."""


def load(case: Case, incoming: Incoming, options: Options, progress: Progress = SILENT) -> Receipt:
    """Takes records into the case and brings the store up to it.

    The order: settle each record and keep what a new source tells, write the case's files, write the difference to the store,
    derive, count again. Raises InputError, StoreError; the case stays one that loads whenever this ends or is killed.
    """
    with nullcontext() if options.dry_run else files.locked(case.folder), opened(case.kept, dry_run=options.dry_run) as kept:
        staged, recall = _stage(case, incoming, options, kept)
        recall.remember()
        kept.flush()
        return _into_store(case, staged, kept, options, progress)


def keep(case: Case, incoming: Incoming, options: Options) -> Kept:
    """Takes records and texts into the case's files, and leaves the store for a later load."""
    with files.locked(case.folder), opened(case.kept, dry_run=False) as kept:
        staged, _ = _stage(case, incoming, options, kept)
    return Kept(
        staged.outcomes,
        tuple(path for _, path in staged.kept),
        tuple(held.file for held in staged.written),
        tuple(staged.refused),
    )


def texts_before(case: Case) -> Texts:
    """The sources of a case by their texts, with what was given of each; nothing of the case is changed."""
    if not case.records.is_dir():
        return {}
    with opened(case.kept, dry_run=True) as kept, Keeper(kept) as keeper:
        return texts_of(staging.staged(case.records, case.sources, [], keeper))


def _stage(case: Case, incoming: Incoming, options: Options, kept: KeptSources) -> tuple[Staged, Recall]:
    for folder in options.texts:
        if not folder.is_dir():
            raise InputError("không có thư mục này", "there is no such folder", str(folder))
    with Keeper(kept) as keeper:
        staged = staging.staged(case.records, case.sources, refusedfile.read(case.refused), keeper)
        for source in options.drop:
            staging.drop(staged, source)
        recall = Recall(staged, kept, options.texts)
        for loaded in incoming(recall) if callable(incoming) else incoming:
            staging.settle(staged, loaded, options.texts, options.replace)
    staged.refused += [Refused(held.file, fault) for held in staged.held.values() for fault in held.faults]
    staged.refused += [refused for held in staged.held.values() for refused in held.refused]
    if not options.dry_run:
        staging.write(staged)
    return staged, recall


def _into_store(case: Case, staged: Staged, kept: KeptSources, options: Options, progress: Progress) -> Receipt:
    uri = options.store or case.store
    sources = {held.head.id: held.head.n for held in staged.held.values()}
    again = {*(held.origin for held in staged.held.values()), *staged.read.values(), *(each.file for each in staged.refused)}
    brought = _stored(case, uri, staged, kept, options, progress)
    change = brought.change or Change()
    refused = tuple(staged.refused)
    if not options.dry_run:
        refusedfile.write(case.refused, staged.refused_before, refused, again)
    outcomes, told = _told(staged, kept, brought)
    return Receipt(
        sources=outcomes,
        kept=tuple(path for _, path in staged.kept),
        lines=tuple(tally.lines(kept.items(told), brought, refused)),
        refused=refused,
        notes=summed(kept.notes(sources.values())),
        nodes=len(change.written),
        links=change.links,
        gone=change.gone.total(),
        unsure=brought.unsure,
        store=uri,
        kinds=tuple(tally.kinds(change, brought.found)),
        retries=brought.retries,
    )


def _told(staged: Staged, kept: KeptSources, brought: Brought) -> tuple[Counter[str], list[int]]:
    """The outcomes of the sources that a receipt tells of, and their kept numbers: those that came in, and of those that stand in
    the case what the store did not hold yet, as a person corrected it or `keep` took it in; where nothing came in, all."""
    read = [staged.held[key].head.n for key in staged.read]
    heads = {key: held.head for key, held in staged.held.items() if key not in staged.read}
    before = {head.n: head for head in staged.keeper.heads.values()}
    anew = [head.n for head in heads.values() if brought.there.get(head.id) != head.n]
    apart = tally.standing(heads.values(), kept.items(anew), brought, before)
    if staged.outcomes:
        apart = {n: outcome for n, outcome in apart.items() if outcome != "unchanged"}
    stay = {heads[key].n for key, _ in staged.kept if key in heads}  # told as such already
    return staged.outcomes + Counter(outcome for n, outcome in apart.items() if n not in stay), read + list(apart)


def _hashes(case: Case, staged: Staged) -> dict[Path, str]:
    """The hashes of the case's files as they were read or written."""
    heads = [(held.file, held.name, held.head) for held in staged.held.values()]
    texts = {case.sources / name: head.text for _, name, head in heads if name and head.text}
    return {file: head.record for file, _, head in heads} | texts


def _stored(case: Case, uri: str, staged: Staged, kept: KeptSources, options: Options, progress: Progress) -> Brought:
    """Brings the store to the graph, or only says what would be written."""
    sources = {held.head.id: held.head.n for held in staged.held.values()}
    mark = Mark(
        SCHEMA_VERSION, "" if options.dry_run else case.name(), READY, case.digest(_hashes(case, staged)), rules(), load_name()
    )
    goal = Goal(kept, sources, mark, uri)
    if options.dry_run and uri == case.store and not (case.folder / "store").exists():
        return would_bring(None, goal, ontology())
    at = after_load(case.folder, Place(uri, options.access))
    store = open_store(at.uri, read_only=options.dry_run, access=at.access)
    try:
        if options.dry_run:
            return would_bring(store, goal, ontology())
        brought = bring(store, goal, ontology(), case.loader(), deriving, progress)
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
