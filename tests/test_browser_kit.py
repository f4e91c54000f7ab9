"""The kit for Neo4j Browser: whole, in forms that are read back, colours that people tell apart, queries that draw what is told."""

from __future__ import annotations

import csv
import io
import itertools
import json
import math
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml
from servers import Neo4j
from store_body import Place

from giaoviec.graph.browser_kit import browser_text, kit, parameter_map, saved_queries, write_kit, zipped
from giaoviec.graph.browser_style import contrast, looks, style
from giaoviec.graph.errors import UsageError
from giaoviec.graph.folder import Case
from giaoviec.graph.saved import Question, drawn_questions, questions
from giaoviec.graph.stores.base import Access
from giaoviec.graph.vocabulary import ontology

DRAWN: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "drawn.yaml").read_text(encoding="utf-8"))
ALL = [*questions().values(), *drawn_questions().values()]
RULE = re.compile(r"([\w.]+) \{\n(.*?)\}\n", re.DOTALL)
SHORTCUTS = {"HOLDS", "ASSIGNED", "ASKED"}


def rules(text: str) -> list[tuple[str, dict[str, str]]]:
    """The rules of a .grass file, in order."""
    found = []
    for selector, body in RULE.findall(text):
        pairs = (line.strip().rstrip(";").split(": ", 1) for line in body.splitlines())
        found.append((selector, {name: value.strip('"') for name, value in pairs}))
    return found


# --- the style -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", [None, "vi", "en"])
def test_each_class_and_link_has_a_rule_and_general_labels_come_first(lang: str | None) -> None:
    words, order = ontology(), [selector for selector, _ in rules(style(lang))]
    assert len(order) == len(set(order))
    assert {f"node.{kind}" for kind in words.labels} | {f"relationship.{kind}" for kind in words.relationship_types} == {
        selector for selector in order if "." in selector
    }
    for kind in words.concrete:
        for general in set(words.labels[kind]) - {kind}:
            assert order.index(f"node.{general}") < order.index(f"node.{kind}")


def test_each_class_has_its_own_colour_and_captions_of_what_its_nodes_have() -> None:
    words = ontology()
    own = {selector: rule for selector, rule in rules(style()) if selector.removeprefix("node.") in words.concrete}
    assert len({rule["color"] for rule in own.values()}) == len(words.concrete)
    for rule in own.values():
        assert re.fullmatch(r"\{\w+\}", rule["caption"]) and rule["caption"][1:-1] in words.property_names
    links = {rule["caption"] for selector, rule in rules(style()) if selector.startswith("relationship")}
    assert links == {"<type>"}


def test_captions_can_be_read_on_their_circles() -> None:
    """4.5 to 1: WCAG 2.2, success criterion 1.4.3."""
    for selector, rule in rules(style()):
        if selector.startswith("node"):
            assert contrast(rule["color"], rule["text-color-internal"]) >= 4.5, selector


# What red, green and blue are to people without one kind of cones: Machado, Oliveira and Fernandes, "A physiologically-based model
# for simulation of color vision deficiency" (2009), table 1, severity 1.0; linear light.
SIGHTS = {
    "normal": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(colour: str, sight: str) -> tuple[float, float, float]:
    """A colour as CIE L*a*b* (D65), as a kind of sight has it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    light = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    r, g, b = (min(1, max(0, sum(m * v for m, v in zip(row, light, strict=True)))) for row in SIGHTS[sight])
    x = (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047
    y = 0.2126729 * r + 0.7151522 * g + 0.0721750 * b
    z = (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def test_the_measure_of_colours_is_right() -> None:
    """White, and two colours that people without green cones take for one (a red and a green of like lightness)."""
    assert lab("#ffffff", "normal") == pytest.approx((100, 0, 0), abs=0.01)
    assert math.dist(lab("#b04040", "normal"), lab("#6b6b2f", "normal")) > 40
    assert math.dist(lab("#b04040", "no green"), lab("#6b6b2f", "no green")) < 15


@pytest.mark.parametrize("sight", SIGHTS)
def test_the_colours_of_classes_are_told_apart_by_people_with_any_sight(sight: str) -> None:
    """20 in CIE 1976 is nearly nine times the just noticeable difference of 2.3."""
    seen = {kind: lab(looks()[kind].colour, sight) for kind in ontology().concrete}
    near = {(a, b): math.dist(seen[a], seen[b]) for a, b in itertools.combinations(seen, 2)}
    assert {pair: round(distance) for pair, distance in near.items() if distance < 20} == {}


# --- the queries ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", drawn_questions())
def test_a_drawn_query_shows_shortcuts_or_claims_but_never_both(name: str) -> None:
    text = drawn_questions()[name].text
    claims = {kind for kind, supers in ontology().labels.items() if "Claim" in supers} | {"Claim"}
    words = set(re.findall(r"\w+", "".join(line for line in text.splitlines() if not line.startswith("//"))))
    assert bool(words & SHORTCUTS) != bool(words & claims)


@pytest.mark.parametrize("name", drawn_questions())
def test_a_drawn_query_has_a_bound_and_words_of_the_ontology(name: str) -> None:
    text = "\n".join(line for line in drawn_questions()[name].text.splitlines() if not line.startswith("//"))
    assert re.search(r"\bLIMIT \d\d\b", text) and not re.search(r"\*(?!\d\.\.\d\b)", text)
    types = {each for group in re.findall(r":([A-Z_|]{2,})", text) for each in group.split("|")}
    assert types and types <= ontology().relationship_types
    assert set(re.findall(r"\w*:([A-Z][a-z]\w*)", text)) <= set(ontology().labels)


def test_every_query_is_in_the_csv_below_its_folder() -> None:
    rows = list(csv.DictReader(io.StringIO(saved_queries())))
    assert list(rows[0]) == ["name", "description", "query", "id", "parentId", "isFolder"]
    folders = {row["id"]: row for row in rows if row["isFolder"] == "true"}
    assert [row["parentId"] for row in folders.values()] == ["", "0", "0"] and len({row["id"] for row in rows}) == len(rows)
    kept = {row["query"]: row for row in rows if row["isFolder"] == "false"}
    assert set(kept) == {browser_text(question) for question in ALL}
    for question in ALL:
        row = kept[browser_text(question)]
        assert question.title.vi in row["name"] and question.question.en in row["description"]
        inside = "Hình" if question in drawn_questions().values() else "Bảng"
        assert folders[row["parentId"]]["name"].startswith(inside)


def test_every_query_is_in_the_zip_with_its_title_first_and_the_same_bytes_each_time() -> None:
    assert zipped() == zipped()
    with zipfile.ZipFile(io.BytesIO(zipped())) as file:
        texts = {name: file.read(name).decode() for name in file.namelist()}
    assert {name.split("/")[0] for name in texts} == {"giaoviec-graph", "giaoviec-tables"}
    assert sorted(texts.values()) == sorted(browser_text(question) for question in ALL)
    assert all(text.startswith("// ") and text.endswith(";\n") and "//+" not in text for text in texts.values())


@pytest.mark.parametrize("question", ALL, ids=lambda question: question.name)
def test_parameters_stand_ready_to_run_in_a_comment(question: Question) -> None:
    line = [line for line in browser_text(question).splitlines() if line.startswith("// :params ")]
    assert len(line) == bool(question.parameters)
    if line:
        typed = re.sub(r"(\w+): ", r'"\1": ', line[0].removeprefix("// :params "), count=0)
        assert json.loads(typed) == {p.name: p.default for p in question.parameters}


# --- the folder ----------------------------------------------------------------------------------------------------------------


def test_a_folder_that_holds_something_is_refused_unless_told_otherwise(tmp_path: Path) -> None:
    empty = tmp_path / "trống"
    empty.mkdir()
    write_kit(empty)
    assert {path.relative_to(empty).as_posix() for path in empty.rglob("*") if path.is_file()} == {*kit(), "queries.zip"}
    (empty / "của tôi.txt").write_text("x", encoding="utf-8")
    (empty / "style.grass").write_text("changed", encoding="utf-8")
    with pytest.raises(UsageError, match="exists and is not empty"):
        write_kit(empty)
    assert (empty / "style.grass").read_text(encoding="utf-8") == "changed"
    write_kit(empty, force=True)
    assert (empty / "style.grass").read_text(encoding="utf-8") == style()
    assert (empty / "của tôi.txt").exists()
    with pytest.raises(UsageError, match="exists and is not empty"):
        write_kit(empty / "style.grass")


def test_the_guides_ask_nothing_of_a_network_and_name_every_query_class_and_link() -> None:
    for name in ("huong-dan.html", "guide.html"):
        text = kit()[name]
        assert "http" not in text and "<script" not in text and "src=" not in text
        words = ontology()
        for word in (*questions(), *drawn_questions(), *words.concrete, *words.relationship_types):
            assert f"<code>{word}</code>" in text


# --- on a real server ----------------------------------------------------------------------------------------------------------


def caption(kind: str, node: Any) -> str:
    """What stands on a node: as the style for the older Browser has it."""
    own = looks()[kind].words
    pattern = own.vi if own else dict(rules(style()))[f"node.{kind}"]["caption"]
    return re.sub(r"\{(\w+)\}", lambda name: str(node.get(name[1]) or ""), pattern).strip()


@pytest.mark.parametrize("server", ["neo4j_526", "neo4j_2026"])
def test_each_drawn_query_returns_what_a_reader_of_the_sample_expects(
    request: pytest.FixtureRequest, server: str, tmp_path: Path
) -> None:
    on: Neo4j = request.getfixturevalue(server)
    with on.driver() as driver:
        driver.execute_query("MATCH (n) DETACH DELETE n", database_=on.database)
        Place(on.uri, Access(on.user, on.password, on.database)).load(Case(tmp_path / "case"))
        assert set(drawn_questions()) == set(DRAWN)
        for name, question in drawn_questions().items():
            values = {p.name: p.default for p in question.parameters}
            graph = driver.execute_query(
                browser_text(question), values, database_=on.database, result_transformer_=lambda result: result.graph()
            )
            nodes: dict[str, list[str]] = {}
            for node in graph.nodes:
                kind = next(label for label in node.labels if label in ontology().concrete)
                nodes.setdefault(kind, []).append(caption(kind, node))
            assert {kind: sorted(names) for kind, names in nodes.items()} == DRAWN[name]["nodes"], name
            assert Counter(link.type for link in graph.relationships) == DRAWN[name]["links"], name
            assert len(graph.nodes) <= 30


def test_parameter_maps_are_cypher(neo4j_526: Neo4j) -> None:
    with neo4j_526.driver() as driver:
        for question in ALL:
            value = driver.execute_query(f"RETURN {parameter_map(question)} AS map", database_="neo4j").records[0]["map"]
            assert value == {p.name: p.default for p in question.parameters}
