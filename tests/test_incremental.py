"""A store brought up to a changed case part by part is the store that the whole case would have made anew.

Sources come, change and go at random. What is compared with is never what the same steps led to, but a case that never had
another state.
"""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from conftest import SHARED, TEXTS
from helpers import record_of
from store_body import Place, snapshot
from stores import SAMPLE

from giaoviec.graph import build, recordfile
from giaoviec.graph.build import Held, Keeper
from giaoviec.graph.case import Options, load
from giaoviec.graph.folder import Case
from giaoviec.graph.kept import Kept, State, opened
from giaoviec.graph.mint import Id
from giaoviec.graph.ontology import relationship_type
from giaoviec.graph.parts import Scope, Whole
from giaoviec.graph.projection import PropertyGraph
from giaoviec.graph.telling import CLAIMS, OWN
from giaoviec.graph.vocabulary import ontology

# Few names, so that nearly everything meets, nearly meets, or must be told apart.
NAMES = ("Lê Văn Tám", "Trần Thị Bốn", "Lê Văn Tám", "Phạm Sáu", "Hoàng Năm")
OFFICES = (
    "Chủ tịch Ủy ban nhân dân tỉnh Sông Vân",
    "Chủ tịch UBND tỉnh Sông Vân",
    "Phó Chủ tịch Uỷ ban nhân dân tỉnh Sông Vân",
    "Giám đốc Sở Y tế",
    "Chủ tịch Ủy ban nhân dân huyện Mây",
    "Trưởng Phòng Nội vụ",
    "Đại biểu Quốc hội",
)
BODIES = (
    "Ủy ban nhân dân tỉnh Sông Vân",
    "Uỷ ban Nhân dân tỉnh Sông Vân",
    "Sở Y tế",
    "Ủy ban nhân dân huyện Mây",
    "Phòng Nội vụ",
)
RECEIVERS = ("Sở Y tế", "Sở Y tế tỉnh Sông Vân", "Phòng Nội vụ", "các địa phương", "Trần Thị Bốn", "Chủ tịch UBND huyện Mây")
TASKS = (
    "rà soát toàn bộ hồ sơ đất đai và báo cáo kết quả trước tháng sau",
    "rà soát hồ sơ đất đai, báo cáo kết quả trước ngày mười tháng sau",
    "bố trí đủ vốn cho dự án đường số một trong quý hai năm nay",
    "kiểm tra các chợ",
)
DAYS = ("2024-03-05", "2024-03-05", "2024-03-09", "2024-06-01", None)
PROVINCES = ("tỉnh Sông Vân", "tỉnh Sông Vân", "tỉnh Mây Hồng", None)


def invented(chance: random.Random, key: str) -> dict[str, Any]:
    """A record of one source, without text."""
    names = sorted(set(chance.choices(NAMES, k=3)))
    meetings = [_meeting(chance, number, names) for number in range(chance.randrange(3))]
    project = {"name": chance.choice(("Dự án đường số 1", "Đường vành đai", "nhà văn hóa"))}
    project |= {"place": place} if (place := chance.choice(("huyện Mây", "tỉnh Sông Vân", None))) else {}
    document = {"name": "Kế hoạch 87/KH-UBND ngày 1/2/2024", "number": "87/KH-UBND"}
    return {
        "made": {"by": "hand"},
        "source": {"title": key, "key": key, "published": chance.choice(DAYS)},
        "jurisdiction": chance.choice(PROVINCES),
        "meetings": meetings,
        "people": [_person(chance, name) for name in names],
        "projects": [{**project, "kind": chance.choice(("đường", "công trình")), "evidence": f"dự án {key}"}],
        "documents": [{**document, "evidence": f"văn bản {key}"}],
        "assignments": [
            _order(chance, number, names, meetings, str(project["name"]), document["name"])
            for number in range(chance.randrange(1, 4))
        ],
    }


def _meeting(chance: random.Random, number: int, names: list[str]) -> dict[str, Any]:
    return {
        "id": f"m{number}",
        "name": chance.choice(("phiên họp tháng 3", "cuộc họp giao ban")),
        "body": chance.choice(BODIES),
        "date": chance.choice(DAYS),
        "ordinal": chance.choice((None, 3, 4)),
        "chairs": chance.sample(names, 1) if chance.random() < 0.5 else [],
    }


def _person(chance: random.Random, name: str) -> dict[str, Any]:
    roles = [
        {"label": label, "former": chance.random() < 0.2, "since": chance.choice((None, "2020"))}
        for label in sorted(set(chance.choices(OFFICES, k=chance.randrange(3))))
    ]
    return {"name": name, "part": ["attended"], "roles": roles, "evidence": f"ông {name}", "meeting": None}


def _order(
    chance: random.Random, number: int, names: list[str], meetings: list[dict[str, Any]], project: str, document: str
) -> dict[str, Any]:
    return {
        "id": f"a{number}",
        "kind": chance.choice(("assigned", "requested")),
        "meeting": chance.choice(meetings)["id"] if meetings else None,
        "by": [{"name": chance.choice((*names, *OFFICES))}],
        "to": [{"name": name} for name in sorted(set(chance.choices(RECEIVERS, k=2)))],
        "task": chance.choice(TASKS),
        "about": [project] if chance.random() < 0.5 else [],
        "under": document if chance.random() < 0.5 else None,
        "evidence": f"việc {number}",
    }


def steps(chance: random.Random, count: int, sources: int) -> Iterator[dict[str, dict[str, Any]]]:
    """States of a case: one source is new, otherwise or gone in each."""
    state: dict[str, dict[str, Any]] = {}
    for _ in range(count):
        key = f"bai-{chance.randrange(sources)}"
        if key in state and chance.random() < 0.3:
            del state[key]
        else:
            state[key] = invented(chance, key)
        yield dict(state)


def brought(kept: Kept, records: dict[str, dict[str, Any]]) -> Whole:
    held = [Held(record_of(data), None, Path(key), Path(key), lambda section, item: (0, None)) for key, data in records.items()]
    with Keeper(kept) as keeper:
        heads = [keeper.keep(each, Path()).head for each in held]
    return Whole(kept, {head.id: head.n for head in heads})


def part_of(whole: Whole, scope: Scope) -> tuple[set[Id], PropertyGraph]:
    ids, graph = set[Id](), PropertyGraph()
    for links in (False, True):
        for part in whole.parts(scope, links=links):
            ids.update(part.ids)
            graph.nodes.update(part.graph.nodes)
            graph.links.update(part.graph.links)
    return ids, graph


def state_of(kept: Kept, whole: Whole) -> State:
    """The state as the next load finds it: written and read again."""
    kept.bring("a store", "a load", State(whole.sources, whole.identity, whole.labels, 0, {}, {}))
    found = kept.state("a store", "a load")
    assert found
    return found


def altered(graph: PropertyGraph, ids: set[Id], part: PropertyGraph) -> PropertyGraph:
    """A graph in which some nodes, with the links that start at them, are as in a part."""
    nodes = {node: its for node, its in graph.nodes.items() if node not in ids}
    links = {link: its for link, its in graph.links.items() if link[1] not in ids}
    return PropertyGraph(nodes | part.nodes, links | part.links)


def test_what_a_change_can_alter_is_all_that_differs(tmp_path: Path) -> None:
    met, moved = 0, 0
    for seed in range(25):
        chance = random.Random(seed)
        with opened(tmp_path / f"{seed}.sqlite", dry_run=False) as kept, opened(tmp_path / "none", dry_run=True) as fresh:
            graph, before = PropertyGraph(), state_of(kept, brought(kept, {}))
            for records in steps(chance, 12, 6):
                whole = brought(kept, records)
                graph = altered(graph, *part_of(whole, whole.changed(before)))
                anew = brought(fresh, dict(reversed(records.items())))
                assert graph == part_of(anew, anew.everything())[1], seed
                met += len(whole.identity.ids)
                moved += len(whole.identity.canonical.items() ^ before.identity.canonical.items())
                before = state_of(kept, whole)
    assert met > 100 and moved > 100


def test_sources_that_are_made_in_other_processes_tell_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(3)
    records = {f"bai-{number}": invented(chance, f"bai-{number}") for number in range(5)}
    with opened(tmp_path / "here.sqlite", dry_run=False) as here, opened(tmp_path / "there.sqlite", dry_run=False) as there:
        whole = brought(here, records)
        monkeypatch.setattr(build, "InOrder", partial(build.InOrder, few=0))
        elsewhere = brought(there, records)
        assert len(elsewhere.sources) == 5 and elsewhere.sources == whole.sources
        assert part_of(elsewhere, elsewhere.everything()) == part_of(whole, whole.everything())


def test_a_change_alters_little_of_a_case(tmp_path: Path) -> None:
    """Else the test above would hold of a scope that is always everything."""
    chance = random.Random(1)
    records = {f"bai-{number}": invented(chance, f"bai-{number}") for number in range(30)}
    for number, data in enumerate(records.values()):
        data["jurisdiction"] = f"tỉnh Số {number}"
        data["documents"], data["meetings"] = [], []
        for order in data["assignments"]:
            order.update(under=None, meeting=None, to=[{"name": "Sở Y tế"}])
        data["people"] = data["people"][:1]
        data["people"][0].update(name=f"Người Số {number}", roles=[])
    with opened(tmp_path / "kept.sqlite", dry_run=False) as kept:
        whole = brought(kept, records)
        before = state_of(kept, whole)
        assert part_of(whole, whole.changed(before)) == (set(), PropertyGraph())
        records["bai-3"]["assignments"][0]["task"] = "việc khác hẳn"
        whole = brought(kept, records)
        ids, _ = part_of(whole, whole.changed(before))
        everything, _ = part_of(whole, whole.everything())
        assert 0 < len(ids) < len(everything) / 10


def test_the_classes_are_those_of_the_ontology(tmp_path: Path) -> None:
    words = ontology()
    assert {kind for kind in words.concrete if "Claim" in words.labels[kind]} == CLAIMS
    assert set(words.concrete) > OWN
    assert {relationship_type(word) for word in words.links} == set(words.relationships)


def files(folder: Path) -> dict[str, Path]:
    return {path.stem: path for path in sorted((folder / "records").glob("*.yaml"))}


@pytest.mark.timeout(900)
@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("whose", ["sample", "real"])
def test_the_store_is_that_of_a_case_that_was_always_so(whose: str, seed: int, tmp_path: Path) -> None:
    folder, texts = (SAMPLE, [SAMPLE / "sources"]) if whose == "sample" else (SHARED, list(TEXTS))
    known = files(folder)
    if not known:
        pytest.skip(f"the real records are not here: no {SHARED / 'records'}")
    chance = random.Random(seed)
    case, inside = Case(tmp_path / "case"), set[str]()
    for number in range(6):
        new = set(chance.sample(sorted(known), 4))
        gone = set(chance.sample(sorted(inside - new), min(2, len(inside - new))))
        incoming = [changed(chance, each) for name in sorted(new) for each in recordfile.read(known[name])]
        drop = [
            path.stem for path in case.records.glob("*.yaml") if path.stem.removesuffix(".txt") in {_stem(known[n]) for n in gone}
        ]
        load(case, incoming, Options(texts=texts, drop=drop))
        inside = (inside | new) - gone
        assert everything(case) == remade(case, tmp_path / f"anew-{number}")


def _stem(path: Path) -> str:
    (loaded,) = recordfile.read(path)
    assert loaded.record
    return Path(loaded.record.source.file or path.name).stem


def changed(chance: random.Random, loaded: recordfile.Loaded) -> recordfile.Loaded:
    """A record as it is, or otherwise: another day of publication, an item less, another name."""
    record = loaded.record
    assert record
    how = chance.randrange(4)
    if how == 0:
        source = record.source.model_copy(update={"published": chance.choice(("2019-01-01", "2025-12-31"))})
        record = record.model_copy(update={"source": source})
    elif how == 1:
        record = record.model_copy(update={"people": record.people[1:], "assignments": record.assignments[1:]})
    elif how == 2:
        meetings = tuple(meeting.model_copy(update={"date": None}) for meeting in record.meetings)
        record = record.model_copy(update={"meetings": meetings})
    return replace(loaded, record=record)


def everything(case: Case) -> dict[str, list[Any]]:
    store = Place(case.store).open(read_only=True)
    try:
        return snapshot(store)
    finally:
        store.close()


def remade(case: Case, folder: Path) -> dict[str, list[Any]]:
    """The store of a new case into which the records and texts of this one were loaded at once."""
    for name in ("records", "sources"):
        shutil.copytree(getattr(case, name), folder / name, ignore=shutil.ignore_patterns("old"))
    load(Case(folder), [], Options())
    return everything(Case(folder))


def test_a_file_that_was_read_is_not_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from giaoviec.loaders.paths import expand, read_all

    case, options = Case(tmp_path / "case"), Options(texts=[SAMPLE / "sources"])
    paths = [path for path in expand([SAMPLE / "records"]) if path.name != "bao-2024-07-12.yaml"]  # of which an item is refused
    first = load(case, lambda known: read_all(paths, known=known), options)
    monkeypatch.setattr("giaoviec.loaders.paths.read", lambda path: pytest.fail(f"{path} is read again"))
    monkeypatch.setattr(recordfile, "read", lambda path: pytest.fail(f"{path} is read again"))
    again = load(case, lambda known: read_all(paths, known=known), options)
    assert again.sources == {"unchanged": len(paths)}
    assert [(line.section, line.items, line.unchanged) for line in again.lines] == [
        (line.section, line.items, line.items) for line in first.lines
    ]
    assert (again.kinds, again.unsure, again.notes) == (
        tuple(replace(kind, new=0, changed=0, gone=0) for kind in first.kinds),
        first.unsure,
        first.notes,
    )


def test_a_text_that_changed_beside_a_record_is_read_again(tmp_path: Path) -> None:
    from giaoviec.loaders.paths import expand, read_all

    folder = tmp_path / "in"
    folder.mkdir()
    record = {
        "made": {"by": "hand"},
        "source": {"url": "http://a.example/1", "file": "bai.txt", "published": "2024-03-05"},
        "assignments": [
            {
                "id": "a1",
                "kind": "assigned",
                "by": [{"name": "Chủ tịch UBND tỉnh Sông Vân"}],
                "to": [{"name": "Sở Y tế tỉnh Sông Vân"}],
                "task": "kiểm tra",
                "evidence": "giao Sở Y tế kiểm tra",
            }
        ],
    }
    (folder / "bai.json").write_text(json.dumps(record), encoding="utf-8")
    case = Case(tmp_path / "case")
    outcomes = []
    for text in ("giao Sở Y tế kiểm tra.", "giao Sở Y tế kiểm tra.", "Ông giao Sở Y tế kiểm tra."):
        (folder / "bai.txt").write_text(text, encoding="utf-8")
        done = load(case, lambda known: read_all(expand([folder / "bai.json"]), known=known), Options())
        outcomes.append(dict(done.sources))
    assert outcomes == [{"new": 1}, {"unchanged": 1}, {"changed": 1}]
    assert Place(case.store).read("MATCH (q:Quote) RETURN q.start AS start") == [{"start": 4}]


@pytest.mark.parametrize("content", [b"", b"no database", None])
def test_what_is_kept_may_be_thrown_away_or_broken(content: bytes | None, tmp_path: Path) -> None:
    case = Case(tmp_path / "case")
    incoming = [each for path in files(SAMPLE).values() for each in recordfile.read(path)]
    load(case, incoming, Options(texts=[SAMPLE / "sources"]))
    before = everything(case)
    if content is None:
        case.kept.unlink()
    else:
        case.kept.write_bytes(content)
    again = load(case, [], Options())
    assert (again.nodes, again.links, again.gone) == (0, 0, 0)
    assert everything(case) == before


def test_a_dry_run_says_what_the_load_then_does_and_keeps_nothing(tmp_path: Path) -> None:
    case, first = Case(tmp_path / "case"), list(files(SAMPLE).values())
    options = Options(texts=[SAMPLE / "sources"])
    load(case, [each for path in first[:5] for each in recordfile.read(path)], options)
    before = case.kept.read_bytes()
    told = [load(case, recordfile.read(first[5]), replace(options, dry_run=dry)) for dry in (True, False)]
    assert case.kept.read_bytes() != before
    assert [(each.nodes, each.links, each.gone, each.lines) for each in told[:1]] == [
        (each.nodes, each.links, each.gone, each.lines) for each in told[1:]
    ]
