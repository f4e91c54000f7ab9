"""What is given of a source since its text does not tell it stays, until it is given otherwise; the text's own words win."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from test_case import rows

from giaoviec.graph import recordfile
from giaoviec.graph.case import Options, keep, load, texts_before
from giaoviec.graph.errors import InputError, UsageError
from giaoviec.graph.folder import Case
from giaoviec.graph.given import checked
from giaoviec.graph.receipt import Receipt
from giaoviec.graph.records import Record
from giaoviec.graph.staging import held
from giaoviec.loaders.paths import expand, read_all, read_texts

TEXT = (
    "Ngày 5/3, UBND tỉnh tổ chức cuộc họp. Ông Lê Văn Tám, Chủ tịch UBND tỉnh chủ trì.\n\n"
    "Kết luận cuộc họp, ông Lê Văn Tám giao Sở Y tế lập kế hoạch tiêm chủng trước ngày 30/4.\n"
)
ALL = {"published": "2017", "jurisdiction": "tỉnh Hà Nam", "publisher": "Báo A", "url": "https://a.example/1"}


def take(case: Case, *paths: Path, **given: str) -> Receipt:
    return load(case, lambda known: read_all(expand(paths), given, None, known, known.texts), Options())


def report(folder: Path, name: str = "bai", text: str = TEXT) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    return path


def record(case: Case, name: str = "bai") -> Record:
    [loaded] = recordfile.read(case.records / f"{name}.yaml")
    assert loaded.record is not None
    return loaded.record


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path / "case")


def test_what_was_given_stays_when_the_folder_is_loaded_again_without_it(case: Case, tmp_path: Path) -> None:
    report(tmp_path / "in")
    take(case, tmp_path / "in", **ALL)
    first = (case.records / "bai.yaml").read_bytes()
    again = take(case, tmp_path / "in")
    assert (again.sources, again.nodes, again.gone) == ({"unchanged": 1}, 0, 0)
    assert (case.records / "bai.yaml").read_bytes() == first
    [told] = rows(
        case, "MATCH (m:Meeting), (:Assignment)-[:GIVEN_TO]->(r), (s:Source) RETURN m.date AS d, r.name AS r, s.url AS u"
    )
    assert told == {"d": "2017-03-05", "r": "Sở Y tế tỉnh Hà Nam", "u": "https://a.example/1"}


def test_what_was_given_stays_although_the_cache_was_thrown_away(case: Case, tmp_path: Path) -> None:
    path = report(tmp_path)
    take(case, path, **ALL)
    case.kept.unlink()
    assert take(case, path).sources == {"unchanged": 1}
    assert record(case).source.publisher == "Báo A"


def test_one_thing_given_otherwise_changes_that_one_alone(case: Case, tmp_path: Path) -> None:
    path = report(tmp_path)
    take(case, path, **ALL)
    assert take(case, path, published="2018").sources == {"changed": 1}
    now = record(case)
    assert (now.source.published, now.source.publisher, now.jurisdiction) == ("2018", "Báo A", "tỉnh Hà Nam")
    assert set(now.source.given) == set(ALL)
    assert take(case, path).sources == {"unchanged": 1}


def test_an_empty_value_takes_back_what_was_given(case: Case, tmp_path: Path) -> None:
    path = report(tmp_path)
    take(case, path, **ALL)
    take(case, path, publisher="")
    take(case, path)
    assert record(case).source.publisher is None and set(record(case).source.given) == set(ALL) - {"publisher"}


def test_the_words_of_a_text_win_over_what_is_given_and_are_not_marked_as_given(case: Case, tmp_path: Path) -> None:
    path = report(tmp_path, text=TEXT.replace("UBND tỉnh tổ", "UBND tỉnh Hải Dương tổ"))
    take(case, path, **ALL)
    take(case, path)
    assert record(case).jurisdiction == "tỉnh Hải Dương" and "jurisdiction" not in record(case).source.given


def test_an_address_that_is_given_later_or_put_right_makes_no_second_source(case: Case, tmp_path: Path) -> None:
    path = report(tmp_path)
    for url in ("", "https://a.example/1", "https://a.example/2"):
        take(case, path, url=url)
    assert [source.record.source.url for source in held(case.records, case.sources).values()] == ["https://a.example/2"]


def test_a_corrected_record_stays_when_an_address_is_given_later(case: Case, tmp_path: Path) -> None:
    path = report(tmp_path)
    take(case, path)
    file = case.records / "bai.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("name: Sở Y tế", "name: Sở Nội vụ", 1), encoding="utf-8")
    assert take(case, path, url="https://a.example/1").sources == {"kept": 1}
    assert [path.name for path in case.records.glob("*.yaml")] == ["bai.yaml"]


def test_two_papers_with_one_text_stay_two_sources_with_their_own_addresses(case: Case, tmp_path: Path) -> None:
    for name in ("a", "b"):
        report(tmp_path / "in", name)
        (tmp_path / "in" / f"{name}.given.yaml").write_text(f"url: https://{name}.example/1\n", encoding="utf-8")
    take(case, tmp_path / "in")
    for note in (tmp_path / "in").glob("*.given.yaml"):
        note.unlink()
    assert take(case, tmp_path / "in").sources == {"unchanged": 2}
    assert {record(case, name).source.url for name in ("a", "b")} == {"https://a.example/1", "https://b.example/1"}


def test_another_text_of_the_same_file_name_takes_nothing_over(case: Case, tmp_path: Path) -> None:
    take(case, report(tmp_path / "one"), **ALL)
    take(case, report(tmp_path / "two", text=TEXT.replace("Lê Văn Tám", "Vũ Thị Chín")))
    [other] = [source.record.source for source in held(case.records, case.sources).values() if source.record.source.url is None]
    assert (other.publisher, other.published, other.given) == (None, None, ())


def test_many_files_read_on_all_cores_keep_what_was_given(case: Case, tmp_path: Path) -> None:
    for number in range(9):
        report(tmp_path / "in", f"{number}", TEXT.replace("Sở Y tế", f"Sở Y tế {number}"))
    take(case, tmp_path / "in", published="2017")
    assert take(case, tmp_path / "in").sources == {"unchanged": 9}


def test_reading_without_loading_keeps_what_was_given_too(case: Case, tmp_path: Path) -> None:
    path = report(tmp_path)
    for given in (ALL, {}):
        keep(case, [reading.loaded for reading in read_texts([path], given, None, texts_before(case))], Options())
    assert record(case).source.publisher == "Báo A"


def test_a_day_of_publication_is_taken_as_it_is_written_in_vietnam() -> None:
    typed = ("2017", "2017-05", "5/2017", "2017-05-17", "17/5/2017", "7.5.2017", "2017-05-17T08:30")
    given = [checked({"published": each})["published"] for each in typed]
    assert given == ["2017", "2017-05", "2017-05", "2017-05-17", "2017-05-17", "2017-05-07", "2017-05-17T08:30"]


@pytest.mark.parametrize("typed", ["abc", "31/2/2017", "2017-13", "17/5", "99999"])
def test_what_is_no_day_of_publication_is_told(typed: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="is no day of publication; write 2017"):
        checked({"published": typed})
    path = report(tmp_path)
    (tmp_path / "bai.given.yaml").write_text(yaml.safe_dump({"published": typed}), encoding="utf-8")
    [reading] = read_texts([path], {}, None)
    assert "is no day of publication" in reading.loaded.faults[0].expected.en
    with pytest.raises(InputError):
        checked({"published": typed}, "bai.given.yaml")
