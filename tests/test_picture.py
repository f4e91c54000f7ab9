"""The picture: whole words, columns by layer, nothing on top of anything, a bound, and the same bytes each time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from dossiers import LONG_WORD, many_rows, row
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoviec.graph.drawn import MOST, drawn
from giaoviec.graph.layout import SIZE, placed
from giaoviec.graph.lettering import wide, wrapped
from giaoviec.graph.markup import markup
from giaoviec.graph.picture import svg
from giaoviec.graph.shapes import Edge, Graph, Node, part
from giaoviec.graph.stores.base import Row

CHAIN = Graph(
    (
        Node("a", "person", "Người giao"),
        Node("o", "order", "việc thứ nhất"),
        Node("b", "body", "Cơ quan nhận"),
        Node("p", "order", "x"),
    ),
    (Edge("a", "o"), Edge("o", "b"), Edge("b", "p"), Edge("o", "p", "giao tiếp", dashed=True)),
)


# --- letters -------------------------------------------------------------------------------------------------------------------


def test_lines_are_broken_between_words_only() -> None:
    text = "hoàn thiện báo cáo nghiên cứu khả thi dự án cầu Bến Trạm, trình Ủy ban nhân dân tỉnh"
    lines = wrapped(text, 180, SIZE)
    assert len(lines) > 2 and " ".join(lines) == text
    assert all(wide(line, SIZE) <= 180 for line in lines)


def test_what_does_not_fit_ends_in_an_ellipsis_after_a_whole_word() -> None:
    lines = wrapped("một hai ba bốn năm sáu bảy tám chín mười " * 9, 120, SIZE, 3)
    assert len(lines) == 3 and lines[-1].endswith(" …")
    assert set(" ".join(lines).split()) <= {*"một hai ba bốn năm sáu bảy tám chín mười …".split()}
    assert wide(lines[-1], SIZE) <= 120


def test_only_a_word_wider_than_a_line_is_broken_inside() -> None:
    lines = wrapped(f"trước {LONG_WORD} sau", 180, SIZE)
    assert "".join(lines) == f"trước{LONG_WORD} sau"
    assert all(wide(line, SIZE) <= 180 for line in lines)


@pytest.mark.parametrize("form", ["Ủy ban nhân dân", "Uỷ ban nhân dân"])
def test_accents_written_as_marks_take_no_room(form: str) -> None:
    import unicodedata

    assert wide(unicodedata.normalize("NFD", form), SIZE) == wide(unicodedata.normalize("NFC", form), SIZE)


# --- layout --------------------------------------------------------------------------------------------------------------------


def test_columns_follow_the_longest_way_and_a_line_passes_no_box() -> None:
    layout = placed(CHAIN)
    x = {box.node.id: box.x for box in layout.boxes}
    assert x["a"] < x["o"] < x["b"] < x["p"]
    passing = next(wire for wire in layout.wires if (wire.edge.start, wire.edge.end) == ("o", "p"))
    body = next(box for box in layout.boxes if box.node.id == "b")
    level = {y for left, y in passing.points if left in (body.x, body.x + body.width)}
    assert len(level) == 1 and not body.y <= level.pop() <= body.y + body.height


def test_what_runs_in_a_circle_is_drawn() -> None:
    ring = Graph(tuple(Node(n, "body", n) for n in "abc"), (Edge("a", "b"), Edge("b", "c"), Edge("c", "a", "đề nghị")))
    layout = placed(ring)
    assert len({box.x for box in layout.boxes}) == 1 and len(layout.wires) == 3 and all(wire.loops for wire in layout.wires)
    assert "đề nghị" in markup(svg(ring, "vòng"))


def test_an_arrow_to_the_left_stands_at_the_left_end() -> None:
    graph = Graph((Node("a", "body", "a", 0), Node("b", "body", "b", 1)), (Edge("b", "a"),))
    wire = placed(graph).wires[0]
    left, right = (next(box for box in placed(graph).boxes if box.node.id == name) for name in "ab")
    assert wire.turned and wire.points[0][0] == left.x + left.width and wire.points[-1][0] == right.x


def test_an_edge_to_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="not there"):
        placed(Graph((Node("a", "body", "a"),), (Edge("a", "b"),)))


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    count = draw(st.integers(1, 14))
    words = st.text(st.sampled_from("aăâđêôơư Việc giao"), max_size=60)
    layered = draw(st.booleans())
    nodes = tuple(
        Node(str(n), draw(st.sampled_from(["person", "role", "body", "group", "order", "report"])), draw(words),
             draw(st.integers(0, 3)) if layered else None)
        for n in range(count)
    )  # fmt: skip
    ends = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(ends, ends), max_size=20, unique=True))
    return Graph(nodes, tuple(Edge(str(a), str(b), draw(st.sampled_from(["", "phối hợp"]))) for a, b in pairs if a != b))


@settings(max_examples=150, deadline=None)
@given(graphs())
def test_no_two_boxes_touch_and_all_stand_in_the_picture(graph: Graph) -> None:
    layout = placed(graph)
    assert len(layout.boxes) == len(graph.nodes) and len(layout.wires) == len(graph.edges)
    for i, a in enumerate(layout.boxes):
        assert a.x >= 0 and a.y >= 0 and a.x + a.width <= layout.width and a.y + a.height <= layout.height
        for b in layout.boxes[i + 1 :]:
            apart = a.x + a.width < b.x or b.x + b.width < a.x or a.y + a.height < b.y or b.y + b.height < a.y
            assert apart, (a.node.id, b.node.id)


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_captions_of_lines_stand_apart(graph: Graph) -> None:
    for wires in _by_end(graph).values():
        levels = sorted(wire.label_at[1] for wire in wires)
        if any(wire.label for wire in wires):
            assert all(b - a >= 14 for a, b in pairwise(levels)), levels


def _by_end(graph: Graph) -> dict[str, list]:  # type: ignore[type-arg]
    out: dict[str, list] = {}  # type: ignore[type-arg]
    for wire in placed(graph).wires:
        if not wire.loops:
            out.setdefault(wire.boxes[-1].node.id, []).append(wire)
    return out


# --- kinds and words -----------------------------------------------------------------------------------------------------------


def test_shape_and_words_as_well_as_colour_tell_kinds_apart() -> None:
    """With all colour gone, the outlines of a person, an office, a body, a group and an order still differ, and words name them."""
    rows = [row(givers=["An"], receivers=["Giám đốc Sở", "Sở", "các xã"], task="x")]
    kinds = {"An": "person", "Giám đốc Sở": "role", "Sở": "body", "các xã": "group"}
    picture = drawn(rows, kinds, "vi", 1)
    assert picture is not None
    tags = {node.caption: node.tag for node in picture.graph.nodes}
    assert tags == {"An": "người", "Giám đốc Sở": "chức vụ", "Sở": "cơ quan", "các xã": "nhóm chung", "x": "[1] việc được giao"}
    outlines = {}
    for element in svg(picture.graph, "hình").iter("g"):
        name = element.get("class", "")
        if name.startswith("node"):
            box = element.find("*[@class='box']")
            assert box is not None
            outlines[name] = (box.tag, box.get("rx"), element.find("*[@class='bar']") is not None)
    assert len({outlines[f"node {kind}"] for kind in ("person", "role", "body", "order")}) == 4
    style = (Path(__file__).parents[1] / "graph" / "dossier.css").read_text(encoding="utf-8")
    assert ".group .box, .picture .other .box { fill: var(--group); stroke-dasharray" in style


def test_requests_and_helpers_are_dashed_and_helpers_named() -> None:
    rows = [row(kind="requested", givers=["a"], receivers=["b"], support=["c"], task="x")]
    picture = drawn(rows, {}, "vi", 1)
    assert picture is not None
    edges = {(edge.start, edge.end): edge for edge in picture.graph.edges}
    assert edges["item 1", "to b"].dashed
    assert edges["item 1", "to c"].dashed and edges["item 1", "to c"].caption == "phối hợp"


def test_an_order_given_onward_starts_at_the_receiver_of_the_first() -> None:
    """Order o1 came from o0 (hop -1); o2 is given on by its receiver B, o3 by somebody else, with the rule on the line."""
    rows = [
        row(givers=["Z"], receivers=["A"], task="trước", order="o0") | {"hop": -1, "near": "o1", "rule": "told together"},
        row(givers=["A"], receivers=["B"], task="một", order="o1") | {"hop": 0, "near": "o1", "rule": None},
        row(givers=["B"], receivers=["C"], task="hai", order="o2") | {"hop": 1, "near": "o1", "rule": "cites"},
        row(givers=["D"], receivers=["E"], task="ba", order="o3") | {"hop": 1, "near": "o1", "rule": "cites"},
    ]
    picture = drawn(rows, {}, "en", 4)
    assert picture is not None
    edges = {(edge.start, edge.end): edge.caption for edge in picture.graph.edges}
    assert edges["to A", "item 2"] == "told together" and edges["to B", "item 3"] == "cites"
    assert edges["item 2", "item 4"] == "cites" and edges["by D", "item 4"] == ""
    x = {box.node.id: box.x for box in placed(picture.graph).boxes}
    assert x["by Z"] < x["item 1"] < x["to A"] < x["item 2"] < x["to B"] < x["item 3"] < x["to C"]
    assert x["item 2"] <= x["by D"] < x["item 4"]


def test_a_path_has_the_one_at_the_left_and_the_other_at_the_right() -> None:
    rows: list[Row] = [
        {"through": "T", "hop": 1, "from": "A", "how": "gave an order to", "to": "T", "date": "2024-01-02", "text": "việc"},
        {"through": "T", "hop": 2, "from": "B", "how": "holds an office of", "to": "T", "date": None, "text": None},
        {"through": None, "hop": 1, "from": "A", "how": "asked", "to": "B", "date": None, "text": "xin"},
    ]
    picture = drawn(rows, {"A": "person", "B": "person", "T": "body"}, "vi", 3)
    assert picture is not None
    layout = placed(picture.graph)
    x = {box.node.id: box.x for box in layout.boxes}
    assert x["party A"] < x["tie 1"] < x["party T"] < x["tie 2"] < x["party B"]
    assert {node.tag for node in picture.graph.nodes} >= {"[1] giao việc cho · 2024-01-02", "[2] giữ chức vụ ở", "[3] đề nghị"}
    turned = {(wire.edge.start, wire.edge.end) for wire in layout.wires if wire.turned}
    assert turned == {("party B", "tie 2"), ("tie 2", "party T")}


def test_a_person_who_gives_and_receives_has_a_box_at_each_side() -> None:
    picture = drawn([row(givers=["A"], receivers=["B"]), row(givers=["B"], receivers=["A"])], {}, "en", 2)
    assert picture is not None
    assert {node.id for node in picture.graph.nodes} == {"by A", "by B", "item 1", "item 2", "to A", "to B"}


def test_rows_that_tell_of_no_act_draw_nothing() -> None:
    assert drawn([{"row": "person", "who": ["A"], "to": [], "text": "A"}], {}, "vi", 1) is None
    assert drawn([], {}, "vi", 0) is None


# --- bounds --------------------------------------------------------------------------------------------------------------------


def test_of_many_rows_the_largest_bundles_are_drawn_and_the_rest_counted() -> None:
    rows = many_rows(30, 30, 30) + [row(givers=["Nhiều"], receivers=["Nhận"], task=f"{n}") for n in range(12)]
    picture = drawn(rows, {}, "vi", len(rows))
    assert picture is not None
    assert len(picture.graph.nodes) <= MOST
    largest = max(picture.graph.nodes, key=lambda node: node.weight)
    assert largest.weight == 12 and largest.caption == "12 dòng: [31], [32], [33], [34], [35], [36] …"
    # 20 bundles of three boxes each fill the 60: the 12 rows in one, and 19 rows alone; 11 rows are left.
    assert "vẽ 20 ô lớn nhất (31 dòng); không vẽ 11 ô nhỏ hơn (11 dòng)" in picture.left_out


def test_one_row_with_more_receivers_than_boxes_is_drawn_in_part_and_says_so() -> None:
    picture = drawn([row(givers=["A"], receivers=[f"Sở {n}" for n in range(200)], task="x")], {}, "vi", 1)
    assert picture is not None and len(picture.graph.nodes) <= MOST
    # 60 boxes: the order, its giver and 58 receivers; 142 of the 200 are left.
    assert len(picture.graph.nodes) == MOST and "142" in picture.left_out


def test_a_graph_of_5000_nodes_is_drawn_in_part_and_quickly() -> None:
    nodes = tuple(Node(f"n{n}", "body", f"Cơ quan {n}") for n in range(5000))
    edges = tuple(Edge(f"n{n // 2}", f"n{n}") for n in range(1, 5000))
    started = time.perf_counter()
    small, left_out = part(Graph(nodes, edges), 60)
    drawing = markup(svg(small, "hình"))
    assert time.perf_counter() - started < 5
    assert 0 < len(small.nodes) <= 60 and left_out == 5000 - len(small.nodes)
    assert drawing.count('class="node body"') == len(small.nodes)


def test_the_heaviest_nodes_stay_and_what_hangs_on_nothing_goes() -> None:
    nodes = (
        Node("a", "body", "a"),
        Node("b", "body", "b", weight=5),
        Node("c", "body", "c", weight=4),
        Node("d", "body", "d", weight=3),
    )
    small, left_out = part(Graph(nodes, (Edge("a", "d"), Edge("b", "c"))), 3)
    assert [node.id for node in small.nodes] == ["b", "c"] and left_out == 2


def test_the_same_graph_gives_the_same_bytes_in_another_process() -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from test_picture import CHAIN, svg, markup, drawn, many_rows\n"
        "import hashlib; p = drawn(many_rows(90, 9, 7), {}, 'vi', 90)\n"
        "print(hashlib.sha256((markup(svg(CHAIN, 'x')) + markup(svg(p.graph, 'y'))).encode()).hexdigest())"
    )
    outputs = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code, str(Path(__file__).parent)]
        outputs.add(subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=60).stdout)
    assert len(outputs) == 1
