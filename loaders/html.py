"""Saved web pages: the article's text by trafilatura, with the title, date, lead, captions and byline that it drops."""

import re
from pathlib import Path
from typing import Any

from giaoviec.graph.errors import InputError
from giaoviec.loaders.report import LIMIT, read_text

SUFFIXES = (".html", ".htm", ".xhtml")
LEAD = "sapo|lead|chapeau|desc|summary|intro|tomtat"
DATE = "date|time|ngay|publish"
AUTHOR = "author|tacgia|byline|tac-gia"
CAPTION = "caption|photo|image-desc|chuthich"
STAMP = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}")
LONGEST_DATE_LINE = 80


def read_html(path: Path, limit: int = LIMIT) -> str:
    """The text of an article: title, date line, lead, paragraphs, captions, byline, one a line. `limit`: bytes.

    Raises InputError: as `read_text`; a page without an article; the extra `web` is not installed.
    """
    return article(read_text(path, limit), str(path))


def article(page: str, where: str) -> str:
    """The text of a page given as HTML."""
    try:
        import trafilatura
        from lxml import html as parser
    except ImportError as missing:
        raise InputError(
            'cần cài thêm, trong thư mục của dự án: pip install ".[web]"',
            'needs an extra; in the project folder: pip install ".[web]"',
            where,
        ) from missing
    if not page.strip():
        raise InputError("tệp rỗng", "the file is empty", where)
    tree = parser.fromstring(page)
    body = trafilatura.extract(page, include_comments=False, include_tables=True, include_links=False) or ""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    head = [title(tree), date_line(tree), first(tree, LEAD)]
    made = [line for line in head if line] + lines + captions(tree, body)
    author = first(tree, AUTHOR)
    if author and len(author) < LONGEST_DATE_LINE:
        made.append(author)
    if not lines and not head[2]:
        raise InputError("không tìm thấy bài viết trong trang", "no article was found in the page", where)
    return "\n\n".join(without_repeats(made)) + "\n"


def squeezed(element: Any) -> str:
    return " ".join(element.text_content().split())


def first(tree: Any, names: str) -> str:
    """The text of the first element whose class, id or itemprop has one of the names and that says something."""
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "meta", "link", "body", "html", "head", "time"):
            continue
        marks = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop")).lower()
        if re.search(rf"(?:^|[\s_-])(?:{names})", marks):
            text = squeezed(element)
            if text and len(text) < 1500:
                return text
    return ""


def title(tree: Any) -> str:
    """The first heading, else what the page calls itself."""
    for way in ("//h1", "//meta[@property='og:title']/@content", "//title"):
        for found in tree.xpath(way):
            text = " ".join(str(found).split()) if isinstance(found, str) else squeezed(found)
            if text:
                return text
    return ""


def date_line(tree: Any) -> str:
    """The line with the day of publication, the one with a time of day before others."""
    found: list[str] = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        marks = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop")).lower()
        if element.tag == "time" or re.search(DATE, marks):
            text = squeezed(element)
            if STAMP.search(text) and len(text) < LONGEST_DATE_LINE:
                found.append(text)
    timed = [text for text in found if re.search(r"\d{1,2}[:h]\d{2}", text)]
    return (timed or found or [""])[0]


def captions(tree: Any, body: str) -> list[str]:
    """Captions that the article's text does not hold already."""
    made: list[str] = []
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        marks = (element.get("class") or "").lower()
        if element.tag == "figcaption" or re.search(CAPTION, marks):
            text = squeezed(element)
            if 10 < len(text) < 400 and text not in body and text not in made:
                made.append(text)
    return made


def without_repeats(lines: list[str]) -> list[str]:
    """The lines, each once, in their order."""
    return list(dict.fromkeys(lines))


text_of = read_html
