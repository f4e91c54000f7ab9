"""Text from records, sources and file names as it may be shown: without the characters that steer a terminal."""

from __future__ import annotations

import re

# C0 but tab and line feed, DEL, C1 (ESC and CSI among them), and the marks that turn the direction of writing around.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """`text` without what moves the cursor, colours, rings, sets titles or writes backwards."""
    return _STEERING.sub("", text)


def visible_json(text: str) -> str:
    """JSON in which such characters are written as escapes: the same data, and nothing that a terminal obeys."""
    return _STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
