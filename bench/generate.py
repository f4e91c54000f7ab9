"""Writes invented meeting records with their source texts, always the same bytes for a seed: what bench/run.py loads.

    python bench/generate.py --orders 22000 --seed 1 -o DIR

makes DIR/records/*.yaml (about one for 5.5 orders) and DIR/sources/*.txt. Each evidence stands verbatim in its text. Most
meetings are told once, some by two or three sources in slightly other words; some orders are given onward by a letter that
cites its notice. Nobody in them is real.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from events import Event, Order, letter, meeting
from world import DAYS, START, WORDS, Province, person, provinces, slashed

from giaoviec.graph.yaml_text import to_yaml

ORDERS_AN_EVENT = 6.5  # about; only spreads the meetings over the years
ORDERS_A_PROVINCE = 700
MOST_PROVINCES = 63


@dataclass
class Telling:
    """One source in the making: its text, paragraph by paragraph, and its record."""

    paragraphs: list[str] = field(default_factory=list)
    record: dict[str, Any] = field(default_factory=dict)

    def say(self, sentence: str) -> str:
        self.paragraphs.append(sentence)
        return sentence


def tellings(seed: int, orders: int) -> Iterator[Telling]:
    """As many tellings as hold `orders` orders; of the last one the rest is left out."""
    everywhere = provinces(seed, min(MOST_PROVINCES, max(2, orders // ORDERS_A_PROVINCE)))
    step = max(1, int(DAYS * len(everywhere) * ORDERS_AN_EVENT / orders))
    left, number = orders, 0
    while left > 0:
        rng = random.Random(f"{seed} event {number}")
        province = everywhere[number % len(everywhere)]
        day = START + timedelta(number // len(everywhere) * step + rng.randrange(step))
        for telling in _event_tellings(rng, province, day, number):
            held = _cut(telling, left)
            left -= held
            yield telling
            if left == 0:
                return
        number += 1


def _cut(telling: Telling, most: int) -> int:
    """The number of orders of a telling, after what is more than `most` was taken out of its record."""
    record = telling.record
    record["assignments"] = record["assignments"][:most]
    record["requirements"] = record["requirements"][: most - len(record["assignments"])]
    return len(record["assignments"]) + len(record["requirements"])


def _event_tellings(rng: random.Random, province: Province, day: date, number: int) -> Iterator[Telling]:
    event = meeting(rng, province, day, number)
    for told in range(rng.choices((1, 2, 3), (85, 11, 4))[0]):
        yield _telling(rng, event, number, told)
    if event.under and event.host == province.hosts[0]:
        yield _telling(rng, letter(rng, event), number, 0)


def _telling(rng: random.Random, event: Event, number: int, told: int) -> Telling:
    """One source's account of an event."""
    telling = Telling()
    place = event.province.name
    stem = f"{event.day:%Y-%m-%d}-{number:06d}-{'cv' if event.letter else told + 1}"
    publisher = f"{WORDS['publishers'][told]} {place.removeprefix('tỉnh ')}"
    title = telling.say(f"{_short(event.host)} {'giao việc bằng văn bản' if event.letter else 'họp'} về {event.projects[0][0]}")
    telling.record = {
        "made": {"by": "machine", "version": "bench"},
        "source": {
            "file": f"{stem}.txt",
            "title": title,
            "publisher": publisher,
            "published": (event.day + timedelta(0 if event.letter else told)).isoformat(),
            "url": f"https://bench.example/{stem}",
        },
        "jurisdiction": place,
        "meetings": [] if event.letter else [_meeting_item(event, telling)],
        "people": _people(rng, event, telling),
        "projects": [_project_item(event, each, telling) for each in event.projects],
        "documents": _documents(rng, event, telling),
        **_claims(rng, event, telling, told),
    }
    return telling


def _meeting_item(event: Event, telling: Telling) -> dict[str, Any]:
    chair = event.chair.holder(event.day)
    words = f"Ngày {slashed(event.day)}, {_short(event.host)} họp xem xét một số nội dung; đồng chí {chair} chủ trì."
    name = f"Cuộc họp ngày {slashed(event.day)} của {event.host}"
    return {
        "id": "m1",
        "name": name,
        "body": event.host,
        "date": event.day.isoformat(),
        "chairs": [chair],
        "evidence": telling.say(words),
    }


def _people(rng: random.Random, event: Event, telling: Telling) -> list[dict[str, Any]]:
    """The chair with all offices, those who attended with one to three, and some who are named this once."""
    present = [("chair", event.chair.holder(event.day), event.chair.offices)]
    present += [("attended", post.holder(event.day), post.offices) for post in event.people]
    for _ in range(0 if event.letter else rng.randint(1, 3)):
        office = f"Phó Trưởng phòng {rng.choice(WORDS['offices'])} {rng.choice(event.province.districts)}"
        present.append(("spoke", person(rng), (office,)))
    items = []
    for part, name, offices in {each[1]: each for each in reversed(present)}.values():
        words = f"Đồng chí {name}, {', '.join(map(_short, offices))}"
        telling.say(f"{words} {'ký' if event.letter else 'có mặt'}.")
        roles = [{"label": office} for office in offices]
        items.append({"name": name, "part": [] if event.letter else [part], "roles": roles, "evidence": words})
    return items[::-1]


def _project_item(event: Event, project: tuple[str, str], telling: Telling) -> dict[str, Any]:
    name, kind = project
    words = telling.say(f"Nội dung liên quan đến {name} trên địa bàn {event.province.name}.")
    return {"name": name, "kind": kind, "place": event.province.name, "evidence": words}


def _documents(rng: random.Random, event: Event, telling: Telling) -> list[dict[str, Any]]:
    documents = [event.under] if event.under else []
    if rng.random() < 0.5:
        kind, ending, issuer = rng.choice(WORDS["document_kinds"])
        number, year = rng.randint(1, 300), event.day.year - rng.randint(1, 4)
        owner = f"{issuer} {event.province.name if issuer != 'Tỉnh ủy' else event.province.name.removeprefix('tỉnh ')}"
        documents.append((f"{kind} số {number}/{ending} ngày 15/6/{year} của {owner}", f"{number}/{ending}"))
    return [{"name": name, "number": number, "evidence": telling.say(f"Căn cứ {name}.")} for name, number in documents]


def _claims(rng: random.Random, event: Event, telling: Telling, told: int) -> dict[str, list[dict[str, Any]]]:
    orders = [order for order in event.orders if told == 0 or rng.random() < 0.8] or list(event.orders[:1])
    items = [_order_item(event, order, f"a{at}", telling, told) for at, order in enumerate(orders, 1)]
    head = _head(event)
    decisions = [_decision_item(rng, event, f"d{at}", telling, head) for at in range(1, rng.choice((0, 0, 1, 1, 2)) + 1)]
    reports = [_report_item(rng, event, f"r{at}", telling, head) for at in range(1, rng.choice((0, 0, 1, 2)) + 1)]
    return {
        "decisions": [] if event.letter else decisions,
        "assignments": [item for item in items if item["to"]],
        "requirements": [item for item in items if not item["to"]],
        "reports": [] if event.letter else reports,
    }


def _head(event: Event) -> dict[str, Any]:
    """What all claims of an event have: its meeting, or the day of the letter."""
    return {"date": event.day.isoformat()} if event.letter else {"meeting": "m1"}


def _order_item(event: Event, order: Order, local: str, telling: Telling, told: int) -> dict[str, Any]:
    giver = event.host if event.letter else event.chair.holder(event.day)
    task = order.task(told)
    verb = {"assigned": "giao", "required": "yêu cầu", "requested": "đề nghị"}[order.kind]
    receivers = " và ".join(_short(each["name"]) for each in order.to)
    words = f"{_short(giver)} {verb} {receivers} {task}." if order.to else f"{_short(giver)} nhấn mạnh phải {task}."
    item = {
        "id": local,
        **_head(event),
        "kind": order.kind,
        "by": [{"name": giver} if event.letter else {"name": giver, "as": event.chair.offices[0]}],
        "to": list(order.to),
        "task": task,
        "about": [order.project],
        "evidence": telling.say(words),
    }
    due = order.due(told)
    if due:
        item["deadline"] = {"text": f"trước ngày {slashed(due)}", "date": due.isoformat()}
    if order.reports and order.to:
        item["report_to"] = {"name": event.host}
    if event.under:
        item["under"] = event.under[0]
    return item


def _decision_item(rng: random.Random, event: Event, local: str, telling: Telling, head: dict[str, Any]) -> dict[str, Any]:
    project = rng.choice(event.projects)[0]
    what = f"{rng.choice(WORDS['decided'])} {project}"
    words = telling.say(f"Cuộc họp thống nhất {what}.")
    return {
        "id": local,
        **head,
        "kind": "agreed",
        "by": [{"name": event.host}],
        "what": what,
        "about": [project],
        "evidence": words,
    }


def _report_item(rng: random.Random, event: Event, local: str, telling: Telling, head: dict[str, Any]) -> dict[str, Any]:
    body = rng.choice(event.province.bodies)
    about = f"{rng.choice(WORDS['reported'])} {rng.choice(event.projects)[0]}"
    words = telling.say(f"{_short(body)} báo cáo {about}.")
    return {"id": local, **head, "by": [{"name": body}], "about": about, "evidence": words}


def _short(name: str) -> str:
    """A name as papers write it."""
    return name.replace("Ủy ban nhân dân", "UBND").replace("Hội đồng nhân dân", "HĐND")


def write(folder: Path, seed: int, orders: int) -> int:
    """Writes the records and texts into a folder that has none yet; the number of records."""
    for name in ("records", "sources"):
        (folder / name).mkdir(parents=True)
    count = 0
    for telling in tellings(seed, orders):
        name = telling.record["source"]["file"]
        (folder / "sources" / name).write_bytes(("\n\n".join(telling.paragraphs) + "\n").encode())
        (folder / "records" / f"{Path(name).stem}.yaml").write_bytes(to_yaml(telling.record).encode())
        count += 1
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--orders", type=int, default=22_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", type=Path, required=True, help="a folder that is not there yet")
    given = parser.parse_args()
    print(f"{write(given.output, given.seed, given.orders)} records")


if __name__ == "__main__":
    main()
