"""The 35 real records, as the command line takes them: what goes in, what meets, and what the questions answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conftest import SHARED, TEXTS
from test_cli import run

pytestmark = pytest.mark.skipif(
    not (SHARED / "records").is_dir(), reason="the real records (../shared) are not beside this checkout"
)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    texts = [part for path in TEXTS for part in ("--texts", str(path))]
    done = run(folder, "load", str(SHARED / "records"), *texts, "--json")
    assert done.returncode == 0, done.stdout + done.stderr
    (folder / "receipt.json").write_text(done.stdout, encoding="utf-8")
    return folder


def ask(folder: Path, *args: str) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(run(folder, "ask", *args, "--json").stdout)["rows"]
    return rows


def test_the_receipt_reconciles_kind_by_kind(real: Path) -> None:
    sections = json.loads((real / "receipt.json").read_text(encoding="utf-8"))["sections"]
    for its in sections.values():
        assert its["items"] == its["new"] + its["met"] + its["changed"] + its["unchanged"] + its["refused"]
    assert {name: (its["new"], its["met"]) for name, its in sections.items()} == {
        "assignments": (271, 0),
        "requirements": (83, 0),
        "decisions": (63, 0),
        "reports": (52, 0),
        "meetings": (33, 5),
        "people": (78, 20),
        "tenures": (136, 0),
        "projects": (128, 15),
        "documents": (124, 10),
    }
    assert not any(its["refused"] for its in sections.values())


def test_the_organisation_board_was_told_one_thing(real: Path) -> None:
    [row] = [row for row in ask(real, "given-to", "--body", "ban to chuc tinh uy hai duong") if row["part"] == "lead"]
    assert (row["date"], row["givers"], row["report_to"]) == (
        "2021-01-18",
        ["Phạm Xuân Thăng"],
        "Ban Chấp hành Đảng bộ tỉnh Hải Dương",
    )
    assert str(row["quote"]).startswith("Đồng chí Bí thư Tỉnh ủy giao Ban Tổ chức Tỉnh ủy tiếp thu ý kiến của các đại biểu")
    shown = run(real, "ask", "given-to", "--body", "ban to chuc tinh uy hai duong").stdout
    assert "Phạm Xuân Thăng" in shown and "Quảng Ninh" not in shown


def test_one_secretary_chairs_three_meetings_of_two_bodies(real: Path) -> None:
    rows = ask(real, "person", "--person", "pham xuan thang")
    quoted = {str(row["file"])[:3] for row in rows}
    assert quoted >= {"000", "001", "003"}


def test_the_order_to_the_standing_deputy_falls_to_nobody(real: Path) -> None:
    [row] = ask(real, "given-to", "--role", "pho bi thu thuong truc tinh uy hai duong")
    assert row["date"] == "2021-01-07"
    [order] = ask(real, "order", "--order", str(row["order"]))
    assert order["holders"] == []


def test_a_district_secretary_asks_the_province_and_does_not_order_it(real: Path) -> None:
    rows = ask(real, "given-to", "--body", "tỉnh Hải Dương")
    asked = [row for row in rows if "Đặng Xuân Thưởng" in str(row["givers"])]
    assert asked and {row["kind"] for row in asked} == {"requested"}


def test_197_orders_with_receiver_are_at_a_meeting(real: Path) -> None:
    import yaml

    records = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((SHARED / "records").glob("*.yaml"))]
    assert sum(order.get("meeting") is not None for record in records for order in record["assignments"]) == 197
    from giaoviec.graph.stores.base import open_store

    store = open_store(f"embedded:{real / 'case' / 'store'}", read_only=True)
    try:
        text = (
            "MATCH (a:Assignment)-[:AT_MEETING]->(:Meeting) WHERE EXISTS { (a)-[:GIVEN_TO]->(:Agent) } "
            "OR EXISTS { (a)-[:SUPPORTED_BY]->(:Agent) } RETURN count(DISTINCT a) AS n"
        )
        assert store.read(text, {})[0]["n"] == 197
        asked = "MATCH (p:Person {label: 'Đặng Xuân Thưởng'})-[r]->(b:Body {label: 'tỉnh Hải Dương'}) RETURN type(r) AS t"
        assert [row["t"] for row in store.read(asked, {})] == ["ASKED"]
    finally:
        store.close()
