"""Run by test_disk_full.py in a mount namespace of its own: a Neo4j of its own on a disk that becomes full in a load.

    python small_disk_server.py FOLDER < JSON     (before: a load with room, load)

FOLDER/disk becomes the disk, FOLDER/case is the case. Prints JSON: what `load` gave on the full disk, again there, and on a server
made anew where there is room; and the digest of what that one holds.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

from servers import Neo4j, running, settings_for
from small_disk import load, mounted
from store_body import Place

from giaoviec.graph.stores.base import Access

SIZE = 1024 * 1024  # KiB; of memory only what is used
LEFT = 200 * 1024  # bytes: less than the log of the transactions of a load takes


def filled(disk: Path) -> None:
    found = os.statvfs(disk)
    with (disk / "full").open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, found.f_bavail * found.f_frsize - LEFT)


def into(server: Neo4j, case: Path, arguments: list[str]) -> dict[str, Any]:
    os.environ.update(NEO4J_USERNAME=server.user, NEO4J_PASSWORD=server.password, NEO4J_DATABASE=server.database)
    return load(case, [*arguments, "--store", server.uri])


def held(server: Neo4j) -> str:
    return Place(server.uri, Access(server.user, server.password, server.database)).digest()


def main() -> None:
    folder, given = Path(sys.argv[1]), json.load(sys.stdin)
    disk, case = folder / "disk", folder / "case"
    disk.mkdir()
    mounted(disk, "-t", "tmpfs", "-o", f"size={SIZE}k", "tmpfs")
    with running(disk / "neo4j", settings_for()) as server:
        assert into(server, case, given["before"])["code"] == 0
        filled(disk)
        full, again = into(server, case, given["load"]), into(server, case, given["load"])
        (disk / "full").unlink()  # without room the server does not come to an end
    shutil.rmtree(disk / "neo4j")
    with running(disk / "neo4j", settings_for()) as server:
        room = into(server, case, given["load"])
        json.dump({"full": full, "again": again, "room": room, "held": held(server)}, sys.stdout)


if __name__ == "__main__":
    main()
