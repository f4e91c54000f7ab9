"""Builds HTML and SVG as a tree, so that whatever comes from a source is text and can never become markup or script."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

# Characters that HTML does not allow or that have no glyph (control characters, halves of pairs, non-characters), and those that
# turn the direction of what follows, so that a name would read otherwise than it stands.
_UNFIT = re.compile("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

Child = Element | str | None


def el(tag: str, /, *children: Child, **attributes: str | int | None) -> Element:
    """An element with its children; a child or attribute that is None is left out.

    An attribute's "_" stands for "-", and one at its end is dropped: `class_`, `aria_label`.
    """
    given = {name.rstrip("_").replace("_", "-"): fit(str(value)) for name, value in attributes.items() if value is not None}
    made = Element(tag, given)
    for child in children:
        if isinstance(child, str):
            _add_text(made, fit(child))
        elif child is not None:
            made.append(child)
    return made


def fit(text: str) -> str:
    """The text with each character that cannot be shown as it stands replaced by U+FFFD."""
    return _UNFIT.sub("\ufffd", text)


def markup(element: Element) -> str:
    """The element as HTML; text and attributes are escaped by the standard library."""
    return tostring(element, encoding="unicode", method="html")


def _add_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text
