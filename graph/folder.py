"""A case's folder, which is the program's only state: where its files are, what it is called, and a hash over what it holds."""

from __future__ import annotations

import hashlib
import platform
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from giaoviec.graph import files
from giaoviec.graph.hashes import hashed
from giaoviec.graph.stores.mark import SCHEMA_VERSION, Loader
from giaoviec.graph.utf8 import read_utf8


@dataclass(frozen=True)
class Case:
    """A case folder: sources/ holds the texts as read, records/ one YAML a source, records/old/ what was replaced, refused.yaml
    what was refused. The store is made from these and may be thrown away."""

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

    @property
    def kept(self) -> Path:
        """What is kept of each source between loads; it may be thrown away."""
        return self.folder / "cache.sqlite"

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

    def digest(self, known: Mapping[Path, str] = MappingProxyType({})) -> str:
        """A hash over all records and texts, by which a store knows whether it is up to date; `known` are hashes of files."""
        total = hashlib.sha256(str(SCHEMA_VERSION).encode())
        for folder in (self.records, self.sources):
            for path in sorted(folder.glob("*")) if folder.is_dir() else ():
                if path.is_file() and not path.name.startswith("."):
                    total.update(path.name.encode())
                    total.update(bytes.fromhex(known.get(path) or hashed(path.read_bytes())))
        return total.hexdigest()
