"""The invented world that bench/generate.py tells of: provinces with bodies, offices, holders and projects, from words.yaml."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from giaoviec.graph.home import LEXICON

WORDS: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "words.yaml").read_text(encoding="utf-8"))
START, DAYS = date(2018, 1, 2), 2700  # ends in May 2025, before bodies were merged
DISTRICTS, DEPUTIES, PROJECTS = 10, 2, 120


@dataclass(frozen=True)
class Post:
    """A seat: the offices of whoever holds it, the head body first, and its holders with the day each begins."""

    offices: tuple[str, ...]
    holders: tuple[tuple[str, date], ...]

    def holder(self, day: date) -> str:
        return [name for name, since in self.holders if since <= day][-1]


@dataclass(frozen=True)
class Province:
    """`leaders` are the posts that chair: party, government, assembly, then one for each district, in the order of `hosts`."""

    name: str
    hosts: tuple[str, ...]
    leaders: tuple[Post, ...]
    bodies: tuple[str, ...]
    posts: tuple[Post, ...]
    districts: tuple[str, ...]
    projects: tuple[tuple[str, str], ...]


def person(rng: random.Random) -> str:
    """An invented person's name."""
    return " ".join(rng.choice(WORDS[part]) for part in ("surnames", "middles", "given"))


def provinces(seed: int, count: int) -> list[Province]:
    """Some invented provinces, always the same for a seed. Names of real ones are passed over."""
    rows = (LEXICON / "provinces.tsv").read_text(encoding="utf-8").splitlines()
    real = {row.partition("\t")[0] for row in rows}
    names = sorted({f"{a} {b}" for a in WORDS["place_first"] for b in WORDS["place_second"] if a != b} - real)
    random.Random(f"{seed} names").shuffle(names)
    return [_province(random.Random(f"{seed} province {name}"), name, names[count:]) for name in names[:count]]


def _province(rng: random.Random, name: str, others: list[str]) -> Province:
    districts = tuple(f"huyện {other}" for other in rng.sample(others, DISTRICTS))
    departments = [f"Sở {field} tỉnh {name}" for field in WORDS["departments"]]
    organs = [f"{organ} {name}" for organ in WORDS["party_organs"]]
    committees = [f"Ủy ban nhân dân {district}" for district in districts]
    top = (
        _post(rng, f"Bí thư Tỉnh ủy {name}"),
        _post(rng, f"Chủ tịch Ủy ban nhân dân tỉnh {name}", f"Phó Bí thư Tỉnh ủy {name}"),
        _post(rng, f"Chủ tịch Hội đồng nhân dân tỉnh {name}", f"Phó Bí thư Thường trực Tỉnh ủy {name}"),
    )
    local = tuple(
        _post(rng, f"Chủ tịch {body}", f"Phó Bí thư Huyện ủy {district.removeprefix('huyện ')}")
        for body, district in zip(committees, districts, strict=True)
    )
    member = f"Ủy viên Ban Chấp hành Đảng bộ tỉnh {name}"
    heads = [_post(rng, f"Giám đốc {body}", *([member] if rng.random() < 0.5 else [])) for body in departments]
    heads += [_post(rng, f"{_head(body)} {body}", member, f"Ủy viên Ban Thường vụ Tỉnh ủy {name}") for body in organs]
    deputies = [_post(rng, f"Phó Giám đốc {body}") for body in departments for _ in range(DEPUTIES)]
    deputies += [_post(rng, f"Phó Chủ tịch {body}") for body in committees for _ in range(DEPUTIES)]
    return Province(
        name=f"tỉnh {name}",
        hosts=(f"Ban Thường vụ Tỉnh ủy {name}", f"Ủy ban nhân dân tỉnh {name}", f"Hội đồng nhân dân tỉnh {name}", *committees),
        leaders=(*top, *local),
        bodies=(*departments, *organs, *committees, f"Công an tỉnh {name}"),
        posts=(*heads, *local, *deputies),
        districts=districts,
        projects=tuple(_project(rng, districts, number) for number in range(1, PROJECTS + 1)),
    )


def _head(organ: str) -> str:
    """The title of the head of a party organ."""
    return {"Ủy": "Chủ nhiệm", "Văn": "Chánh"}.get(organ.split()[0], "Trưởng")


def _post(rng: random.Random, *offices: str) -> Post:
    """A seat with two or three holders one after another."""
    terms = sorted(rng.sample(range(200, DAYS, 10), rng.choice((1, 2))))
    since = [START, *(START + timedelta(days) for days in terms)]
    return Post(offices, tuple((person(rng), day) for day in since))


def _project(rng: random.Random, districts: tuple[str, ...], number: int) -> tuple[str, str]:
    """A project's name and kind. The number keeps names apart within the province."""
    words, kind = rng.choice(WORDS["project_kinds"])
    place = rng.choice(districts).removeprefix("huyện ")
    return f"{words} {place} {number}", kind


def slashed(day: date) -> str:
    return f"{day.day}/{day.month}/{day.year}"
