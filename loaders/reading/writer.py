"""Writes bodies and offices out in full: abbreviations, and the place that the short form of the text leaves out."""

from dataclasses import dataclass, field

from giaoviec.loaders.reading.things import Body, Role

CITY_LEVEL = "thành phố"
LOCAL = ("huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "thành phố")
PROVINCIAL = frozenset(
    {"Ủy ban nhân dân", "Hội đồng nhân dân", "Ủy ban Mặt trận Tổ quốc", "Công an", "Sở", "Tỉnh ủy", "Thành ủy"}
)
BARE_IS_PROVINCIAL = frozenset(
    {
        "Ủy ban nhân dân",
        "Hội đồng nhân dân",
        "Công an",
        "Cục Thuế",
        "Cục Hải quan",
        "Cục Thi hành án dân sự",
        "Bộ Chỉ huy Quân sự",
        "Bộ Chỉ huy Bộ đội Biên phòng",
        "Kho bạc Nhà nước",
        "Thanh tra",
        "Ban Dân tộc",
        "Đoàn đại biểu Quốc hội",
        "Cục Thống kê",
        "Tòa án nhân dân",
        "Viện Kiểm sát nhân dân",
        "Cảnh sát Phòng cháy và Chữa cháy",
        "Ủy ban Mặt trận Tổ quốc",
        "Liên đoàn Lao động",
        "Hội Nông dân",
        "Hội Liên hiệp Phụ nữ",
    }
)


@dataclass(slots=True)
class Setting:
    """What short names mean in a text: its province, the last place of each level, its ministry and its main party body."""

    level: str = ""
    province: str = ""
    provinces: dict[str, str] = field(default_factory=dict)
    recent: dict[str, str] = field(default_factory=dict)
    ministry: str = ""
    party: str = ""
    given: bool = False
    district: str = ""
    central: int = 0
    local: int = 0

    def home(self) -> str:
        return f"{self.level} {self.province}" if self.province else ""


def place_words(level: str, place: str, setting: Setting) -> str:
    """ "tỉnh Hải Dương": the level is added to a bare name, the place to a bare level."""
    if place:
        if place == "Việt Nam":
            return place
        known = level or setting.provinces.get(place, "")
        return f"{known} {place}".strip()
    if level in ("tỉnh", "thành phố") and setting.province and (level == setting.level or level == "tỉnh"):
        return setting.home()
    if level in setting.recent:
        return f"{level} {setting.recent[level]}"
    return level


def write_body(body: Body, setting: Setting) -> str:
    """The full name of a body."""
    return WRITERS.get(body.kind, write_plain)(body, setting)


def write_plain(body: Body, setting: Setting) -> str:
    return " ".join(
        part
        for part in (
            body.head,
            body.own,
            write_body(body.of, setting) if body.of else "",
            place_words(body.level, body.place, setting) if body.level or body.place else "",
        )
        if part
    )


def write_committee(body: Body, setting: Setting) -> str:
    if body.level or body.place:
        return f"{body.head} {place_words(body.level, body.place, setting)}"
    if body.head == "Ủy ban Mặt trận Tổ quốc" and setting.central > setting.local:
        return "Ủy ban Trung ương Mặt trận Tổ quốc Việt Nam"
    return f"{body.head} {setting.home()}".strip() if body.head in BARE_IS_PROVINCIAL else body.head


def write_party(body: Body, setting: Setting) -> str:
    place = body.place
    if not place:
        at_home = body.home == setting.level and setting.province
        place = setting.province if at_home else setting.recent.get(body.home, "")
    place = f"thành phố {place}" if place == "Hồ Chí Minh" else place
    return f"{body.head} {place}".strip()


def write_organ(body: Body, setting: Setting) -> str:
    if body.of:
        return f"{body.head} {write_body(body.of, setting)}"
    if body.level or body.place:
        return f"{body.head} {place_words(body.level, body.place, setting)}"
    if body.head in ("Ban Thường vụ", "Ban Chấp hành", "Ủy ban Kiểm tra") and setting.party:
        return f"{body.head} {setting.party}"
    return body.head


def write_sector(body: Body, setting: Setting) -> str:
    name = f"{body.head} {body.own}"
    if body.of:
        return f"{name} {write_body(body.of, setting)}"
    if body.level or body.place:
        return f"{name} {place_words(body.level, body.place, setting)}"
    if body.head == "Phòng" and setting.district:
        return f"{name} {setting.district}"
    return f"{name} {setting.home()}".strip() if body.head in ("Sở", "Chi cục") else name


WRITERS = {"committee": write_committee, "party": write_party, "organ": write_organ, "sector": write_sector}


def write_role(role: Role, setting: Setting) -> str:
    """The label of an office: title and body."""
    if role.body is None:
        if role.takes == "ministry" and setting.ministry:
            return f"{role.title} {setting.ministry}"
        return role.title
    body = write_body(role.body, setting)
    if role.title.split()[-1] in ("Trưởng", "Phó") and body[:1].isupper() and body.split()[0] in ("Đoàn", "Ban", "Phòng"):
        return f"{role.title} {body}"
    return f"{role.title} {body}".strip()
