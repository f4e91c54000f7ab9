"""The hashes by which files and texts are known again: SHA-256, in hex."""

from __future__ import annotations

import hashlib


def hashed(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def text_hash(text: str) -> str:
    """The hash of a text as UTF-8, also where a file held half of a surrogate pair."""
    return hashed(text.encode("utf-8", "surrogatepass"))
