"""What a report is about, found in its words: the record's projects and documents whose names stand there whole."""

from __future__ import annotations

import pytest

from giaoviec.graph.rdf import source_graph
from giaoviec.graph.validation import parse


def _abouts(text: str, projects: tuple[str, ...], documents: tuple[str, ...] = ()) -> set[str]:
    """The names of what a report with such words is about, in a record that names these projects and documents."""
    record, faults = parse(
        {
            "made": {"by": "hand"},
            "source": {"key": "k", "title": "t"},
            "jurisdiction": "tỉnh An Lĩnh",
            "projects": [{"name": name, "evidence": name} for name in projects],
            "documents": [{"name": name, "evidence": name} for name in documents],
            "reports": [{"id": "r1", "meeting": None, "by": [{"name": "Sở Y tế tỉnh An Lĩnh"}], "about": text, "evidence": text}],
        }
    )
    assert record is not None and not faults, faults
    triples = source_graph(record, None).triples
    names = {subject: str(value) for subject, word, value in triples if word == "name"}
    return {names[thing] for subject, word, thing in triples if word == "about" and str(subject).startswith("report/")}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("tiến độ dự án cầu Đông", {"Dự án cầu Đông"}),
        ("tiến độ dự án cầu Đông và Chợ Tây", {"Dự án cầu Đông", "Chợ Tây"}),
        ("tiến độ Dự Án Cầu Đông đến tháng 5", {"Dự án cầu Đông"}),
        ("tiến độ cầu Đông", set()),  # not the whole name
        ("tiến độ dự án cầu Đông Hà", {"Dự án cầu Đông Hà"}),  # not that of the shorter name
        ("tiến độ chung", set()),
    ],
)
def test_a_project_is_told_by_its_whole_name(text: str, found: set[str]) -> None:
    assert _abouts(text, ("Dự án cầu Đông", "Chợ Tây", "Dự án cầu Đông Hà")) == found


def test_a_document_whose_name_holds_a_project_tells_both() -> None:
    text = "Tờ trình về chủ trương đầu tư Chợ Tây"
    assert _abouts(text, ("Chợ Tây",), (text,)) == {text, "Chợ Tây"}


def test_of_two_papers_the_longer_name_is_meant() -> None:
    names = ("Kế hoạch số 87", "Kế hoạch số 87/KH-UBND")
    assert _abouts("kết quả theo Kế hoạch số 87/KH-UBND", (), names) == {names[1]}
    assert _abouts("kết quả theo Kế hoạch số 87", (), names) == {names[0]}
