"""Files that were read before, and gave just what the case holds: they are counted as unchanged and not read again."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

from giaoviec.graph import files
from giaoviec.graph.errors import InputError
from giaoviec.graph.given import Before, Texts
from giaoviec.graph.hashes import hashed
from giaoviec.graph.kept import Head, Incoming, Kept
from giaoviec.graph.program import fingerprint
from giaoviec.graph.staging import Staged

Known = Callable[[Path, str], set[Path] | None]
"""Asked of a file before it is read, with what else has a part in reading it: None where it must be read; else it is not read,
and these are the texts that its record was made from."""


class Recall:
    """Answers `Known` for one load, and remembers for the next what this one read."""

    def __init__(self, staged: Staged, kept: Kept, texts: Sequence[Path]) -> None:
        self._staged = staged
        self._kept = kept
        self._heads = {head.n: head for head in staged.keeper.heads.values()}
        self._texts = texts
        self._asked: dict[Path, tuple[str, str]] = {}

    def __call__(self, path: Path, beside: str) -> set[Path] | None:
        try:
            own = _digest(path, beside)
        except OSError:
            return None  # its reader says what is wrong with it
        self._asked[path] = own, beside
        before = self._kept.incoming(own)
        head = self._heads.get(before.source) if before else None
        if before is None or head is None or not self._stands(path, before, head):
            return None
        key = head.key or ""
        self._staged.outcomes["unchanged"] += 1
        self._staged.read[key] = path
        return {(path.parent / before.file).absolute()} if before.file and not before.own else set()

    def _stands(self, path: Path, before: Incoming, head: Head) -> bool:
        """Whether the case still holds what the file gave, and the text that it would be read with is the same."""
        held = self._staged.held.get(head.key or "")
        if not (held is not None and held.head.n == head.n):
            return False
        if before.own or before.file is None:
            return before.own or head.text is None
        if before.file != head.file:
            return False  # the case had to give the text another name, so that one of this name is another's
        try:
            found = [files.inside(folder, before.file) for folder in (path.parent, self._staged.sources, *self._texts)]
            first = next(filter(None, found), None)
            return (hashed(first.read_bytes()) if first else None) == head.text
        except (InputError, OSError):
            return False

    def texts(self) -> Texts:
        """What was given of the sources that the case holds by now."""
        return texts_of(self._staged)

    def remember(self) -> None:
        """Remembers each file that gave one record, all of it good, and is still the file that was asked about."""
        wrong = {each.file for each in self._staged.refused}
        times = Counter(each.path for each in self._staged.given)
        for path, key, file, own in self._staged.given:
            if times[path] == 1 and path not in wrong and path in self._asked:
                digest, beside = self._asked[path]
                if _digest(path, beside) == digest:
                    self._kept.remember(digest, Incoming(self._staged.held[key].head.n, file, own))


def texts_of(staged: Staged) -> Texts:
    """The sources of a case by their texts, with what was given of each."""
    found = defaultdict(list)
    for key, source in staged.held.items():
        if source.head.text is not None:
            found[source.head.text].append(Before(source.name or "", key, json.loads(source.head.given)))
    return found


def _digest(path: Path, beside: str) -> str:
    return hashed(f"{fingerprint()} {path.name!r} {beside} {hashed(path.read_bytes())}".encode())
