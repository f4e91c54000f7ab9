"""Run by test_disk_full.py in a mount namespace of its own: loads a case that lies on a disk which is made small, then large again.

    python small_disk.py FOLDER < JSON     (before: a load with room or null, load, room: KiB left for `load`)

FOLDER/disk becomes the disk, FOLDER/copy a copy of the case that a full disk left, without its store, loaded where there is room. Prints JSON: what `load` gave
on the full disk, again there, in the copy, and on the disk with room; and what the stores of the last two hold.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from store_body import Place

LARGE = 512 * 1024  # KiB; of memory only what is used


def mounted(disk: Path, *options: str) -> None:
    subprocess.run(["mount", *options, str(disk)], check=True)


def sized(disk: Path, kib: int) -> None:
    mounted(disk, "-o", f"remount,size={kib}k")


def used(disk: Path) -> int:
    """KiB."""
    found = os.statvfs(disk)
    return (found.f_blocks - found.f_bfree) * found.f_frsize // 1024


def load(case: Path, arguments: list[str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "giaoviec.cli", "load", *arguments, "--case", str(case), "--lang", "en"]
    ran = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=200)
    return {"code": ran.returncode, "said": ran.stderr}


def held(case: Path) -> list[Any]:
    """The digest of a case's store, and its indexes: a store that lost one would be slow, or take a node twice."""
    store = Place(f"embedded:{case / 'store'}")
    return [store.digest(), sorted(str([row["labelsOrTypes"], row["properties"]]) for row in store.read("SHOW INDEXES"))]


def main() -> None:
    folder, given = Path(sys.argv[1]), json.load(sys.stdin)
    disk, copy = folder / "disk", folder / "copy"
    disk.mkdir()
    mounted(disk, "-t", "tmpfs", "-o", f"size={LARGE}k", "tmpfs")
    case = disk / "case"
    if given["before"]:
        assert load(case, given["before"])["code"] == 0
    sized(disk, used(disk) + given["room"])
    full, again = load(case, given["load"]), load(case, given["load"])
    shutil.copytree(case, copy, ignore=shutil.ignore_patterns("store"))  # which is made from the case
    sized(disk, LARGE)
    there, here = load(copy, given["load"]), load(case, given["load"])
    left = [path.name for path in case.rglob(".*.new")]
    stores = [held(copy), held(case)]
    json.dump({"full": full, "again": again, "copy": there, "room": here, "held": stores, "left": left}, sys.stdout)


if __name__ == "__main__":
    main()
