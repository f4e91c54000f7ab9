"""Files of a case: written whole or not at all, named so that every system takes the name, locked by one process at a time."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath, PureWindowsPath

from filelock import FileLock, Timeout

from giaoviec.graph.errors import InputError, StoreError

_NOT_IN_NAMES = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f]+')
LONGEST_NAME = 150
"""Bytes of a file's name without its ending; no system takes more than 255 in all, and Vietnamese letters take up to 3."""
# Names that Windows keeps for devices, whatever their ending.
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)


def write(path: Path, text: str) -> None:
    """Writes a text file whole. Raises InputError where the folder cannot be written."""
    write_parts(path, [text])


def write_parts(path: Path, parts: Iterable[str]) -> None:
    """Writes a text file whole, piece by piece: into a file beside it, which then takes its place.

    Raises InputError where the folder cannot be written.
    """
    _write(path, (part.encode("utf-8") for part in parts))


def write_bytes(path: Path, data: bytes) -> None:
    """Writes a file whole, as `write_parts` does a text."""
    _write(path, [data])


def _write(path: Path, parts: Iterable[bytes]) -> None:
    beside = path.parent / f".{path.name}.new"
    try:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                file.writelines(parts)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise cannot_write(path, error) from error


def keep(path: Path, folder: Path) -> Path:
    """Copies a text file into a folder, under a name that is free there: NAME-2, NAME-3 and so on."""
    target, number = folder / path.name, 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem}-{number}{path.suffix}"
    write(target, path.read_text(encoding="utf-8"))
    return target


def move(path: Path, folder: Path) -> None:
    """Moves a text file into a folder, under a name that is free there."""
    keep(path, folder)
    try:
        path.unlink()
    except OSError as error:
        raise cannot_write(path, error) from error


def cannot_write(path: Path, error: OSError) -> InputError:
    reason = error.strerror or str(error)
    return InputError(
        f"không ghi được ({reason}); hãy kiểm tra quyền ghi và chỗ trống, hoặc chọn thư mục khác",
        f"cannot be written ({reason}); check permissions and free space, or choose another folder",
        str(path),
    )


def file_name(words: str, ending: str) -> str:
    """A file name that every system takes, from a title or another file's name."""
    name = _cut(_NOT_IN_NAMES.sub("-", words).strip(" .-"), LONGEST_NAME) or "source"
    return ("_" if _RESERVED.match(name) else "") + name + _cut(_NOT_IN_NAMES.sub("-", ending), 20)


def free_name(words: str, ending: str, taken: Callable[[str], bool], mark: str) -> str:
    """A file name that is not `taken`; where it is, `mark` is added."""
    name = file_name(words, ending)
    if not taken(name):
        return name
    return file_name(f"{_cut(words, LONGEST_NAME - len(mark) - 1).strip(' .-')}-{mark}", ending)


def folded(name: str) -> str:
    """A file name to a system that does not tell case or composition of letters apart."""
    return unicodedata.normalize("NFC", name).casefold()


def _cut(words: str, longest: int) -> str:
    """The beginning of a name, at most so many bytes in UTF-8; a byte of a file name that is no UTF-8 becomes "-"."""
    return words.encode("utf-8", "replace").replace(b"?", b"-")[:longest].decode("utf-8", "ignore")


def inside(folder: Path, name: str) -> Path | None:
    """The file `name` of a folder, or None where there is none.

    Raises InputError where the name leads out of the folder: absolute, with "..", or through a link.
    """
    parts = (*PurePosixPath(name).parts, *PureWindowsPath(name).parts)
    outside = PurePosixPath(name).is_absolute() or PureWindowsPath(name).anchor != "" or ".." in parts
    path = folder / name
    try:
        if not outside and path.exists():
            outside = not path.resolve().is_relative_to(folder.resolve())
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(
            f"không phải tên tệp dùng được ({reason}); hãy đặt tên khác",
            f"is no name that a file can have here ({reason}); give another",
            f"{folder}: source.file {name[:80]!r}",
        ) from error
    if outside:
        raise InputError(
            "trỏ ra ngoài thư mục của bản ghi; hãy đặt văn bản cạnh bản ghi và ghi tên tệp",
            "points outside the record's folder; put the text beside the record and give its file name",
            f"{folder}: source.file {name!r}",
        )
    return path if path.is_file() else None


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the case for one process; the lock of a dead process is gone with it. Raises StoreError where another has it."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock", timeout=0)
        lock.acquire()
    except Timeout as error:
        raise StoreError(
            "một lệnh giaoviec khác đang nạp vào hồ sơ này; hãy đợi nó xong rồi chạy lại",
            "another giaoviec is loading into this case; wait until it ends and run this again",
            str(folder),
        ) from error
    except OSError as error:
        raise cannot_write(folder, error) from error
    try:
        yield
    finally:
        lock.release()
