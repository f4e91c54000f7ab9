"""Scores the reading engine on labelled texts: score_reading.py DATA (open|closed|sample) [--errors KIND].

DATA is the folder with gold/, corpus/ and seeds/. The closed half (d31 to d44) shows totals only, so that no rule is made for it.
`sample` are the invented texts of the project against their records made by hand.
Texts of the corpus tell no year; it is given as 2017, as a user would give it. So is the province of the sample's texts.
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

import yaml

from giaoviec.graph.records import dump
from giaoviec.loaders.reading import Hints, read

SAMPLE = Path(__file__).resolve().parent.parent / "sample"
# What an order may say beside giver, receiver and task; compared on the orders that are found.
BESIDE = ("meeting", "report_to", "deadline", "under", "as")


def texts(data: Path, half: str) -> list[Path]:
    if half == "sample":
        return sorted((SAMPLE / "sources").glob("*.txt"))
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


def gold_of(path: Path, data: Path) -> Path:
    return SAMPLE / "records" / f"{path.stem}.yaml" if path.parent.parent == SAMPLE else data / "gold" / f"{number(path)}.yaml"


def hints(path: Path, gold: Path) -> Hints:
    if path.parent.parent == SAMPLE:
        return Hints(file=path.name, jurisdiction=yaml.safe_load(gold.read_text(encoding="utf-8")).get("jurisdiction"))
    return Hints(file=path.name, published=None if path.parent.name == "seeds" else "2017")


def write(paths: list[Path], data: Path, folder: Path) -> None:
    """Reads the texts and lays records beside their gold, as the scorer wants them."""
    (folder / "gold").mkdir()
    (folder / "system").mkdir()
    for path in paths:
        key, gold = number(path), gold_of(path, data)
        record = dump(read(path.read_text(encoding="utf-8"), hints(path, gold)))
        (folder / "system" / f"{key}.json").write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
        shutil.copy(gold, folder / "gold" / f"{key}.yaml")


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


def beside(score: ModuleType, folder: Path) -> dict[str, dict[str, int]]:
    """For each field of BESIDE, over the gold's orders that were found: how often it is given, given right, and made up.

    The gold of the labelled texts gives neither `under` nor `as`; the sample's does.
    """
    gold, system = score.load(folder / "gold"), score.load(folder / "system")
    counts = {name: {"given": 0, "right": 0, "made up": 0} for name in BESIDE}
    for key, record in gold.items():
        mine: dict[str, Any] = system.get(key, {})
        names = score.Names(record.get("jurisdiction"))
        for order in record.get("assignments") or []:
            found = told_by(score, record, order, mine)
            if found is None:
                continue
            for name in BESIDE:
                wanted, got = value(score, record, order, name), value(score, mine, found, name)
                same = alike(names, name, wanted, got)
                counts[name]["given"] += bool(wanted)
                counts[name]["right"] += bool(wanted) and same
                counts[name]["made up"] += bool(got) and not wanted
    return counts


def alike(names: Any, name: str, wanted: Any, got: Any) -> bool:
    """Whether two values of a field are the same; two papers are where their numbers are."""
    if name in ("meeting", "deadline"):
        return bool(wanted == got)
    number = re.search(r"\d+[\w/-]*[-/][A-ZĐ][\w&/-]*", str(wanted))
    return bool(got) and (names.same(wanted or "", got) or (name == "under" and number is not None and number[0] in str(got)))


def told_by(score: ModuleType, record: dict[str, Any], order: dict[str, Any], mine: dict[str, Any]) -> dict[str, Any] | None:
    """The order of the system that tells the same giver, receiver and task."""
    agents = score.same_agents(record)
    wanted = score.pairs([order])
    for other in mine.get("assignments", []):
        if any(agents(g, s) and score.spans_agree(g, s) for g in wanted for s in score.pairs([other])):
            return dict(other)
    return None


def value(score: ModuleType, record: dict[str, Any], order: dict[str, Any], name: str) -> Any:
    """What an order gives for a field, as it is compared: a meeting is its day, a deadline its last day."""
    if name == "meeting":
        days = {m["id"]: str(m.get("date") or "") for m in record.get("meetings") or [] if m.get("id")}
        return days.get(order.get("meeting") or "", "")
    if name == "deadline":
        due = order.get("deadline")
        day = due.get("date") if isinstance(due, dict) else due
        return score.last_day(day) if day else ""
    if name == "as":
        return next((agent["as"] for agent in order.get("by") or [] if isinstance(agent, dict) and agent.get("as")), "")
    return order.get(name) or ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("half", choices=("open", "closed", "sample"))
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
        fields = beside(score, folder)
    print(f"{options.half}: {len(paths)} texts")
    for kind, line in table.items():
        print(f"{kind:38} {json.dumps(line)}")
    shares = f"precision {right / max(sure, 1):.3f}, {sure} of {total} = {sure / max(total, 1):.2f}"
    print(f"{'assignments marked sure':38} {shares}")
    for name, counts in fields.items():
        print(f"{'of found orders: ' + name:38} {json.dumps(counts)}")


if __name__ == "__main__":
    main()
