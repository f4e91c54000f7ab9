"""What a load is about to do to a case's files: each record that comes in is new, changed, unchanged, kept or refused.

Sources of the case that are as they were, and files that were read before, are known by their hashes and not read again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from giaoviec.graph import files, recordfile
from giaoviec.graph.build import Held, Keeper, Recalled, digest
from giaoviec.graph.errors import InputError, Said
from giaoviec.graph.hashes import hashed
from giaoviec.graph.kept import Head
from giaoviec.graph.mint import mint, source_key
from giaoviec.graph.quotes import SourceText
from giaoviec.graph.receipt import Refused
from giaoviec.graph.records import SECTIONS, Record, by_hand, dump
from giaoviec.graph.utf8 import read_utf8
from giaoviec.graph.validation import Fault

S = TypeVar("S", Held, Recalled)


class Given(NamedTuple):
    """A record that was read from a file and is the case's now: its source's key, the text file that it names, and whether the
    file holds the text itself."""

    path: Path
    key: str
    file: str | None
    own: bool


@dataclass
class Staged:
    """What a load is about to do to the files of the case whose folders are `records` and `sources`; `held` is by source key.
    `kept` are sources whose record stays, with the file that would have replaced it."""

    records: Path
    sources: Path
    held: dict[str, Recalled]
    refused_before: list[dict[str, Any]]
    keeper: Keeper
    outcomes: Counter[str] = field(default_factory=Counter)
    refused: list[Refused] = field(default_factory=list)
    kept: list[tuple[str, Path]] = field(default_factory=list)
    read: dict[str, Path] = field(default_factory=dict)
    given: list[Given] = field(default_factory=list)
    dropped: list[Recalled] = field(default_factory=list)
    replaced: list[Recalled] = field(default_factory=list)
    written: list[Recalled] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._texts: dict[str, set[str]] = defaultdict(set)
        self._files: Counter[str] = Counter()
        for key, source in self.held.items():
            self._count(key, source, 1)

    def _count(self, key: str, source: Recalled, by: int) -> None:
        self._files[files.folded(source.file.name)] += by
        if source.name and by > 0:
            self._texts[files.folded(source.name)].add(key)
        elif source.name:
            self._texts[files.folded(source.name)].discard(key)

    def put(self, key: str, source: Recalled) -> None:
        if key in self.held:
            self._count(key, self.held[key], -1)
        self.held[key] = source
        self._count(key, source, 1)

    def pop(self, key: str) -> Recalled | None:
        source = self.held.pop(key, None)
        if source is not None:
            self._count(key, source, -1)
        return source

    def owners(self, name: str | None) -> set[str]:
        """The sources whose text has this file name, as it is written."""
        return {key for key in self._texts.get(files.folded(name or ""), ()) if self.held[key].name == name}

    def has_text(self, name: str) -> bool:
        return bool(self._texts.get(files.folded(name)))

    def has_file(self, name: str) -> bool:
        return self._files[files.folded(name)] > 0


def staged(records: Path, sources: Path, refused_before: list[dict[str, Any]], keeper: Keeper) -> Staged:
    """The sources of a case, before anything comes in; those that are kept as they stand there are not read.

    Raises InputError for a file that is no record: it must be mended first.
    """
    known: dict[str, list[tuple[str, Head]]] = defaultdict(list)
    for own, head in keeper.heads.items():
        known[head.record].append((own, head))

    def recalled(path: Path) -> Recalled | None:
        content = hashed(path.read_bytes())
        for own, head in known.get(content, ()):
            if head.clean and digest(content, _hash_of(sources / head.file) if head.file else None) == own:
                return Recalled(head, own, path, path, sources)
        return None

    held = _each_once(records, lambda path: [found] if (found := recalled(path)) else _read(path, sources, keeper.keep))
    return Staged(records, sources, held, refused_before, keeper)


def held(records: Path, sources: Path) -> dict[str, Held]:
    """The records of a case by source key. Raises InputError for a file that is no record: it must be mended first."""
    return _each_once(records, lambda path: _read(path, sources, lambda one, texts: one))


def _each_once(records: Path, read: Callable[[Path], list[S]]) -> dict[str, S]:
    out: dict[str, S] = {}
    for path in sorted(records.glob("*.yaml")) if records.is_dir() else ():
        for source in read(path):
            key = source.key or ""
            if key in out:
                raise InputError(
                    f"một nguồn chỉ một bản ghi; nguồn này đã có ở {out[key].file}; hãy bỏ một tệp",
                    f"one record for a source; {out[key].file} has this one; take one of the files away",
                    str(path),
                )
            out[key] = source
    return out


def _read(path: Path, texts: Path, keep: Callable[[Held, Path], S]) -> list[S]:
    """The records of a file of the case."""
    content = hashed(path.read_bytes())
    loaded = recordfile.read(path)
    return [keep(_held(each, texts, content if len(loaded) == 1 else f"{content} {at}"), texts) for at, each in enumerate(loaded)]


def _hash_of(path: Path) -> str | None:
    return hashed(path.read_bytes()) if path.is_file() else None


def _held(loaded: recordfile.Loaded, texts: Path, content: str) -> Held:
    if loaded.record is None:
        fault = loaded.faults[0]
        raise InputError(
            f"không đọc được bản ghi của hồ sơ: cần {fault.expected.vi}; hãy sửa tệp này",
            f"a record of the case cannot be read: expected {fault.expected.en}; mend this file",
            Refused(loaded.path, fault).place,
        )
    record = loaded.record
    if not record.source.key:  # a person put it there; it is known by its file's name
        record = record.model_copy(update={"source": record.source.model_copy(update={"key": loaded.path.stem})})
        content = f"{content} {loaded.path.stem}"
    text = files.inside(texts, record.source.file) if record.source.file else None
    hashes = content, _hash_of(text) if text else None
    words = read_utf8(text) if text else None
    return Held(record, words, loaded.path, loaded.path, loaded.locate, loaded.faults, hashes)


def drop(staged: Staged, source: str) -> None:
    """Takes a source out, by its key, id, or the name of its record or text. Raises InputError where there is none."""
    found = [
        key
        for key, held in staged.held.items()
        if source in (key, mint("source", key), held.file.stem, held.file.name, held.name)
    ]
    if not found:
        known = ", ".join(sorted(held.file.stem for held in staged.held.values())[:10]) or "-"
        raise InputError(
            f"không có nguồn {source!r} trong hồ sơ; đang có: {known}",
            f"there is no source {source!r} in the case; it has: {known}",
        )
    for key in found:
        gone = staged.pop(key)
        if gone is not None:
            staged.dropped.append(gone)
            staged.outcomes["dropped"] += 1


def settle(staged: Staged, loaded: recordfile.Loaded, texts: Sequence[Path], again: bool) -> None:
    """Decides what becomes of one record: new, changed, unchanged, kept or refused; `again`: a machine's replaces a hand's."""
    staged.refused.extend(Refused(loaded.path, fault) for fault in loaded.faults)
    record = loaded.record
    if record is None:
        staged.outcomes["refused"] += 1
        return
    try:
        text = loaded.text if loaded.text is not None else _text(staged, record, loaded.path, texts)
    except InputError as error:
        fault = Fault(("source", "file"), record.source.file or "", error.said, None, loaded.line_of(("source", "file")), True)
        staged.refused.append(Refused(loaded.path, fault))
        staged.outcomes["refused"] += 1
        return
    named, key = record.source.file, _key(record, text, loaded.path)
    before = staged.held.get(key) or _textless(staged, record, text, loaded.path)
    record = _settled(record, key, text, before, staged, loaded.path)
    file = before.file if before else staged.records / _record_name(staged, record)
    held = Held(record, text, file, loaded.path, loaded.locate)
    if _decide(staged, key, held, before, again):
        staged.given.append(Given(loaded.path, key, named, loaded.text is not None))


def _decide(staged: Staged, key: str, held: Held, before: Recalled | None, again: bool) -> bool:
    """Takes a record into the case, or not; True where it is the case's now."""
    outcome = _outcome(held, before, staged.read.get(key), again)
    if outcome == "refused":
        said = Said(
            f"một nguồn chỉ một bản ghi; nguồn này đã có ở {staged.read[key]}",
            f"one record for a source; {staged.read[key]} has this one",
        )
        staged.refused.append(Refused(held.origin, Fault(("source",), key, said, whole=True)))
    staged.outcomes[outcome] += 1
    if outcome == "kept":
        staged.kept.append((key, held.origin))
    if outcome in ("refused", "kept"):
        return False
    staged.read[key] = held.origin
    if outcome == "changed" and before:
        staged.replaced.append(before)
    if before and outcome == "unchanged":
        # What the case's own file has wrong stays to be told of the file that came in.
        held = replace(held, hashes=(before.head.record, before.head.text))
    taken = staged.keeper.keep(held, staged.sources)
    if outcome in ("new", "changed"):
        staged.written.append(taken)
    if before and before.key != key:
        staged.pop(before.key or "")
    staged.put(key, taken)
    return True


def _key(record: Record, text: str | None, path: Path) -> str:
    return record.source.key or source_key(record.source.url, text, _otherwise(record, path))


def _textless(staged: Staged, record: Record, text: str | None, path: Path) -> Recalled | None:
    """The same source as it was loaded before its text was at hand, and so under another key."""
    before = None if text is None or record.source.url else staged.held.get(_key(record, None, path))
    return before if before and not before.has_text else None


def _text(staged: Staged, record: Record, path: Path, texts: Sequence[Path]) -> str | None:
    """The source's text: from beside the record, the case's sources, then the folders given; None where it is in none."""
    if not record.source.file:
        return None
    for folder in (path.parent, staged.sources, *texts):
        found = files.inside(folder, record.source.file)
        text = read_utf8(found) if found else None
        if text is not None and not (folder == staged.sources and _anothers(staged, record, text, path)):
            return text
    return None


def _anothers(staged: Staged, record: Record, text: str, path: Path) -> bool:
    """Whether a text in sources/ is that of another source, whose file happens to have the same name."""
    owners = staged.owners(record.source.file)
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


def _settled(record: Record, key: str, text: str | None, before: Recalled | None, staged: Staged, path: Path) -> Record:
    """The record as the case keeps it: with its source's key, the text's hash, and the name of the text in sources/."""
    update: dict[str, str | None] = {"key": key}
    if text is not None:
        update["sha256"] = hashed(text.encode())
    if text is not None or record.source.file:
        update["file"] = (before and before.name) or _text_name(record, key, staged, path)
    return record.model_copy(update={"source": record.source.model_copy(update=update)})


def _text_name(record: Record, key: str, staged: Staged, path: Path) -> str:
    given = Path(record.source.file or path.name)
    return files.free_name(given.stem, given.suffix or ".txt", staged.has_text, mint("source", key)[-6:])


def _record_name(staged: Staged, record: Record) -> str:
    stem = Path(record.source.file).stem if record.source.file else record.source.title or "source"
    return files.free_name(stem, ".yaml", staged.has_file, mint("source", record.source.key or "")[-6:])


def _outcome(held: Held, before: Recalled | None, read: Path | None, replace: bool) -> str:
    same = before is not None and _same(before, held)
    if read is not None and not same:
        return "kept" if not by_hand(held.record) else "refused"
    if before is None:
        return "new"
    if same:
        return "unchanged"
    return "kept" if by_hand(before.record) and not by_hand(held.record) and not replace else "changed"


def _same(before: Recalled, held: Held) -> bool:
    return before.digest == held.digest or (dump(before.record) == dump(held.record) and before.text == held.text)


def write(staged: Staged) -> None:
    """The case's files: what is dropped goes first, since another record may take its name; texts before records, so that a
    record never stands without its text. What was written is let go of."""
    old = staged.records / "old"
    for gone in staged.dropped:
        files.move(gone.file, old)
    for held in staged.written:
        if held.said is not None and held.name:
            files.write(staged.sources / held.name, held.said)
    for before in staged.replaced:
        files.keep(before.file, old)
    for held in staged.written:
        files.write(held.file, held.written or "")
    staged.written = [replace(held, written=None, said=None) for held in staged.written]
    staged.held = {key: replace(held, written=None, said=None) for key, held in staged.held.items()}
