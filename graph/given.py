"""What a person gave of a source since its text does not tell it: it stays when the text is read again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pydantic import TypeAdapter, ValidationError

from giaoviec.graph.errors import InputError, UsageError
from giaoviec.graph.files import folded
from giaoviec.graph.records import Published, Record

GIVEN = ("published", "jurisdiction", "publisher", "url")
"""What may be given; no text tells its own address, so an address is always given."""


_DAY: TypeAdapter[str] = TypeAdapter(Published)
_TYPED = re.compile(r"(?:(\d{1,2})[./-])?(\d{1,2})[./-](\d{4})")


def checked(given: Mapping[str, str | None], where: str = "") -> dict[str, str | None]:
    """What is given, the day of publication as ISO text: 2017, 2017-05 (or 5/2017), 2017-05-17 (or 17/5/2017), and a time.

    Raises InputError for what is none of these in a file, UsageError without `where`, for an option.
    """
    told = given.get("published")
    if not told:
        return dict(given)
    typed = _TYPED.fullmatch(told.strip())
    day = "-".join(part.zfill(2) for part in (typed[3], typed[2], typed[1]) if part) if typed else told
    try:
        return {**given, "published": _DAY.validate_python(day)}
    except ValidationError as error:
        raise (InputError if where else UsageError)(
            f"{told!r} không phải ngày đăng; viết 2017, 2017-05 hoặc 2017-05-17",
            f"{told!r} is no day of publication; write 2017, 2017-05 or 2017-05-17",
            where,
        ) from error


class Before(NamedTuple):
    """A source whose text was read before: the text's file name in the case, the source's key, and what was given of it."""

    file: str
    key: str
    given: Mapping[str, str]


Texts = Mapping[str, Sequence[Before]]
"""The sources of a case by the SHA-256 of their text."""


def given_of(record: Record) -> dict[str, str]:
    """What a record says that was given."""
    told = {**record.source.model_dump(include=set(GIVEN)), "jurisdiction": record.jurisdiction}
    return {name: told[name] for name in GIVEN if told[name] and (name == "url" or name in record.source.given)}


def same_source(texts: Texts, sha256: str, file: str, url: str | None) -> Before | None:
    """The source that a text of this hash was before: that of the same file name, else the only one whose address is not another
    than `url`. Two papers may print one text."""
    found = texts.get(sha256, ())
    named = [each for each in found if folded(each.file) == folded(file)]
    others = [each for each in found if not url or each.given.get("url", url) == url]
    return next((some[0] for some in (named, others) if len(some) == 1), None)
