"""JSON as plain data, with lines: numbers with a point stay text, and keys that stand twice are seen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from giaoviec.graph.errors import InputError
from giaoviec.graph.plain import Document, Event, documents, too_deep, unquoted

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"|[{}\[\]]|[^\s{}\[\]",:]+')


def json_documents(text: str, where: str, lines: bool = False) -> Iterator[Document]:
    """The one document of a JSON text. Raises InputError for broken JSON, and as `plain.documents` does."""
    try:
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        raise InputError(
            f"JSON sai cú pháp: {error.msg}; hãy sửa dòng này",
            f"broken JSON: {error.msg}; mend this line",
            f"{where}:{error.lineno}:{error.colno}",
        ) from None
    except RecursionError:
        raise too_deep(where) from None
    return documents(_events(text), where, lines)


def _events(text: str) -> Iterator[Event]:
    """The events of a text that is known to be JSON, so that colons and commas may be passed over."""
    yield Event("document", 1)
    line, at = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", at, match.start())
        at = match.start()
        token = match.group()
        if token in "{[":
            yield Event("map" if token == "{" else "list", line)
        elif token in "}]":
            yield Event("end", line)
        elif token[0] == '"':
            words = json.loads(token) if "\\" in token else token[1:-1]
            yield Event("scalar", line, words, words)
        else:
            yield Event("scalar", line, unquoted(token), token)
