"""YAML as plain data, and plain data as YAML. No tags, no types beyond JSON's, and a clear word where a file is broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from giaoviec.graph.errors import InputError, Said
from giaoviec.graph.plain import Document, Event, documents, too_deep, unquoted

try:  # the C parser and writer, ten times as fast; PyYAML may be built without them
    from yaml import CSafeDumper as _SafeDumper
    from yaml import CSafeLoader as _SafeLoader
except ImportError:
    from yaml import SafeDumper as _SafeDumper  # type: ignore[assignment]
    from yaml import SafeLoader as _SafeLoader  # type: ignore[assignment]

WIDTH = 120
_KINDS = {"map": "tag:yaml.org,2002:map", "list": "tag:yaml.org,2002:seq", "scalar": "tag:yaml.org,2002:str"}
# YAML 1.1, section 5.1: what a file may not hold as it stands.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_PROBLEMS = {
    "mapping values are not allowed in this context": Said(
        "có dấu hai chấm giữa dòng; hãy đặt cả đoạn chữ trong ngoặc kép", "a colon stands within text; put the text in quotes"
    ),
    "found character that cannot start any token": Said(
        "có ký tự không được đứng đầu (tab, @, `); hãy thụt dòng bằng dấu cách, hay đặt chữ trong ngoặc kép",
        "a character stands where none may (a tab, @ or `); indent with blanks, or put the text in quotes",
    ),
    "could not find expected ':'": Said(
        "thiếu dấu hai chấm sau tên trường, hay dòng thụt sai", "a field's name has no colon, or a line is indented wrongly"
    ),
    "did not find expected key": Said(
        "chỗ này phải là tên trường: dòng thụt sai, hay chữ có ngoặc kép bị đứt",
        "a field's name should stand here: a line is indented wrongly, or quoted text breaks off",
    ),
    "found unexpected end of stream": Said("thiếu dấu đóng ngoặc kép", "a quotation mark is not closed"),
}


def yaml_documents(text: str, where: str, lines: bool = False) -> Iterator[Document]:
    """The documents of a YAML text. Raises InputError for broken YAML, tags, and as `plain.documents` does; `where` names
    the file."""
    bad = _FORBIDDEN.search(text)
    if bad:
        line = text.count("\n", 0, bad.start()) + 1
        code = f"U+{ord(bad.group()):04X}"
        raise InputError(
            f"YAML không cho ký tự {code}; hãy xóa, hay viết \\u{code[2:]} trong ngoặc kép",
            f"YAML does not allow the character {code}; remove it, or write \\u{code[2:]} in double quotes",
            f"{where}:{line}",
        )
    return documents(_events(text, where), where, lines)


def _events(text: str, where: str) -> Iterator[Event]:
    try:
        for event in yaml.parse(text, Loader=_SafeLoader):
            taken = _event(event, where)
            if taken is not None:
                yield taken
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{where}:{mark.line + 1}:{mark.column + 1}" if mark else where
        raise _broken(error.problem or "", place) from None
    except yaml.YAMLError as error:
        raise _broken(" ".join(str(error).split()), where) from None


def _broken(problem: str, where: str) -> InputError:
    if "nesting depth" in problem:  # libyaml's own limit, met before any event comes
        return too_deep(where)
    said = _PROBLEMS.get(problem, Said(f"{problem}; hãy sửa dòng này", f"{problem}; mend this line"))
    return InputError(f"YAML sai cú pháp: {said.vi}", f"broken YAML: {said.en}", where)


def _event(event: yaml.Event, where: str) -> Event | None:
    line = event.start_mark.line + 1 if event.start_mark else 1
    if isinstance(event, yaml.ScalarEvent):
        plain = event.tag is None and event.implicit[0] and not event.style
        value = unquoted(event.value) if plain else event.value
        return _tagged(Event("scalar", line, value, event.value, event.anchor), event.tag, where)
    if isinstance(event, yaml.MappingStartEvent):
        return _tagged(Event("map", line, anchor=event.anchor), event.tag, where)
    if isinstance(event, yaml.SequenceStartEvent):
        return _tagged(Event("list", line, anchor=event.anchor), event.tag, where)
    if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
        return Event("end", line)
    if isinstance(event, yaml.AliasEvent):
        return Event("alias", line, anchor=event.anchor)
    return Event("document", line) if isinstance(event, yaml.DocumentStartEvent) else None


def _tagged(event: Event, tag: str | None, where: str) -> Event:
    """The event, if its tag says nothing but what it is: tags that make objects are not for records."""
    if tag not in (None, "!", _KINDS[event.kind]):
        name = str(tag).replace("tag:yaml.org,2002:", "!!")
        raise InputError(
            f"không nhận nhãn kiểu {name} của YAML; hãy xóa nhãn",
            f"the YAML tag {name} is not taken; remove it",
            f"{where}:{event.line}",
        )
    return event


class _Dumper(_SafeDumper):
    """Writes days without quotes, and each value in full, never as an alias."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - PyYAML's own attribute
        first: [(tag, pattern) for tag, pattern in pairs if tag != "tag:yaml.org,2002:timestamp"]
        for first, pairs in _SafeDumper.yaml_implicit_resolvers.items()
    }

    def ignore_aliases(self, data: Any) -> bool:
        return True


def to_yaml(data: Any) -> str:
    """Plain data as YAML that `yaml_documents` reads back as it was: keys in their order, letters as they are, long text
    folded between words."""
    return str(yaml.dump(data, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH))
