"""Reads a text file that people give: whole, in UTF-8, of a bearable size; anything else is refused in one sentence."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from giaoviec.graph.errors import InputError

LARGEST = 64 * 1024 * 1024


def read_utf8(path: Path, largest: int = LARGEST) -> str:
    """The text of a file, without a byte order mark.

    Raises InputError for what is no file, cannot be read, is empty, larger than `largest` bytes, binary, or not UTF-8.
    """
    return utf8(_bytes(path, largest), str(path))


def read_utf8_stream(stream: BinaryIO | None, where: str, largest: int = LARGEST) -> str:
    """The text of a stream to its end, refused as by `read_utf8`; None, a stream that is closed, is empty."""
    data = stream.read(largest + 1) if stream else b""
    if len(data) > largest:
        raise InputError(
            f"quá lớn (hơn {largest:,} byte); hãy chia nhỏ", f"is too large (more than {largest:,} bytes); split it", where
        )
    return utf8(data, where)


def utf8(data: bytes, where: str) -> str:
    """Bytes as text, refused as by `read_utf8`; `where` names them in errors."""
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise InputError("tệp trống; hãy chọn tệp có nội dung", "the file is empty; give one that is not", where)
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("tệp lưu ở UTF-16; hãy lưu lại ở UTF-8", "the file is in UTF-16; save it as UTF-8", where)
    if b"\0" in data:
        raise InputError(
            f"tệp nhị phân, không phải văn bản (byte 0 ở vị trí {data.index(0)})",
            f"this is a binary file, not text (byte 0 at offset {data.index(0)})",
            where,
        )
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        byte = f"0x{data[error.start]:02x}"
        raise InputError(
            f"tệp không ở UTF-8 (byte {byte} ở vị trí {error.start}); hãy lưu lại ở UTF-8",
            f"the file is not UTF-8 (byte {byte} at offset {error.start}); save the file as UTF-8",
            where,
        ) from None


def _bytes(path: Path, largest: int) -> bytes:
    try:
        if path.is_dir():
            raise InputError("đây là thư mục, không phải tệp", "this is a folder, not a file", str(path))
        if path.exists() and not path.is_file():
            raise InputError("đây không phải tệp thường", "this is no ordinary file", str(path))
        size = path.stat().st_size
        if size > largest:
            raise InputError(
                f"tệp quá lớn ({size:,} byte, tối đa {largest:,}); hãy chia nhỏ",
                f"the file is too large ({size:,} bytes, at most {largest:,}); split it",
                str(path),
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise InputError("không có tệp này", "there is no such file", str(path)) from None
    except OSError as error:
        raise InputError(f"không đọc được tệp ({error.strerror})", f"cannot be read ({error.strerror})", str(path)) from None
