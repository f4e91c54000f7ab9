"""When two items of one text tell the same order."""

from collections import Counter
from typing import Any

from giaoviec.graph.names import key

SHORT = 5
Item = dict[str, Any]


def overlap(one: str, other: str) -> float:
    """Shared words over those of the shorter text."""
    a, b = Counter(key(one).split()), Counter(key(other).split())
    small = min(a.total(), b.total())
    return (a & b).total() / small if small else 0.0


def same_order(one: Item, other: Item) -> bool:
    """The same giver, a shared lead, nearly the same words, and no two different days: told in the lead and again in the body."""
    if {a.name for a in one["by"]} != {a.name for a in other["by"]}:
        return False
    if not {a.name for a in one["to"]} & {a.name for a in other["to"]}:
        return False
    due = {item["deadline"]["date"] for item in (one, other) if item.get("deadline")}
    return len(due) < 2 and overlap(one["task"], other["task"]) >= 0.75


def distinct(items: list[Item]) -> list[Item]:
    """The items without those that only name another of their kind shorter ("quy hoạch X" beside "quy hoạch bán đảo X")."""
    words = [Counter(key(item["name"]).split()) for item in items]
    kept: list[Item] = []
    for i, item in enumerate(items):
        kind = item.get("kind")
        longer = (
            j
            for j, other in enumerate(items)
            if j != i and other.get("kind") == kind and words[i] != words[j] and not words[i] - words[j]
        )
        if words[i].total() > SHORT or next(longer, None) is None:
            kept.append(item)
    return kept


def shorter(one: Item, other: Item) -> bool:
    """Whether the other telling is the fuller one."""
    return len(one["task"]) < len(other["task"])
