"""The process that runs one query of the user's: asked by graph/cypher.py in JSON on stdin, it answers in JSON on stdout.

It ends by itself when its time is up, and when its stdin closes, so that nothing runs on where the program that asked was killed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from typing import Any

from giaoviec.graph.cypher import OUT_OF_TIME
from giaoviec.graph.errors import GiaoviecError, Said, UsageError
from giaoviec.graph.stores.base import Access, Limits, open_store

_TOO_DEEP = Said(
    "trả lời có danh sách lồng quá sâu; hãy trả về từng phần",
    "the answer has lists too deep inside one another; return parts of them",
)
ALONE = 5
"""What the process exits with where the one that asked is gone; nobody hears it."""


def answer(asked: dict[str, Any]) -> dict[str, Any]:
    """The answer to what was asked, or the error, as plain data."""
    try:
        store = open_store(asked["uri"], read_only=True, access=Access(**asked["access"]))
        try:
            taken = store.take(asked["text"], asked["parameters"], Limits(**asked["limits"]))
        finally:
            store.close()
    except GiaoviecError as error:
        said = {"vi": error.said.vi, "en": error.said.en, "where": error.where}
        return {"error": said, "usage": isinstance(error, UsageError)}
    except RecursionError:
        return {"error": {"vi": _TOO_DEEP.vi, "en": _TOO_DEEP.en}, "usage": False}
    return {"columns": taken.columns, "rows": taken.rows, "more": taken.more}


def _end_with_the_asker() -> None:
    os.read(sys.stdin.fileno(), 1)  # past Python's buffer, which an ending interpreter would wait for
    os._exit(ALONE)


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one that asked hears it too, and ends this process
    asked = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_end_with_the_asker, daemon=True).start()
    # An engine that computes cannot be asked to stop, so the whole process goes.
    clock = threading.Timer(asked["limits"]["seconds"], os._exit, [OUT_OF_TIME])
    clock.daemon = True
    clock.start()
    out = json.dumps(answer(asked)).encode()
    sys.stdout.buffer.write(b"\n" + out + b"\n")


if __name__ == "__main__":
    main()
