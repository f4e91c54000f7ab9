"""A query that the user wrote, run in a process of its own, so that it can be stopped whatever it does.

The embedded engine cannot be stopped from inside; a server ends a query whose connection goes. So time that is up and Ctrl-C end
the process (graph/cypher_process.py), and with it the query.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

from giaoviec.graph.errors import Said, StoreError, UsageError
from giaoviec.graph.saved import default_values
from giaoviec.graph.stores.base import TIME_UP, Access, Limits, Taken

SECONDS = 60
ROWS = 100_000
OUT_OF_TIME = 4
"""What the process exits with where the time is up; any small number that Python and the systems do not use themselves."""
_TICK = 0.2  # Windows hears Ctrl-C between two waits only
_LATE = 5  # seconds that the process may take longer: to start, and to be stopped where it cannot do so itself
_BIGGEST = 2**63
_NAME = re.compile(r"\w+")
_USED = re.compile(r"\$\s*(?:`([^`]+)`|(\w+))")


@dataclass(frozen=True)
class Asked:
    """A query, its parameters, the store it goes to with its login, and how much of the answer is wanted."""

    uri: str
    access: Access
    text: str
    parameters: Mapping[str, Any]
    limits: Limits


def parameters(text: str, typed: Iterable[str]) -> dict[str, Any]:
    """The parameters of a query: what is typed as NAME=VALUE, else the defaults that its `//+ param` lines give.

    A value is read as JSON, and is text where it is none. Raises UsageError for what is no NAME=VALUE, is given twice, or is no
    parameter of the query: its default would be taken in silence.
    """
    used = {found[1] or found[2] for found in _USED.finditer(unicodedata.normalize("NFC", text))}
    given: dict[str, Any] = {}
    for each in typed:
        name, sign, value = each.partition("=")
        name = unicodedata.normalize("NFC", name).strip().removeprefix("$")
        if not sign or not _NAME.fullmatch(name):
            raise UsageError(
                f"--param {each!r}: hãy viết TÊN=GIÁ_TRỊ", f"--param {each!r}: write NAME=VALUE, as in --param day=2024-05-14"
            )
        if name in given:
            raise UsageError(f"--param {name} được cho hai lần", f"--param {name} is given twice")
        if name not in used:
            raise UsageError(
                f"--param {name}: câu hỏi không có tham số này; nó có: {', '.join(sorted(used)) or '-'}",
                f"--param {name}: the query has no such parameter; it has: {', '.join(sorted(used)) or '-'}",
            )
        given[name] = _value(name, value)
    return {**default_values(text), **given}


def _value(name: str, typed: str) -> Any:
    try:
        typed.encode()
        value = json.loads(typed, parse_int=_whole, parse_constant=_not_a_number)
        json.dumps(value, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise UsageError(
            f"--param {name}: có chữ không phải Unicode", f"--param {name}: has letters that are not Unicode"
        ) from None
    except OverflowError:
        raise UsageError(
            f"--param {name}: số quá lớn (tối đa 64 bit)", f"--param {name}: the number is too large (at most 64 bits)"
        ) from None
    except (ValueError, RecursionError):
        return typed
    return value


def _whole(digits: str) -> int:
    value = int(digits)
    if not -_BIGGEST <= value < _BIGGEST:
        raise OverflowError(digits)
    return value


def _not_a_number(word: str) -> None:
    """NaN and Infinity, which Python takes for JSON, are words here."""
    raise ValueError(word)


def run(asked: Asked) -> Taken:
    """The first rows of the answer. Raises StoreError where the store refuses or fails, or the time is up.

    Whatever else ends this call, as Ctrl-C does, ends the query too.
    """
    command = [sys.executable, "-m", "giaoviec.graph.cypher_process"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    request, process.stdin = process.stdin, None  # stays open: where it closes, the process ends (this one was killed)
    assert request is not None
    try:
        with suppress(OSError):  # it ended before it heard: `_ended` tells
            request.write(json.dumps(asdict(asked)).encode() + b"\n")
            request.flush()
        out, told = _communicate(process, time.monotonic() + asked.limits.seconds + _LATE)
    finally:
        process.kill()
        process.wait()
        with suppress(OSError):  # what the dead process did not take
            request.close()
    if process.returncode == OUT_OF_TIME:
        raise StoreError(TIME_UP.vi, TIME_UP.en)
    lines = out.splitlines()
    if process.returncode or not lines:
        raise _ended(process.returncode, told)
    answer = json.loads(lines[-1])
    if "error" in answer:
        raise (UsageError if answer["usage"] else StoreError)(**answer["error"])
    return Taken(tuple(answer["columns"]), answer["rows"], answer["more"])


def _communicate(process: subprocess.Popen[bytes], end: float) -> tuple[bytes, bytes]:
    """What the process says until it ends. Raises StoreError at `end`: its own clock stands still while one call holds Python."""
    while True:
        try:
            return process.communicate(timeout=_TICK)
        except subprocess.TimeoutExpired:
            if time.monotonic() > end:
                raise StoreError(TIME_UP.vi, TIME_UP.en) from None


def _ended(code: int, told: bytes) -> StoreError:
    """The error for a process that ended without an answer, as one does that the system ends for want of memory."""
    last = (told.decode("utf-8", "replace").strip().splitlines() or ["-"])[-1]
    said = Said(
        f"câu hỏi dừng giữa chừng, không có trả lời (mã {code}: {last}); có thể nó cần quá nhiều bộ nhớ, hãy hỏi hẹp hơn",
        f"the query ended without an answer (code {code}: {last}); it may need too much memory, ask for less",
    )
    return StoreError(said.vi, said.en)
