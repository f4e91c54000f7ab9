"""Makes the lock file of a Neo4j Community server: the artifacts Maven itself picks, each with its size and SHA-256.

    python bench/lock_neo4j.py 5.26.31 graph/stores/local_server/neo4j-5.26.31.lock.tsv

Needs `mvn` on the path. Maven's own resolution is taken because other resolvers pick other versions of the same
libraries, and only Maven's choice is what Neo4j is built and tested with.
"""

import argparse
import hashlib
import subprocess
import tempfile
import zipfile
from pathlib import Path

PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
# The Browser page is an artifact of its own; 5.24.0 is the newest that is published as one.
ROOTS = (
    ("org.neo4j.app", "neo4j-server", None),
    ("org.neo4j", "neo4j", None),
    ("org.neo4j.client", "neo4j-browser", "5.24.0"),
)
# The start class was renamed between 5.x and 2026.x; the jars say which one this version has.
MAIN_CLASSES = ("org.neo4j.server.CommunityEntryPoint", "org.neo4j.server.Neo4jCommunity")
HEAD = "group\tartifact\tversion\tclassifier\ttype\tsize\tsha256"


def pom(version: str) -> str:
    """The project whose runtime dependencies are the server."""
    wanted = "".join(
        f"<dependency><groupId>{g}</groupId><artifactId>{a}</artifactId><version>{v or version}</version></dependency>"
        for g, a, v in ROOTS
    )
    return (
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
        "<groupId>local</groupId><artifactId>neo4j-runtime</artifactId><version>1</version><packaging>pom</packaging>"
        f"<dependencies>{wanted}</dependencies></project>"
    )


def resolve(version: str, folder: Path) -> list[Path]:
    """The jars, laid out as in a Maven repository below `folder`/lib."""
    (folder / "pom.xml").write_text(pom(version), encoding="utf-8")
    library = folder / "lib"
    options = ["-DincludeScope=runtime", "-Dmdep.useRepositoryLayout=true", f"-DoutputDirectory={library}"]
    subprocess.run(["mvn", "-B", "-q", "-f", str(folder / "pom.xml"), PLUGIN, *options], check=True)
    return sorted(library.rglob("*.jar"))


def row(jar: Path, library: Path) -> str:
    """One line of the lock: the coordinate read back from the place in the repository layout."""
    *group, artifact, version, name = jar.relative_to(library).parts
    stem, kind = name.removeprefix(f"{artifact}-{version}").rsplit(".", 1)
    digest = hashlib.sha256(jar.read_bytes()).hexdigest()
    return "\t".join((".".join(group), artifact, version, stem.removeprefix("-"), kind, str(jar.stat().st_size), digest))


def main_class(jars: list[Path]) -> str:
    """The one start class that the jars hold."""
    names = {name for jar in jars if "neo4j" in jar.name for name in zipfile.ZipFile(jar).namelist()}
    found = [main for main in MAIN_CLASSES if main.replace(".", "/") + ".class" in names]
    if len(found) != 1:
        raise SystemExit(f"start class: expected one of {MAIN_CLASSES}, found {found}")
    return found[0]


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("version")
    arguments.add_argument("out", type=Path)
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        jars = resolve(given.version, Path(name))
        rows = sorted(row(jar, Path(name) / "lib") for jar in jars)
        head = [f"# version\t{given.version}", f"# main\t{main_class(jars)}", HEAD]
    given.out.write_text("\n".join([*head, *rows]) + "\n", encoding="utf-8", newline="\n")
    print(f"{given.out}: {len(rows)} artifacts")


if __name__ == "__main__":
    main()
