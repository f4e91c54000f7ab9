"""A layered picture of a small graph as SVG: whole words in boxes, shape and text as well as colour telling the kinds apart.

`layout.py` says where everything stands; here it is drawn. The same graph gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from giaoviec.graph.layout import HEAD, LINE, NOTE, PAD, TAG, Box, Layout, Wire, placed
from giaoviec.graph.markup import el
from giaoviec.graph.shapes import Graph

MARGIN = 12
_CUT = 12  # how much of a corner a role's box, and a paper's, lacks


def svg(graph: Graph, title: str) -> Element:
    """The picture. `title` names it for those who cannot see it."""
    layout = placed(graph)
    width, height = layout.width + 2 * MARGIN, layout.height + 2 * MARGIN
    body = el(
        "g",
        *_heads(layout),
        *(_wire(wire) for wire in layout.wires),
        *(_box(box) for box in layout.boxes),
        *(_label(wire) for wire in layout.wires if wire.edge.caption),
        transform=f"translate({MARGIN} {MARGIN})",
    )
    drawing = el("svg", el("title", title), body, class_="picture", role="group", aria_label=title, width=width, height=height)
    drawing.set("viewBox", f"0 0 {width} {height}")
    return drawing


def _heads(layout: Layout) -> Iterable[Element]:
    for head, x in layout.heads:
        yield el("text", head, x=x, y=HEAD - 14, class_="head")


def _box(box: Box) -> Element:
    node = box.node
    parts: list[Element] = [el("title", "\n".join(filter(None, (node.tag, node.caption, node.note)))), *_outline(box)]
    y = box.y + PAD
    for lines, style, step in ((box.tag, "tag", TAG), (box.caption, "caption", LINE), (box.note, "note", NOTE)):
        for line in lines:
            parts.append(el("text", line, x=box.x + PAD + 4, y=y + step - step // 4, class_=style))
            y += step
    drawn = el("g", *parts, class_=f"node {node.kind}")
    return el("a", drawn, href=node.href) if node.href else drawn


def _outline(box: Box) -> Iterable[Element]:
    """The box's edge: round for people, cut corners for offices, dashed for groups, a bar for what is asked, else square."""
    x, y, w, h = box.x, box.y, box.width, box.height
    kind = box.node.kind
    if kind == "role":
        c = _CUT
        yield el("path", class_="box", d=f"M{x + c} {y}H{x + w - c}L{x + w} {y + c}V{y + h - c}L{x + w - c} {y + h}H{x + c}"
                 f"L{x} {y + h - c}V{y + c}Z")  # fmt: skip
    elif kind in ("decision", "report", "finding", "document"):
        c = _CUT
        yield el("path", class_="box", d=f"M{x} {y}H{x + w - c}L{x + w} {y + c}V{y + h}H{x}Z")
        yield el("path", class_="fold", d=f"M{x + w - c} {y}V{y + c}H{x + w}")
    else:
        yield el("rect", x=x, y=y, width=w, height=h, rx={"person": 16}.get(kind, 2), class_="box")
    if kind in ("order", "request"):
        yield el("path", class_="bar", d=f"M{x + 3} {y + 2}V{y + h - 2}")


def _wire(wire: Wire) -> Element:
    """A line from side to side with an arrow at its end; where it passes a layer it runs level."""
    (x, y), *rest = wire.points
    path = f"M{x} {y}"
    for number, (a, b) in enumerate(rest):
        bend = 34 if wire.loops else (a - x) // 2
        level = number % 2 == 1 and not wire.loops
        path += f"L{a} {b}" if level else f"C{x + bend} {y} {a + bend if wire.loops else a - bend} {b} {a} {b}"
        x, y = a, b
    (tip_x, tip_y), back = wire.points[-1], -8
    if wire.loops:
        back = 8
    if wire.turned:
        (tip_x, tip_y), back = wire.points[0], 8
    arrow = f"M{tip_x} {tip_y}l{back} -4v8z"
    style = "wire dashed" if wire.edge.dashed else "wire"
    return el("g", el("path", d=path, class_="line"), el("path", d=arrow, class_="tip"), class_=style)


def _label(wire: Wire) -> Element:
    x, y = wire.label_at
    return el("text", el("title", wire.edge.caption), wire.label, x=x, y=y, class_="label", text_anchor="end")
