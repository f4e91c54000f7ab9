"""The name grammar: what a name is, a role's title and body, what a body's name shows, and short names completed."""

from __future__ import annotations

import pytest
from helpers import cases

from giaoviec.graph.bodies import body_facts, body_key
from giaoviec.graph.grammar import agent_kind, completed, level_of_group, split_role
from giaoviec.graph.names import key
from giaoviec.graph.places import PlaceName, place_below, place_name, province_in, province_name

PEOPLE = frozenset(map(key, ("Trần Thị An", "Phạm Văn Bí Thư", "Hai Lúa")))


@pytest.mark.parametrize("row", cases("agents"), ids=lambda row: row["name"])
def test_what_a_name_is(row: dict[str, str]) -> None:
    assert agent_kind(row["name"], PEOPLE) == row["is"]


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("các xã, phường", "xã"),
        ("các phường ven sông", "xã"),
        ("Chủ tịch UBND các xã, phường, thị trấn", "xã"),
        ("UBND cấp xã", "xã"),
        ("một số xã", "xã"),
        ("12 phường", "xã"),
        ("các huyện, thị xã, thành phố", "huyện"),
        ("các huyện ủy", "huyện"),
        ("chính quyền cấp huyện", "huyện"),
        ("các tỉnh, thành phố", "tỉnh"),
        ("các thành phố", ""),  # of a province, or beside the provinces
        ("các huyện, xã", ""),
        ("các huyện, sở, ngành", ""),
        ("các xã và nhân dân", ""),
        ("các địa phương", ""),
        ("các sở, ngành", ""),
        ("các hợp tác xã", ""),
        ("các tổ chức xã hội", ""),
        ("các vị đại biểu HĐND tỉnh", ""),
    ],
)
def test_the_one_level_of_a_collective(words: str, level: str) -> None:
    assert agent_kind(words) == "group"
    assert level_of_group(words) == level


def test_a_name_is_a_person_only_where_the_record_says_so() -> None:
    assert agent_kind("Hai Lúa", PEOPLE) == "person"
    assert agent_kind("Hai Lúa") == "body"


@pytest.mark.parametrize("row", cases("roles"), ids=lambda row: row["label"])
def test_a_role_is_title_and_body(row: dict[str, str]) -> None:
    role = split_role(row["label"])
    assert (role.title, role.body, role.seats) == (row["title"], row["body"], row["seats"])


@pytest.mark.parametrize("row", cases("bodies"), ids=lambda row: f"{row['name']} ({row['jurisdiction']})")
def test_what_the_name_of_a_body_shows(row: dict[str, str]) -> None:
    facts = body_facts(row["name"], row["jurisdiction"])
    assert (facts.kind, facts.level, facts.province) == (row["kind"], row["level"], row["province"])
    assert (facts.scope, facts.head) == (row["scope"], row["head"])


@pytest.mark.parametrize("row", cases("province_in"), ids=lambda row: f"{row['name']} ({row['jurisdiction']})")
def test_which_province_a_name_holds(row: dict[str, str]) -> None:
    assert province_in(row["name"].replace("TP ", "thành phố "), row["jurisdiction"]) == row["province"]


@pytest.mark.parametrize("row", cases("completed"), ids=lambda row: f"{row['name']} ({row['jurisdiction']})")
def test_a_short_name_gets_the_jurisdiction_that_it_leaves_out(row: dict[str, str]) -> None:
    full = completed(row["name"], row["jurisdiction"])
    assert full == row["full"]
    assert completed(full, row["jurisdiction"]) == full


@pytest.mark.parametrize(
    ("one", "other", "jurisdiction"),
    [
        ("Sở Tư pháp Hà Nội", "Sở Tư pháp thành phố Hà Nội", ""),
        ("Ủy ban nhân dân tỉnh Sông Vân", "UBND tỉnh Sông Vân", ""),
        ("Sở Xây dựng Sông Vân", "Sở Xây dựng tỉnh Sông Vân", "tỉnh Sông Vân"),
        ("Ủy ban MTTQ Việt Nam tỉnh Sông Vân", "Ủy ban MTTQ tỉnh Sông Vân", ""),
        ("Hội Liên hiệp Phụ nữ Việt Nam huyện Lai", "Hội Liên hiệp Phụ nữ huyện Lai", "tỉnh Sông Vân"),
    ],
)
def test_two_names_of_one_body_have_one_key(one: str, other: str, jurisdiction: str) -> None:
    assert body_key(one, body_facts(one, jurisdiction)) == body_key(other, body_facts(other, jurisdiction))


def test_a_city_and_the_province_of_its_name_have_two_keys() -> None:
    city, province = "Ủy ban nhân dân thành phố Thái Nguyên", "Ủy ban nhân dân tỉnh Thái Nguyên"
    assert body_key(city, body_facts(city)) != body_key(province, body_facts(province))


@pytest.mark.parametrize(
    ("given", "province"),
    [
        ("TP Hà Nội", "thành phố Hà Nội"),
        ("Hà Nội", "thành phố Hà Nội"),
        ("Tỉnh Hải Dương", "tỉnh Hải Dương"),
        ("TP.HCM", "thành phố Hồ Chí Minh"),
        ("tỉnh Sông Vân", "tỉnh Sông Vân"),
        ("tỉnh Hoà Bình", "tỉnh Hòa Bình"),
    ],
)
def test_how_a_jurisdiction_is_written(given: str, province: str) -> None:
    assert province_name(given) == province


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("UBND huyện Gia Lâm", PlaceName("huyện", "Gia Lâm")),
        ("Huyện ủy Thanh Liêm", PlaceName("huyện", "Thanh Liêm")),
        ("Thị ủy Kinh Môn", PlaceName("thị xã", "Kinh Môn")),
        ("Ủy ban nhân dân xã Bát Tràng, huyện Gia Lâm", PlaceName("xã", "Bát Tràng")),
        ("Công an phường 12", PlaceName("phường", "12")),
        ("UBND thị trấn Kiện Khê", PlaceName("thị trấn", "Kiện Khê")),
        ("Ủy ban nhân dân quận", None),
        ("Sở Lao động, Thương binh và Xã hội", None),
        ("Sở Lao động, Thương binh và Xã Hội tỉnh Hà Nam", None),
        ("Tỉnh ủy Sông Vân", None),
    ],
)
def test_the_district_or_commune_in_a_name(name: str, place: PlaceName | None) -> None:
    assert place_below(name) == place


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("thị xã Kinh Môn", PlaceName("thị xã", "Kinh Môn")),
        ("Hà Nội", PlaceName("thành phố", "Hà Nội")),
        ("TP Hà Nội", PlaceName("thành phố", "Hà Nội")),
        ("tỉnh Sông Vân", PlaceName("tỉnh", "Sông Vân")),
        ("huyện Hòa Bình", PlaceName("huyện", "Hòa Bình")),
        ("thành phố Thái Nguyên", PlaceName("thành phố", "Thái Nguyên")),
        ("khu vực ven sông", PlaceName("", "khu vực ven sông")),
    ],
)
def test_a_place_taken_apart(words: str, place: PlaceName) -> None:
    assert place_name(words) == place
