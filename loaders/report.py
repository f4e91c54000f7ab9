"""Text files of reports: finds the encoding, legacy ones included, refuses what is no text, and reads."""

import codecs
import re
import unicodedata
from functools import cache
from pathlib import Path

from giaoviec.graph.errors import InputError
from giaoviec.graph.records import Record
from giaoviec.loaders.reading import Hints, read

LIMIT = 100 * 1024 * 1024
SUFFIXES = (".txt", ".text", ".md")
# First bytes of files that are no text, and what they are.
MAGIC = (
    (b"%PDF", "PDF"),
    (b"PK\x03\x04", "DOCX/XLSX/ZIP"),
    (b"\xd0\xcf\x11\xe0", "DOC/XLS"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"\x1f\x8b", "GZIP"),
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
COMMON = re.compile(
    r"\b(?:của|và|các|được|những|trong|không|với|người|nhân dân|tỉnh|thành phố|ủy ban|đồng chí|công|việc|để|đã|về|tại)\b",
    re.IGNORECASE,
)
LEGACY = Path(__file__).parent / "legacy.tsv"
SAMPLE = 20_000


def load_report(path: Path, hints: Hints | None = None, limit: int = LIMIT) -> Record:
    """The record of a report in a text file. Raises InputError for a file that cannot be read as text."""
    return read(read_text(path, limit), hints or Hints(file=path.name))


def read_text(path: Path, limit: int = LIMIT) -> str:
    """The text of a file, in whatever encoding Vietnamese offices wrote it. `limit`: bytes.

    Raises InputError: too big, empty, binary, or an encoding that cannot be told.
    """
    size = path.stat().st_size
    if size > limit:
        raise InputError(
            f"tệp lớn {size:,} byte, quá giới hạn {limit:,} byte; hãy chia nhỏ hoặc nâng giới hạn",
            f"the file has {size:,} bytes, more than the limit of {limit:,}; split it or raise the limit",
            str(path),
        )
    data = path.read_bytes()
    if not data.strip():
        raise InputError("tệp rỗng", "the file is empty", str(path))
    return decoded(data, str(path))


def decoded(data: bytes, where: str) -> str:
    """The text of bytes; raises InputError as `read_text`."""
    for bom, encoding in BOMS:
        if data.startswith(bom):
            return strict(data, encoding, where)
    kind = next((name for magic, name in MAGIC if data.startswith(magic)), "")
    wide = utf16_without_mark(data)
    if wide:
        return strict(data, wide, where)
    if kind or b"\x00" in data[:SAMPLE]:
        raise InputError(
            f"không phải tệp văn bản ({kind or 'nhị phân'}); hãy lưu thành .txt, .html hoặc .docx",
            f"not a text file ({kind or 'binary'}); save it as .txt, .html or .docx",
            where,
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return legacy_bytes(data, where)
    return from_legacy_letters(text)


def strict(data: bytes, encoding: str, where: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        raise InputError(
            f"tệp hỏng: không đọc được theo {encoding}", f"the file is damaged: it is not {encoding} throughout", where
        ) from fault


def utf16_without_mark(data: bytes) -> str:
    """UTF-16 without a byte order mark shows in NUL bytes at every other place of its ASCII letters."""
    sample = data[:SAMPLE]
    if len(sample) < 4 or b"\x00" not in sample:
        return ""
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    third = len(sample) / 6
    return "utf-16-le" if odd > third > even else "utf-16-be" if even > third > odd else ""


def vietnamese(text: str) -> int:
    """How many of the commonest Vietnamese words a text begins with."""
    return len(COMMON.findall(unicodedata.normalize("NFC", text[:SAMPLE])))


def legacy_bytes(data: bytes, where: str) -> str:
    """Windows-1258, TCVN3 or VNI: the reading with the most Vietnamese words."""
    latin = data.decode("latin-1")
    readings = [
        data.decode("cp1258", errors="replace"),
        converted(latin, "tcvn3"),
        converted(data.decode("cp1252", errors="replace"), "vni"),
    ]
    best = max(readings, key=vietnamese)
    if vietnamese(best) == 0:
        raise InputError(
            "không nhận ra bảng mã của tệp; hãy lưu lại bằng UTF-8", "the encoding cannot be told; save the file as UTF-8", where
        )
    return best


def from_legacy_letters(text: str) -> str:
    """A text that was TCVN3 or VNI and then saved as UTF-8 ("Tæng c«ng ty") is turned back; any other stays."""
    found = vietnamese(text)
    if found > 3 or not re.search("[\u00a1-\u00ff]", text[:SAMPLE]):
        return text
    readings = [converted(text, "tcvn3"), converted(text, "vni")]
    best = max(readings, key=vietnamese)
    return best if vietnamese(best) > found + 3 else text


@cache
def tables() -> dict[str, dict[str, str]]:
    """For each legacy encoding what its letters (as Latin-1 shows them) are in Unicode."""
    made: dict[str, dict[str, str]] = {}
    for line in LEGACY.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            encoding, old, new = line.split("\t")
            made.setdefault(encoding, {})[old] = new
    return made


def converted(text: str, encoding: str) -> str:
    """The text with the letters of a legacy encoding turned into Unicode, the longest letters first."""
    table = tables()[encoding]
    letters = sorted(table, key=len, reverse=True)
    return re.sub("|".join(map(re.escape, letters)), lambda m: table[m[0]], text)


text_of = read_text
