"""A query that the user wrote, run in a process of its own, so that it can be stopped whatever it does.

The embedded engine cannot be stopped from inside; a server ends a query whose connection goes. So time that is up and Ctrl-C end
the process (graph/cypher_process.py), and with it the query.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
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
_BIGGEST = 2**63
_NAME = re.compile(r"^\w+$")


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

    A value is read as JSON, and is text where it is none. Raises UsageError for what is no NAME=VALUE, or is given twice.
    """
    given: dict[str, Any] = {}
    for each in typed:
        name, sign, value = each.partition("=")
        name = name.strip().removeprefix("$")
        if not sign or not _NAME.match(name):
            raise UsageError(
                f"--param {each!r}: hãy viết TÊN=GIÁ_TRỊ", f"--param {each!r}: write NAME=VALUE, as in --param day=2024-05-14"
            )
        if name in given:
            raise UsageError(f"--param {name} được cho hai lần", f"--param {name} is given twice")
        given[name] = _value(name, value)
    return {**default_values(text), **given}


def _value(name: str, typed: str) -> Any:
    try:
        value = json.loads(typed, parse_constant=_not_a_number)
    except (ValueError, RecursionError):
        return typed
    if isinstance(value, int) and not -_BIGGEST <= value < _BIGGEST:
        raise UsageError(
            f"--param {name}: số quá lớn (tối đa 64 bit)", f"--param {name}: the number is too large (at most 64 bits)"
        )
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
    try:
        out, told = _communicate(process, json.dumps(asdict(asked)).encode())
    finally:
        process.kill()
        process.wait()
    if process.returncode == OUT_OF_TIME:
        raise StoreError(TIME_UP.vi, TIME_UP.en)
    lines = out.splitlines()
    if process.returncode or not lines:
        raise _ended(process.returncode, told)
    answer = json.loads(lines[-1])
    if "error" in answer:
        raise (UsageError if answer["usage"] else StoreError)(**answer["error"])
    return Taken(tuple(answer["columns"]), answer["rows"], answer["more"])


def _communicate(process: subprocess.Popen[bytes], request: bytes) -> tuple[bytes, bytes]:
    given: bytes | None = request
    while True:
        try:
            return process.communicate(given, timeout=_TICK)
        except subprocess.TimeoutExpired:
            given = None


def _ended(code: int, told: bytes) -> StoreError:
    """The error for a process that ended without an answer, as one does that the system ends for want of memory."""
    last = (told.decode("utf-8", "replace").strip().splitlines() or ["-"])[-1]
    said = Said(
        f"câu hỏi dừng giữa chừng, không có trả lời (mã {code}: {last}); có thể nó cần quá nhiều bộ nhớ, hãy hỏi hẹp hơn",
        f"the query ended without an answer (code {code}: {last}); it may need too much memory, ask for less",
    )
    return StoreError(said.vi, said.en)
