"""From the rows of an answer to the graph that is drawn: who gives, what, who receives, and what was ordered onward from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from giaoviec.graph.drawn_path import path_graph
from giaoviec.graph.errors import Said
from giaoviec.graph.shapes import Edge, Graph, Node, part
from giaoviec.graph.show import cell
from giaoviec.graph.stores.base import Row

MOST = 60
"""The most boxes that a picture has."""

# What the rows of a question are about, by their columns: who, to whom.
_SIDES = (("givers", "receivers"), ("who", "to"))
_KINDS = ("request", "order", "decision", "finding", "report", "office")
_TAGS = {
    "person": Said("người", "person"),
    "role": Said("chức vụ", "office"),
    "body": Said("cơ quan", "body"),
    "group": Said("nhóm chung", "group"),
    "project": Said("dự án", "project"),
    "other": Said("bên được nêu", "named party"),
    "order": Said("việc được giao", "order"),
    "request": Said("đề nghị", "request"),
    "decision": Said("quyết định", "decision"),
    "finding": Said("nhận xét", "finding"),
    "report": Said("báo cáo", "report"),
    "office": Said("giữ chức vụ", "holds office"),
}
_HEADS = (Said("Bên giao, bên nói", "Who gives or speaks"), Said("Nội dung", "What"), Said("Nơi nhận", "Who receives"))
_ONWARD = Said("giao tiếp", "ordered onward")
_HELPS = Said("phối hợp", "supports")


@dataclass(frozen=True)
class Drawn:
    """A graph to draw, and what it leaves out, in words (empty: nothing)."""

    graph: Graph
    left_out: str


@dataclass(frozen=True)
class _Item:
    """What one row tells, or several rows of one kind with the same people at both sides."""

    numbers: tuple[int, ...]
    kind: str
    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    support: tuple[str, ...]
    caption: str
    tag: str
    note: str
    order: str
    hop: int  # from the order that is asked for: given onward from it, or (below 0) where it came from
    near: str  # the order that this hop hangs on
    rule: str


def drawn(rows: Sequence[Row], kinds: Mapping[str, str], lang: str, linked: int, most: int = MOST) -> Drawn | None:
    """The picture of an answer's rows, or None where no row tells who acted.

    `kinds` gives each name's kind (person, role, body; a name that is not there is "other"). Boxes of the first `linked` rows
    lead to them (#r1, #r2, ...). Where the rows make more than `most` boxes, those with the same people at both sides become one,
    and the largest are drawn.
    """
    if rows and {"from", "how", "to", "hop"} <= set(rows[0]):
        return _of_path(rows, kinds, lang, linked, most)
    items = [item for number, row in enumerate(rows, 1) if (item := _item(number, row, lang))]
    if not items:
        return None
    whole = _graph(items, kinds, lang, linked)
    if len(whole.nodes) <= most:
        return Drawn(whole, "")
    bundles = _bundles(items, lang)
    kept = _largest(bundles, most) or bundles[:1]
    graph, missing = part(_graph(kept, kinds, lang, linked), most)
    told = sum(len(item.numbers) for item in kept)
    said = _left_out(len(kept), len(bundles) - len(kept), told, len(items) - told)[lang]
    return Drawn(graph, f"{said} {_missing(missing)[lang]}" if missing else said)


def _missing(boxes: int) -> Said:
    return Said(
        f"Hình không vẽ {boxes} ô của các bên; bảng có đủ.", f"{boxes} boxes of parties are not drawn; the table has all."
    )


def _of_path(rows: Sequence[Row], kinds: Mapping[str, str], lang: str, linked: int, most: int) -> Drawn:
    graph, missing = part(path_graph(rows, kinds, {kind: said[lang] for kind, said in _TAGS.items()}, lang, linked), most)
    return Drawn(graph, _missing(missing)[lang] if missing else "")


def _left_out(kept: int, missing: int, told: int, untold: int) -> Said:
    return Said(
        f"Hình gộp những dòng cùng bên giao, cùng nơi nhận vào một ô và vẽ {kept} ô lớn nhất ({told} dòng); "
        f"không vẽ {missing} ô nhỏ hơn ({untold} dòng).",
        f"The picture puts rows with the same people at both sides into one box and draws the {kept} largest ({told} rows); "
        f"{missing} smaller ones ({untold} rows) are not drawn.",
    )


def _item(number: int, row: Row, lang: str) -> _Item | None:
    kind = kind_of(row)
    sides = next((side for side in _SIDES if side[0] in row and side[1] in row), None)
    if kind is None or sides is None:
        return None
    givers, receivers = _names(row[sides[0]]), _names(row[sides[1]])
    if not givers and not receivers:
        return None
    caption = str(row.get("task") or row.get("text") or row.get("what") or "")
    due = row.get("deadline") or row.get("due")
    return _Item(
        (number,),
        kind,
        givers,
        receivers,
        _names(row.get("support")),
        caption,
        " · ".join(filter(None, (f"[{number}] {_TAGS[kind][lang]}", row.get("date")))),
        f"{Said('hạn', 'due')[lang]}: {due}" if due else "",
        str(row.get("order") or row.get("id") or ""),
        row.get("hop") or 0,
        str(row.get("near") or ""),
        cell(row.get("rule"), lang),
    )


def kind_of(row: Row) -> str | None:
    """What a row tells (order, request, decision, finding, report, office); None where it tells of no act."""
    if "row" in row:
        said = str(row["row"]).rpartition(": ")[2].partition(",")[0].removeprefix("former ")
        return said if said in _KINDS else None
    if "givers" in row:
        return "request" if str(row.get("kind")).startswith("requested") else "order"
    return "decision" if "what" in row else None


def _names(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),) if value else ()


def _bundles(items: Iterable[_Item], lang: str) -> list[_Item]:
    """Items of one kind with the same people at both sides as one, those of most rows first."""
    alike: dict[tuple[object, ...], list[_Item]] = defaultdict(list)
    for item in items:
        alike[item.kind, item.givers, item.receivers].append(item)
    return sorted((_bundle(each, lang) for each in alike.values()), key=lambda item: -len(item.numbers))


def _bundle(alike: Sequence[_Item], lang: str) -> _Item:
    first = alike[0]
    if len(alike) == 1:
        return first
    numbers = tuple(number for item in alike for number in item.numbers)
    shown = ", ".join(f"[{number}]" for number in numbers[:6]) + (" …" if len(numbers) > 6 else "")
    caption = Said(f"{len(numbers)} dòng: {shown}", f"{len(numbers)} rows: {shown}")[lang]
    return replace(first, numbers=numbers, support=(), caption=caption, tag=_TAGS[first.kind][lang], note="", hop=0)


def _largest(bundles: Sequence[_Item], most: int) -> list[_Item]:
    """The first bundles whose boxes, with those of their people, are at most `most`; none where one alone has more."""
    kept: list[_Item] = []
    boxes: set[tuple[str, str]] = set()
    for item in bundles:
        more = {("by", name) for name in item.givers} | {("to", name) for name in (*item.receivers, *item.support)}
        if len(boxes | more) + len(kept) + 1 > most:
            break
        boxes |= more
        kept.append(item)
    return kept


def _graph(items: Sequence[_Item], kinds: Mapping[str, str], lang: str, linked: int) -> Graph:
    """Boxes and lines. A party has one box as giver and one as receiver; where an order follows another, it starts at the
    receiver's box of that one, and the columns follow from the lines."""
    onward = any(item.hop for item in items)
    sheet = _Sheet(kinds, lang, (None, None, None) if onward else (0, 1, 2))
    follows = _follows(items)
    for item in items:
        sheet.add(item, follows.get(item.order, ()), linked)
    return Graph(tuple(sheet.nodes.values()), tuple(sheet.edges.values()), () if onward else tuple(h[lang] for h in _HEADS))


def _follows(items: Sequence[_Item]) -> dict[str, list[tuple[_Item, str]]]:
    """For each order, those that it follows, and the rule: onward hops hang on the earlier order, hops back on the later."""
    there = {item.order: item for item in items}
    out: dict[str, list[tuple[_Item, str]]] = defaultdict(list)
    for item in items:
        if item.hop > 0 and item.near in there:
            out[item.order].append((there[item.near], item.rule))
        elif item.hop < 0:
            out[item.near].append((item, item.rule))
    return out


class _Sheet:
    """The boxes and lines so far."""

    def __init__(self, kinds: Mapping[str, str], lang: str, layers: tuple[int | None, int | None, int | None]) -> None:
        self.nodes: dict[str, Node] = {}
        self.edges: dict[tuple[str, str], Edge] = {}
        self._kinds, self._lang = kinds, lang
        self._first, self._what, self._last = layers

    def add(self, item: _Item, follows: Sequence[tuple[_Item, str]], linked: int) -> None:
        """An item, its people, and its lines; `follows`: what it was given onward from, and the rule of that."""
        name = _id(item)
        href = f"#r{item.numbers[0]}" if item.numbers[0] <= linked else None
        self.nodes[name] = Node(name, item.kind, item.caption, self._what, item.tag, item.note, href, len(item.numbers))
        given = {each: rule for one, rule in follows for each in one.receivers}
        for giver in item.givers:
            self._tie(self._party("to" if giver in given else "by", giver, self._first), name, given.get(giver, ""))
        for one, rule in follows:
            if not set(one.receivers) & set(item.givers):
                self._tie(_id(one), name, rule or _ONWARD[self._lang], dashed=True)
        for receiver in item.receivers:
            self._tie(name, self._party("to", receiver, self._last), dashed=item.kind == "request")
        for helper in item.support:
            self._tie(name, self._party("to", helper, self._last), _HELPS[self._lang], dashed=True)

    def _party(self, side: str, name: str, layer: int | None) -> str:
        kind = self._kinds.get(name, "other")
        self.nodes.setdefault(f"{side} {name}", Node(f"{side} {name}", kind, name, layer, _TAGS[kind][self._lang]))
        return f"{side} {name}"

    def _tie(self, start: str, end: str, caption: str = "", dashed: bool = False) -> None:
        self.edges.setdefault((start, end), Edge(start, end, caption, dashed))


def _id(item: _Item) -> str:
    return f"item {item.numbers[0]}"
