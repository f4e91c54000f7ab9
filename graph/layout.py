"""Where the boxes and lines of a layered picture stand: columns from left to right, few crossings, nothing on top of anything.

Columns follow the nodes' layers, else the longest way to each node (networkx). A line that passes a column gets a place of its
own there, so that it crosses no box. Lengths are in pixels of the picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from giaoviec.graph.lettering import wide, wrapped
from giaoviec.graph.shapes import Edge, Graph, Node

SIZE, LINE = 13, 18  # letters of a caption, and the step from line to line
TAG, NOTE = 16, 16
WIDTH, WIDER, PAD, GAP, ALLEY, HEAD = 210, 262, 9, 16, 84, 34
_WORDY = ("order", "request", "decision", "finding", "report", "office", "tie")  # kinds with long captions, in the wider boxes
NARROW, NARROWER_ALLEY, COLUMNS = 58, 46, 3  # with more columns, boxes are so much narrower, and the alleys so wide
PORT = 17  # between two ends of lines at one box, where lines have captions
MOST_LINES = 6  # of a caption
MOST_LABEL = 175
SWEEPS = 8


@dataclass(eq=False)
class Box:
    """A node's box with its lines of text; without a node, the place where a line passes a column."""

    node: Node
    tag: Sequence[str] = ()
    caption: Sequence[str] = ()
    note: Sequence[str] = ()
    x: int = 0
    y: int = 0
    width: int = WIDTH
    height: int = 10
    real: bool = True

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(eq=False)
class Wire:
    """A line: its points from left to right (`turned`: its arrow stands at the left end; `loops`: both ends in one column)."""

    edge: Edge
    boxes: list[Box]
    turned: bool = False
    loops: bool = False
    label: str = ""
    points: list[tuple[int, int]] = field(default_factory=list)

    @property
    def label_at(self) -> tuple[int, int]:
        """The right end of the caption: above the line, at its last box (beside the box where it loops)."""
        x, y = self.points[-1]
        return (x + MOST_LABEL + 30, y - 4) if self.loops else (x - 12, y - 4)


@dataclass(frozen=True)
class Layout:
    """A picture's size, boxes, lines, and the heads of its columns with where they begin."""

    width: int
    height: int
    boxes: Sequence[Box]
    wires: Sequence[Wire]
    heads: Sequence[tuple[str, int]]


def placed(graph: Graph) -> Layout:
    """The layout of a graph. Raises ValueError for edges to nodes that are not there."""
    _check(graph)
    layers = _layers(graph)
    many = len(set(layers.values())) > COLUMNS
    boxes = {node.id: _box(node, many) for node in graph.nodes}
    columns: dict[int, list[Box]] = defaultdict(list)
    for node in graph.nodes:
        columns[layers[node.id]].append(boxes[node.id])
    wires = [_wire(edge, boxes, layers, columns) for edge in graph.edges]
    _make_room(wires)
    stacks = [columns[layer] for layer in sorted(columns)]
    _arrange(stacks, wires)
    _set_down(stacks, wires)
    width = _set_side_by_side(stacks, wires, NARROWER_ALLEY if many else ALLEY)
    _connect(wires)
    heads = _heads(graph, columns)
    for box in (box for stack in stacks for box in stack):
        box.y += HEAD if heads else 0
    for wire in wires:
        wire.points = [(x, y + (HEAD if heads else 0)) for x, y in wire.points]
    real = [box for stack in stacks for box in stack if box.real]
    height = max((box.y + box.height for stack in stacks for box in stack), default=0)
    return Layout(width, height, real, wires, heads)


def _check(graph: Graph) -> None:
    known = {node.id for node in graph.nodes}
    missing = [end for edge in graph.edges for end in (edge.start, edge.end) if end not in known]
    if missing:
        raise ValueError(f"edges name nodes that are not there: {missing[:3]}")


def _box(node: Node, many: bool) -> Box:
    width = (WIDER if node.kind in _WORDY else WIDTH) - (NARROW if many else 0)
    inner = width - 2 * PAD - 4
    tag, caption = wrapped(node.tag, inner, SIZE - 2), wrapped(node.caption, inner, SIZE, MOST_LINES)
    note = wrapped(node.note, inner, SIZE - 2)
    height = 2 * PAD + TAG * len(tag) + LINE * len(caption) + NOTE * len(note)
    return Box(node, tag, caption, note, width=width, height=height)


def _layers(graph: Graph) -> Mapping[str, int]:
    """Each node's column. What runs in a circle stands in one column."""
    given = {node.id: node.layer for node in graph.nodes if node.layer is not None}
    if len(given) == len(graph.nodes):
        return given
    import networkx as nx

    whole: nx.DiGraph[str] = nx.DiGraph()
    whole.add_nodes_from(node.id for node in graph.nodes)
    whole.add_edges_from((edge.start, edge.end) for edge in graph.edges)
    knots = nx.condensation(whole)
    depth = {knot: number for number, knots_ in enumerate(nx.topological_generations(knots)) for knot in knots_}
    layers = {name: depth[knot] for name, knot in knots.graph["mapping"].items()}
    # What nothing leads to stands right before what it leads to, not far off at the left.
    for name in whole:
        if not whole.in_degree(name) and whole.out_degree(name):
            layers[name] = min(layers[each] for each in whole.successors(name)) - 1
    return layers


def _wire(edge: Edge, boxes: Mapping[str, Box], layers: Mapping[str, int], columns: dict[int, list[Box]]) -> Wire:
    """The line of an edge, with a place in each column that it passes."""
    left, right = edge.start, edge.end
    turned = layers[left] > layers[right]
    if turned:
        left, right = right, left
    between = [layer for layer in sorted(columns) if layers[left] < layer < layers[right]]
    passing = [Box(Node("", "", ""), real=False) for _ in between]
    for layer, box in zip(between, passing, strict=True):
        columns[layer].append(box)
    lines = wrapped(edge.caption, MOST_LABEL, SIZE - 2, 1)
    return Wire(edge, [boxes[left], *passing, boxes[right]], turned, layers[left] == layers[right], lines[0] if lines else "")


def _make_room(wires: Sequence[Wire]) -> None:
    """Boxes grow until the captions of the lines that end at them have room above one another."""
    ends: dict[int, list[Wire]] = defaultdict(list)
    for wire in wires:
        ends[id(wire.boxes[-1])].append(wire)
    for there in ends.values():
        if any(wire.label for wire in there):
            there[0].boxes[-1].height = max(there[0].boxes[-1].height, PORT * (len(there) + 1))


def _neighbours(wires: Sequence[Wire]) -> tuple[dict[int, list[Box]], dict[int, list[Box]]]:
    before: dict[int, list[Box]] = defaultdict(list)
    after: dict[int, list[Box]] = defaultdict(list)
    for wire in wires:
        if not wire.loops:
            for a, b in zip(wire.boxes, wire.boxes[1:], strict=False):
                after[id(a)].append(b)
                before[id(b)].append(a)
    return before, after


def _arrange(stacks: Sequence[list[Box]], wires: Sequence[Wire]) -> None:
    """Orders each column by the mean place of what its boxes are tied to, to and fro; the order with fewest crossings stays."""
    before, after = _neighbours(wires)
    rank = {id(box): float(place) for stack in stacks for place, box in enumerate(stack)}
    best, least = [list(stack) for stack in stacks], _crossings(stacks, after, rank)
    for sweep in range(SWEEPS):
        ties = before if sweep % 2 == 0 else after
        for stack in stacks if sweep % 2 == 0 else reversed(stacks):
            means = {id(box): _mean([rank[id(tie)] for tie in ties[id(box)]], rank[id(box)]) for box in stack}
            _sort(stack, means)
            rank.update({id(box): float(place) for place, box in enumerate(stack)})
        crossings = _crossings(stacks, after, rank)
        if crossings < least:
            best, least = [list(stack) for stack in stacks], crossings
    for stack, order in zip(stacks, best, strict=True):
        stack[:] = order


def _crossings(stacks: Sequence[list[Box]], after: Mapping[int, Sequence[Box]], rank: Mapping[int, float]) -> int:
    """How many pairs of lines between neighbouring columns cross."""
    count = 0
    for stack in stacks:
        ends = [sorted(rank[id(tie)] for tie in after.get(id(box), ())) for box in stack]
        count += sum(a > b for i, upper in enumerate(ends) for lower in ends[i + 1 :] for a in upper for b in lower)
    return count


def _sort(stack: list[Box], by: Mapping[int, float]) -> None:
    stack.sort(key=lambda box: by[id(box)])


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _set_down(stacks: Sequence[list[Box]], wires: Sequence[Wire]) -> None:
    """Gives each box its height in the picture: the tallest column is stacked, the others lie level with their neighbours."""
    if not stacks:
        return
    before, after = _neighbours(wires)
    tall = max(range(len(stacks)), key=lambda i: (_length(stacks[i]), -i))
    total, at = _length(stacks[tall]), 0
    for box in stacks[tall]:
        box.y, at = at, at + box.height + GAP
    for number in range(tall + 1, len(stacks)):
        _level(stacks[number], before, total)
    for number in range(tall - 1, -1, -1):
        _level(stacks[number], after, total)


def _length(stack: Sequence[Box]) -> int:
    return sum(box.height + GAP for box in stack) - GAP


def _level(stack: Sequence[Box], ties: Mapping[int, Sequence[Box]], total: int) -> None:
    top = 0
    for box in stack:
        tied = ties.get(id(box), ())
        wanted = _mean([tie.middle for tie in tied], top + box.height / 2) - box.height / 2
        box.y = max(round(wanted), top)
        top = box.y + box.height + GAP
    bottom = total
    for box in reversed(stack):
        box.y = min(box.y, bottom - box.height)
        bottom = box.y - GAP


def _set_side_by_side(stacks: Sequence[list[Box]], wires: Sequence[Wire], alley: int) -> int:
    """Gives each column its place from the left, with room for captions in the alley before it; returns the picture's width."""
    x = 0
    for number, stack in enumerate(stacks):
        members = {id(box) for box in stack}
        labels = [wide(w.label, SIZE - 2) for w in wires if w.label and not w.loops and id(w.boxes[-1]) in members]
        x += (alley + round(max(labels, default=0))) if number else 0
        across = max(box.width for box in stack)
        for box in stack:
            box.x = x
            if not box.real:
                box.width = across
        looping = any(wire.loops and id(wire.boxes[-1]) in members for wire in wires)
        x += across + (MOST_LABEL + 40 if looping else 0)
    return x


def _connect(wires: Sequence[Wire]) -> None:
    """Gives each line its points; the ends at one side of a box are spread over it in the order of their other ends."""
    leaving: dict[int, list[Wire]] = defaultdict(list)
    arriving: dict[int, list[Wire]] = defaultdict(list)
    for wire in wires:
        leaving[id(wire.boxes[0])].append(wire)
        (leaving if wire.loops else arriving)[id(wire.boxes[-1])].append(wire)
    for wire in wires:
        first, last = wire.boxes[0], wire.boxes[-1]
        wire.points = [(first.x + first.width, _port(first, leaving[id(first)], wire))]
        for box in wire.boxes[1:-1]:
            wire.points += [(box.x, round(box.middle)), (box.x + box.width, round(box.middle))]
        side = last.x + last.width if wire.loops else last.x
        wire.points.append((side, _port(last, (leaving if wire.loops else arriving)[id(last)], wire)))


def _port(box: Box, there: Sequence[Wire], wire: Wire) -> int:
    """How far down a line meets a box."""
    order = sorted(there, key=lambda each: (each.boxes[1] if each.boxes[0] is box else each.boxes[-2]).middle)
    return round(box.y + box.height * (order.index(wire) + 1) / (len(order) + 1))


def _heads(graph: Graph, columns: Mapping[int, Sequence[Box]]) -> list[tuple[str, int]]:
    return [(graph.heads[n], columns[n][0].x) for n in sorted(columns) if n < len(graph.heads) and columns[n]]
