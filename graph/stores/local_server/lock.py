"""The lock of a Neo4j server: every artifact it is made of, with size and SHA-256, and the check of a file against it.

A lock file is committed data, made by bench/lock_neo4j.py from Maven's own resolution. It names no host.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

COLUMNS = ("group", "artifact", "version", "classifier", "type", "size", "sha256")
NEO4J_LTS = Path(__file__).with_name("neo4j-5.26.31.lock.tsv")


@dataclass(frozen=True)
class Artifact:
    """One file of a Maven repository; `size` in bytes, `sha256` in lower-case hex."""

    group: str
    artifact: str
    version: str
    classifier: str
    type: str
    size: int
    sha256: str

    @property
    def coordinate(self) -> str:
        """group:artifact:version, and :classifier where there is one."""
        return ":".join(part for part in (self.group, self.artifact, self.version, self.classifier) if part)

    @property
    def path(self) -> PurePosixPath:
        """Its place in the layout of a Maven repository."""
        classifier = f"-{self.classifier}" if self.classifier else ""
        name = f"{self.artifact}-{self.version}{classifier}.{self.type}"
        return PurePosixPath(*self.group.split("."), self.artifact, self.version, name)


@dataclass(frozen=True)
class Lock:
    """A server as a fixed list of artifacts, and the class that starts it."""

    version: str
    main_class: str
    artifacts: tuple[Artifact, ...]


def read_lock(path: Path) -> Lock:
    """The lock file at `path`: `# name<TAB>value` lines, the columns, then one artifact a line.

    Raises ValueError where the file is not such a list.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    notes = dict(line[2:].split("\t") for line in lines if line.startswith("# "))
    head, *rows = (tuple(line.split("\t")) for line in lines if not line.startswith("# "))
    if head != COLUMNS:
        raise ValueError(f"{path}: the columns are {head}, expected {COLUMNS}")
    return Lock(notes["version"], notes["main"], tuple(_artifact(row) for row in rows))


def _artifact(row: tuple[str, ...]) -> Artifact:
    group, artifact, version, classifier, kind, size, sha256 = row
    return Artifact(group, artifact, version, classifier, kind, int(size), sha256)


def fault(artifact: Artifact, path: Path) -> str:
    """What is wrong with the file at `path`: "" when it is the artifact, else a few words."""
    if not path.is_file():
        return "missing"
    size = path.stat().st_size
    if size != artifact.size:
        return f"{size} bytes, not {artifact.size}"
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return "" if digest == artifact.sha256 else f"SHA-256 {digest}, not {artifact.sha256}"
