"""What happens in the invented world: meetings with their orders, and letters that give an order onward."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from world import WORDS, Post, Province, slashed


@dataclass(frozen=True)
class Order:
    """An order as it was given; each telling words it its own way."""

    kind: str
    to: tuple[dict[str, Any], ...]
    words: tuple[str, str, str, str]
    project: str
    deadline: date | None
    reports: bool

    def task(self, told: int) -> str:
        """The task in the words of a telling: the first as it is, others with another first word and maybe no tail."""
        head, verb, thing, tail = self.words
        if told:
            head = WORDS["heads_other"][WORDS["heads"].index(head)]
        parts = f"{head} {verb} {thing} {self.project}"
        due = self.due(told)
        return parts + (f", {tail}" if told < 2 else "") + (f" trước ngày {slashed(due)}" if due else "")

    def due(self, told: int) -> date | None:
        """The deadline, which a third telling leaves out: there accounts differ."""
        return self.deadline if told < 2 else None


@dataclass(frozen=True)
class Event:
    """A meeting, or a letter (`letter`: no meeting), and what came of it. `under` names its document and the number of it."""

    province: Province
    host: str
    chair: Post
    day: date
    orders: tuple[Order, ...]
    projects: tuple[tuple[str, str], ...]
    people: tuple[Post, ...]
    under: tuple[str, str] | None = None
    letter: bool = False


def meeting(rng: random.Random, province: Province, day: date, number: int) -> Event:
    at = rng.choices(range(len(province.hosts)), (25, 35, 5) + (35 / len(province.districts),) * len(province.districts))[0]
    event = Event(
        province,
        province.hosts[at],
        province.leaders[at],
        day,
        (),
        tuple(rng.sample(province.projects, rng.randint(1, 3))),
        tuple(rng.sample(province.posts, rng.randint(2, 6))),
    )
    if rng.random() < 0.3:
        kind = "TB/TU" if at == 0 else "TB-VP"
        event = replace(
            event, under=(f"Thông báo số {number + 1}-{kind} ngày {slashed(day)} của {event.host}", f"{number + 1}-{kind}")
        )
    return replace(event, orders=_orders(rng, event, rng.randint(2, 9)))


def letter(rng: random.Random, before: Event) -> Event:
    """The committee of the province gives onward what the party's meeting told it, under that meeting's notice."""
    province = before.province
    event = replace(
        before, host=province.hosts[1], chair=province.leaders[1], day=before.day + timedelta(rng.randint(3, 20)), letter=True
    )
    return replace(event, people=(), orders=_orders(rng, event, rng.randint(2, 6)))


def _orders(rng: random.Random, event: Event, count: int) -> tuple[Order, ...]:
    orders = [_order(rng, event) for _ in range(count)]
    if event.under and event.host == event.province.hosts[0]:
        # One order of the party's meeting goes to the committee, which will give it onward.
        orders[0] = replace(orders[0], kind="assigned", to=({"name": event.province.hosts[1]},))
    return tuple(orders)


def _order(rng: random.Random, event: Event) -> Order:
    """A sixth without receiver, a third to a group, the rest to bodies, offices and persons; a sixth requests, a sixth dated."""
    kind = "requested" if rng.random() < 1 / 5 else rng.choice(("assigned", "required"))
    drawn = rng.random()
    return Order(
        kind if drawn >= 1 / 6 else "required",
        () if drawn < 1 / 6 else ({"name": rng.choice(WORDS["groups"])},) if drawn < 1 / 2 else _receivers(rng, event),
        (rng.choice(WORDS["heads"]), rng.choice(WORDS["verbs"]), rng.choice(WORDS["objects"]), rng.choice(WORDS["tails"])),
        rng.choice(event.projects)[0],
        event.day + timedelta(rng.randint(10, 200)) if rng.random() < 1 / 6 else None,
        rng.random() < 0.1,
    )


def _receivers(rng: random.Random, event: Event) -> tuple[dict[str, Any], ...]:
    others = [body for body in event.province.bodies if body != event.host]
    drawn = rng.random()
    if drawn < 0.15:
        return ({"name": rng.choice(event.province.posts).offices[0]},)
    if drawn < 0.35 and event.people:
        return ({"name": rng.choice(event.people).holder(event.day)},)
    leads = [{"name": name} for name in rng.sample(others, 2 if rng.random() < 0.1 else 1)]
    helpers = [{"name": name, "part": "support"} for name in rng.sample(others, 2) if {"name": name} not in leads]
    return tuple(leads + (helpers if rng.random() < 0.25 else []))
