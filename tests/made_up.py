"""Records of invented orders, the same for the same seed: enough of them that a load takes its time."""

from __future__ import annotations

import json
import random
from pathlib import Path

SURNAMES = ("Mạc", "Nghiêm", "Thái", "Ngô", "Chử", "Lưu")
GIVEN = ("An", "Bình", "Cầm", "Dung", "Giang", "Hà", "Khôi", "Lam", "Minh", "Nhàn")
FIELDS = ("Y tế", "Xây dựng", "Tài chính", "Nội vụ", "Tư pháp", "Giáo dục và Đào tạo", "Công Thương", "Giao thông vận tải")
VERBS = ("rà soát", "báo cáo", "kiểm tra", "bố trí vốn cho", "đẩy nhanh", "lập phương án")
PROVINCE = "tỉnh Sông Vân"


def write_records(folder: Path, seed: int, sources: int, orders: int) -> list[Path]:
    """`sources` record files of `orders` orders each, without texts; some sources tell of one meeting."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    people = [f"{surname} Văn {given}" for surname in SURNAMES for given in GIVEN]
    return [_write(folder, chance, number, people, orders) for number in range(sources)]


def _write(folder: Path, chance: random.Random, number: int, people: list[str], orders: int) -> Path:
    day = f"2024-{number // 2 % 12 + 1:02}-{number // 2 % 27 + 1:02}"
    chair, *others = chance.sample(people, 6)
    office = f"Chủ tịch Ủy ban nhân dân {PROVINCE}"
    offices = [f"Giám đốc Sở {field} {PROVINCE}" for field in chance.sample(FIELDS, len(others))]
    record = {
        "made": {"by": "hand"},
        "source": {"title": f"Bài {number}", "publisher": "Báo Sông Vân", "published": day, "key": f"bai-{number}"},
        "jurisdiction": PROVINCE,
        "meetings": [{"id": "m1", "body": f"Ủy ban nhân dân {PROVINCE}", "date": day, "chairs": [chair]}],
        "people": [_person(name, label) for name, label in zip([chair, *others], [office, *offices], strict=True)],
        "projects": [{"name": f"Dự án đường số {n}", "place": PROVINCE, "evidence": f"Dự án đường số {n}"} for n in range(3)],
        "assignments": [_order(chance, n, chair) for n in range(orders)],
    }
    path = folder / f"bai-{number:02}.json"
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    return path


def _person(name: str, label: str) -> dict[str, object]:
    return {"name": name, "part": ["attended"], "roles": [{"label": label}], "evidence": f"ông {name}, {label}"}


def _order(chance: random.Random, number: int, chair: str) -> dict[str, object]:
    lead, helper = chance.sample(FIELDS, 2)
    project = f"Dự án đường số {chance.randrange(3)}"
    task = f"{chance.choice(VERBS)} {project} phần {number} trong quý {chance.randrange(1, 5)}"
    return {
        "id": f"a{number}",
        "meeting": "m1",
        "kind": chance.choice(("assigned", "required", "requested")),
        "by": [{"name": chair}],
        "to": [{"name": f"Sở {lead} {PROVINCE}"}, {"name": f"Sở {helper} {PROVINCE}", "part": "support"}],
        "task": task,
        "deadline": {"date": f"2025-{chance.randrange(1, 13):02}"},
        "about": [project],
        "evidence": f"giao Sở {lead} {task}",
    }
