"""Scores the reading engine on labelled texts: score_reading.py DATA (open|closed) [--errors KIND].

DATA is the folder with gold/, corpus/ and seeds/. The closed half (d31 to d44) shows totals only, so that no rule is made for it.
Texts of the corpus tell no year; it is given as 2017, as a user would give it.
"""

import argparse
import importlib.util
import json
import re
import shutil
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

from giaoviec.graph.records import dump
from giaoviec.loaders.reading import Hints, read


def texts(data: Path, half: str) -> list[Path]:
    labelled = sorted((data / "corpus" / "labelled").glob("d*.txt"))
    if half == "closed":
        return [path for path in labelled if path.stem >= "d31"]
    return sorted((data / "seeds").glob("0*.txt")) + [path for path in labelled if path.stem < "d31"]


def number(path: Path) -> str:
    return re.split(r"[_.]", path.name)[0]


def scorer(data: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", data / "gold" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def write(paths: list[Path], data: Path, folder: Path) -> None:
    """Reads the texts and lays records beside their gold, as the scorer wants them."""
    (folder / "gold").mkdir()
    (folder / "system").mkdir()
    for path in paths:
        key = number(path)
        year = None if path.parent.name == "seeds" else "2017"
        record = dump(read(path.read_text(encoding="utf-8"), Hints(file=path.name, published=year)))
        (folder / "system" / f"{key}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        shutil.copy(data / "gold" / f"{key}.yaml", folder / "gold" / f"{key}.yaml")


def sure_share(score: ModuleType, folder: Path) -> tuple[int, int, int]:
    """(right among the sure, sure, all) pairs of assignments."""
    gold, system = score.load(folder / "gold"), score.load(folder / "system")
    right = sure = total = 0
    for key, record in gold.items():
        mine: dict[str, Any] = system.get(key, {})
        firm = {**mine, "assignments": [a for a in mine.get("assignments", []) if a.get("sure", True)]}
        counts = score.match(*score.facts(record, firm)["assignments"])[0]
        everything = score.match(*score.facts(record, mine)["assignments"])[0]
        right, sure, total = right + counts[0], sure + counts[1], total + everything[1]
    return right, sure, total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("half", choices=("open", "closed"))
    parser.add_argument("--errors")
    options = parser.parse_args()
    if options.errors and options.half == "closed":
        sys.exit("the errors of the closed half are not looked at")
    score = scorer(options.data)
    paths = texts(options.data, options.half)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(paths, options.data, folder)
        table = score.score(folder / "gold", folder / "system", options.errors)
        right, sure, total = sure_share(score, folder)
    print(f"{options.half}: {len(paths)} texts")
    for kind, line in table.items():
        print(f"{kind:38} {json.dumps(line)}")
    shares = f"precision {right / max(sure, 1):.3f}, {sure} of {total} = {sure / max(total, 1):.2f}"
    print(f"{'assignments marked sure':38} {shares}")


if __name__ == "__main__":
    main()
