"""Ids: what keeps its id when spelling, order, giver, local ids or the text around it change, and what must not."""

from __future__ import annotations

import copy
import re
import unicodedata
from typing import Any

import pytest
from helpers import cases, graph_of, ids, nodes, values

from giaoviec.graph.mint import body_id, document_id, mint, project_id, source_key, url_key

SENTENCE = "Đồng chí Chủ tịch UBND tỉnh giao Sở Xây dựng chủ trì, phối hợp với Sở Tài chính hoàn thiện hồ sơ cầu Vân."
OTHER = "Uỷ ban nhân dân tỉnh đồng ý chủ trương xây cầu Vân."
RECORD: dict[str, Any] = {
    "source": {"key": "text:song-van-1", "title": "Họp về cầu Vân", "published": "2024-05-15"},
    "jurisdiction": "tỉnh Sông Vân",
    "meetings": [
        {
            "id": "m1",
            "name": "Họp UBND tỉnh",
            "body": "Ủy ban nhân dân tỉnh Sông Vân",
            "date": "2024-05-14",
            "chairs": ["Trần Thị An"],
        }
    ],
    "people": [
        {
            "name": "Trần Thị An",
            "part": ["chair"],
            "roles": [{"label": "Chủ tịch Ủy ban nhân dân tỉnh Sông Vân"}],
            "evidence": "Đồng chí Trần Thị An, Chủ tịch UBND tỉnh, chủ trì.",
        },
        {
            "name": "Lê Văn Hòa",
            "part": ["spoke"],
            "roles": [{"label": "Giám đốc Sở Xây dựng"}],
            "evidence": "Đồng chí Lê Văn Hòa.",
        },
    ],
    "projects": [{"name": "Cầu Vân", "evidence": OTHER}],
    "documents": [{"name": "Nghị quyết số 15-NQ/TU", "number": "15-NQ/TU", "evidence": OTHER}],
    "decisions": [
        {
            "id": "d1",
            "meeting": "m1",
            "kind": "agreed",
            "by": [{"name": "Trần Thị An"}],
            "what": "chủ trương xây cầu Vân",
            "evidence": OTHER,
        }
    ],
    "assignments": [
        {
            "id": "a1",
            "meeting": "m1",
            "kind": "assigned",
            "by": [{"name": "Trần Thị An"}],
            "to": [{"name": "Sở Xây dựng"}, {"name": "Sở Tài chính", "part": "support"}],
            "task": "hoàn thiện hồ sơ cầu Vân",
            "about": ["Cầu Vân"],
            "evidence": SENTENCE,
        },
        {
            "id": "a2",
            "meeting": "m1",
            "kind": "assigned",
            "by": [{"name": "Trần Thị An"}],
            "to": [{"name": "các địa phương"}],
            "task": "rà soát quy hoạch",
            "evidence": "Giao các địa phương rà soát quy hoạch.",
        },
    ],
}


def changed(**sections: Any) -> dict[str, Any]:
    return {**copy.deepcopy(RECORD), **sections}


def spelled_as(data: Any, change: Any) -> Any:
    """The same data with each of its texts changed, but for keys, local ids, codes and days."""
    if isinstance(data, dict):
        same = ("id", "meeting", "kind", "key", "part", "date", "published")
        return {name: value if name in same else spelled_as(value, change) for name, value in data.items()}
    if isinstance(data, list):
        return [spelled_as(item, change) for item in data]
    return change(data) if isinstance(data, str) else data


def old_tones(text: str) -> str:
    for new, old in (("Ủy", "Uỷ"), ("ủy", "uỷ"), ("òa", "oà"), ("hóa", "hoá")):
        text = text.replace(new, old)
    return text


CHANGES = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "old tone marks": old_tones,
    "no-break blanks": lambda text: text.replace(" ", "\u00a0"),
    "thin blanks, twice": lambda text: text.replace(" ", " \u2009"),
    "eth for đ": lambda text: text.replace("Đ", "Ð").replace("đ", "ð"),
    "unseen characters": lambda text: "\ufeff" + text.replace("a", "a\u200b"),
    "all at once": lambda text: unicodedata.normalize("NFD", old_tones(text)).replace(" ", "\u00a0\u00a0"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_another_spelling_of_the_same_words_gives_the_same_ids(change: Any) -> None:
    assert ids(graph_of(spelled_as(RECORD, change))) == ids(graph_of(RECORD))


def test_the_spelling_test_would_see_another_word() -> None:
    assert ids(graph_of(spelled_as(RECORD, lambda text: text.replace("cầu Vân", "cầu Lai")))) != ids(graph_of(RECORD))


def test_the_order_of_items_and_of_agents_changes_no_id() -> None:
    data = {name: value[::-1] if isinstance(value, list) else value for name, value in copy.deepcopy(RECORD).items()}
    data["assignments"][1]["to"].reverse()
    assert ids(graph_of(data)) == ids(graph_of(RECORD))


def assignment(graph: Any, task: str) -> str:
    return next(node for node in nodes(graph, "Assignment") if values(graph, node, "task") == [task])


@pytest.mark.parametrize(
    "change",
    [
        {"by": [{"name": "Lê Văn Hòa"}]},
        {"by": []},
        {"to": [{"name": "Sở Công Thương"}]},
        {"kind": "required"},
        {"deadline": {"text": "trước ngày 30.6.2024", "date": "2024-06-30"}},
        {"date": "2024-05-14"},
        {"id": "a99"},
        {"meeting": None},
        {"about": []},
        {"sure": False, "rule": "R1"},
    ],
    ids=lambda change: ", ".join(change),
)
def test_a_corrected_field_keeps_the_id_of_the_order(change: dict[str, Any]) -> None:
    data = changed()
    data["assignments"][0].update(change)
    before, after = (assignment(graph_of(d), "hoàn thiện hồ sơ cầu Vân") for d in (RECORD, data))
    assert before == after


@pytest.mark.parametrize(
    "change", [{"task": "hoàn thiện hồ sơ cầu Lai"}, {"evidence": "Giao Sở Xây dựng hoàn thiện hồ sơ cầu Vân."}]
)
def test_another_task_or_sentence_is_another_order(change: dict[str, Any]) -> None:
    data = changed()
    data["assignments"][0].update(change)
    assert assignment(graph_of(RECORD), "hoàn thiện hồ sơ cầu Vân") not in nodes(graph_of(data), "Assignment")


def test_a_decision_and_an_order_of_the_same_words_have_two_ids() -> None:
    data = changed()
    data["decisions"][0].update(what="rà soát quy hoạch", evidence="Giao các địa phương rà soát quy hoạch.")
    graph = graph_of(data)
    assert len(nodes(graph, "Decision")) == 1 and len(nodes(graph, "Assignment")) == 2
    assert not set(nodes(graph, "Decision")) & set(nodes(graph, "Assignment"))


def test_items_of_the_same_parts_are_numbered_and_none_is_lost() -> None:
    data = changed()
    first = data["assignments"][0]
    data["assignments"] = [{**first, "id": f"a{n}", "to": [{"name": f"Sở Ngành {n}"}]} for n in (1, 2, 3)]
    graph = graph_of(data)
    orders = nodes(graph, "Assignment")
    assert len(set(orders)) == 3
    assert orders[0] == assignment(graph_of(RECORD), first["task"])
    again = graph_of(changed(assignments=[{**item, "id": f"x{n}"} for n, item in enumerate(data["assignments"])]))
    assert nodes(again, "Assignment") == orders


def test_a_text_that_moved_changes_offsets_and_no_id() -> None:
    text = f"{SENTENCE} {OTHER}"
    moved = f"Ảnh: Cầu Vân.\n\n{text}"
    before, after = graph_of(RECORD, text), graph_of(RECORD, moved)
    assert ids(before) == ids(after)
    starts = {graph: [values(graph, quote, "start") for quote in nodes(graph, "Quote")] for graph in (before, after)}
    assert starts[before] != starts[after]


def test_another_source_shares_bodies_roles_places_and_documents_only() -> None:
    here, there = graph_of(RECORD), graph_of(RECORD, key="text:song-van-2")
    shared = {node.split("/")[0] for node in ids(here) & ids(there)}
    assert shared == {"body", "role", "place", "document", "project"}
    for kind in ("Body", "Role", "Place", "Document", "Project"):
        assert set(nodes(here, kind)) == set(nodes(there, kind))


def test_ids_are_unreadable_and_short() -> None:
    assert all(re.fullmatch(r"[a-z]+/[0-9a-f]{12}", node) for node in ids(graph_of(RECORD)))
    assert mint("x", "a", "bc") != mint("x", "ab", "c")


@pytest.mark.parametrize("row", cases("url_keys"), ids=lambda row: f"{row['one']} {row['other']}")
def test_two_links_to_one_page_have_one_key(row: dict[str, str]) -> None:
    assert (url_key(row["one"]) == url_key(row["other"])) is (row["same"] == "yes")


@pytest.mark.parametrize("url", ["", "[abc", "http://[::1", "không phải địa chỉ", "//", "?", "http://x:999999/"])
def test_any_words_for_an_address_give_a_key(url: str) -> None:
    assert url_key(url) == url_key(url)


def test_a_source_is_its_address_else_its_text_else_what_is_said_of_it() -> None:
    assert source_key("https://a.example/1", "văn bản", "tên") == source_key("http://www.a.example/1?utm_x=1", None, "")
    assert source_key(None, "Uỷ ban  họp.", "tên") == source_key(None, "Ủy ban\u00a0họp.", "tên khác")
    assert source_key(None, "Ủy ban họp.", "tên") != source_key(None, "Ủy ban họp nữa.", "tên")
    assert source_key(None, None, "tên") != source_key(None, None, "tên khác")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Sở Tư pháp Hà Nội", "tỉnh Sông Vân"), ("Sở Tư pháp thành phố Hà Nội", ""), True),
        (("Bộ Công Thương", "tỉnh Sông Vân"), ("Bộ Công thương", "thành phố Hà Nội"), True),
        (("Tập đoàn Sông Vân", "tỉnh Sông Vân"), ("Tập đoàn Sông Vân", ""), True),
        (("UBND huyện Lai", "tỉnh Sông Vân"), ("Ủy ban nhân dân huyện Lai", "tỉnh Sông Vân"), True),
        (("UBND huyện Lai", "tỉnh Sông Vân"), ("UBND huyện Lai", "tỉnh Hà Nam"), False),
        (("UBND huyện Lai", ""), ("UBND huyện Lai", ""), False),
        (("Huyện ủy", "tỉnh Sông Vân"), ("Huyện ủy", "tỉnh Sông Vân"), False),
        (("UBND quận", "TP.HCM"), ("UBND quận", "TP.HCM"), False),
        (("Phòng Nội vụ", "tỉnh Sông Vân"), ("Phòng Nội vụ", "tỉnh Sông Vân"), False),
        (("Tổ công tác", "tỉnh Sông Vân"), ("Tổ công tác", "tỉnh Sông Vân"), False),
        (("tỉnh Sông Vân", ""), ("UBND tỉnh Sông Vân", ""), False),
        (("Ban Tổ chức Tỉnh ủy Hải Dương", ""), ("Ban Tổ chức Tỉnh ủy Quảng Ninh", ""), False),
    ],
)
def test_which_bodies_meet_across_sources(one: tuple[str, str], other: tuple[str, str], same: bool) -> None:
    assert (body_id(*one, "nguồn 1") == body_id(*other, "nguồn 2")) is same
    assert body_id(*one, "nguồn 1") == body_id(*one, "nguồn 1")


@pytest.mark.parametrize("row", cases("documents"), ids=lambda row: f"{row['name']}, {row['other_name']}, {row['same']}")
def test_which_documents_meet_across_sources(row: dict[str, str]) -> None:
    here = document_id(row["name"], row["number"] or None, row["province"], "nguồn 1")
    there = document_id(row["other_name"], row["other_number"] or None, row["other_province"], "nguồn 2")
    assert (here == there) is (row["same"] == "yes")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("Cầu Vân", "", "tỉnh Sông Vân"), ("cầu Vân", "", "tỉnh Sông Vân"), True),
        (("Cầu Vân", "", "tỉnh Sông Vân"), ("Cầu Vân", "", "tỉnh Hà Nam"), False),
        (("Cầu Vân", "Hà Nội", ""), ("Cầu Vân", "TP Hà Nội", ""), True),
        (("Cầu Vân", "thành phố Hà Nội", ""), ("Cầu Vân", "", "thành phố Hà Nội"), True),
        (("cao tốc Bắc - Nam", "", ""), ("Cao tốc Bắc – Nam", "", ""), True),
        (("trụ sở", "", ""), ("trụ sở", "", ""), False),
    ],
)
def test_which_projects_meet_across_sources(one: tuple[str, str, str], other: tuple[str, str, str], same: bool) -> None:
    assert (project_id(*one, "nguồn 1") == project_id(*other, "nguồn 2")) is same
