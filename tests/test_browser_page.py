"""The kit in the real Browser page of a real server: it connects, takes style and queries, and draws what a reader expects.

What a person does is done here: files are dropped into the window, queries run from the editor. Pictures are not kept.
"""

from __future__ import annotations

import base64
import json
import urllib.parse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from chromium import chromium
from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.ui import WebDriverWait
from servers import Neo4j, running, settings_for
from store_body import Place

from giaoviec.graph.browser_kit import browser_text, parameter_map, write_kit
from giaoviec.graph.browser_style import looks
from giaoviec.graph.folder import Case
from giaoviec.graph.saved import drawn_questions, questions
from giaoviec.graph.stores.base import Access
from giaoviec.graph.stores.local_server.state import read_server
from giaoviec.graph.vocabulary import ontology

__all__ = ["chromium"]

DRAWN: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "data" / "drawn.yaml").read_text(encoding="utf-8"))
DROP = """
const bytes = Uint8Array.from(atob(arguments[1]), c => c.charCodeAt(0)), data = new DataTransfer();
data.items.add(new File([bytes], arguments[0]));
for (const kind of ['dragenter', 'dragover', 'drop'])
  document.querySelector('.filedrop').dispatchEvent(new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: data}));
"""
# Of the newest picture: each circle's words and colour, each arrow's words and colour.
PICTURE = """
const frame = document.querySelector('[data-testid="frame"]');
const words = e => [...e.querySelectorAll('text')].map(t => t.textContent.trim()).filter(t => t).join(' ');
const nodes = [...frame.querySelectorAll('svg g.node')].map(g => [words(g), g.querySelector('circle.b-outline').getAttribute('fill')]);
const links = [...frame.querySelectorAll('svg g.relationship')].map(g => [words(g), g.querySelector('path.b-outline').getAttribute('fill')]);
return [nodes, links, Math.max(0, ...[...frame.querySelectorAll('svg circle.b-outline')].map(c => c.getBoundingClientRect().width))];
"""


class Page:
    """The Browser's page of one server, connected with its password."""

    def __init__(self, chromium: webdriver.Chrome, server: Neo4j, address: str) -> None:
        self._chromium = chromium
        chromium.get(f"{address}?cmd=edit&arg={urllib.parse.quote('RETURN 1')}")
        self.wait(lambda: self.all('[data-testid="connect"]'))
        name = self.all('[data-testid="username"]')[0]
        if not name.get_attribute("value"):
            name.send_keys(server.user)
        self.all('[data-testid="password"]')[0].send_keys(server.password)
        self.all('[data-testid="connect"]')[0].click()
        self.wait(lambda: any("You are connected as user" in frame.text for frame in self.all('[data-testid="frame"]')))

    def all(self, css: str) -> list[WebElement]:
        return self._chromium.find_elements(By.CSS_SELECTOR, css)

    def wait(self, holds: Any, seconds: float = 40) -> None:
        WebDriverWait(self._chromium, seconds).until(lambda _: holds())

    def drop(self, name: str, data: bytes) -> None:
        """Drops a file into the window."""
        self._chromium.execute_script(DROP, name, base64.b64encode(data).decode())

    def run(self, text: str) -> None:
        """Pastes a text into the editor and runs it: a file is dropped, and the editor chosen where the page asks."""
        self.drop("query.cypher", text.encode())
        self.wait(lambda: self.all(".filedrop-paste-in-editor"))
        self.all(".filedrop-paste-in-editor")[0].click()
        self.wait(lambda: not self.all(".filedrop-paste-in-editor"))
        self.all('[data-testid="editor-Run"]')[0].click()
        head = " ".join(text.split())[:40]
        self.wait(lambda: self.all('[data-testid="frameCommand"]')[0].text.strip().startswith(head))

    def kept(self, name: str) -> Any:
        """What the page keeps under a name in the web browser's storage."""
        return json.loads(self._chromium.execute_script("return localStorage.getItem(arguments[0])", f"neo4j.{name}") or "null")

    def folders(self) -> set[str]:
        """The folders of favourites."""
        return {folder["name"] for folder in self.kept("folders") or []}

    def picture(self, nodes: int, links: int) -> tuple[list[list[str]], list[list[str]], float]:
        """Circles and arrows of the newest picture, once there are so many; a picture is drawn before its arrows have words."""

        def drawn() -> bool:
            circles, arrows, _ = self._chromium.execute_script(PICTURE)
            return (len(circles), len(arrows)) == (nodes, links) and all(words for words, _ in arrows)

        self.wait(drawn)
        found = self._chromium.execute_script(PICTURE)
        return found[0], found[1], found[2]


@pytest.fixture(scope="module")
def page(chromium: webdriver.Chrome, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """The page of a server with the sample, with the kit's style and queries dropped into it."""
    folder = tmp_path_factory.mktemp("page")
    with running(folder / "neo4j", settings_for()) as server:
        Place(server.uri, Access(server.user, server.password)).load(Case(folder / "case"))
        known = read_server(folder / "neo4j")
        assert known
        opened = Page(chromium, server, known.browser)
        write_kit(folder / "kit")
        opened.drop("style-vi.grass", (folder / "kit" / "style-vi.grass").read_bytes())
        opened.wait(lambda: opened.kept("grass"))
        opened.drop("queries.zip", (folder / "kit" / "queries.zip").read_bytes())
        opened.wait(lambda: "giaoviec-graph" in opened.folders())
        opened.run(":config {autoComplete: false}")
        yield opened


def test_the_style_is_taken(page: Page) -> None:
    grass = page.kept("grass")
    for kind in ontology().concrete:
        assert grass[f"node.{kind}"]["color"] == looks()[kind].colour
        assert grass[f"node.{kind}"]["diameter"] == f"{looks()[kind].size}px"
    assert grass["relationship.GIVEN_TO"]["caption"] == "giao cho"


def test_all_queries_are_among_the_favourites_in_two_folders(page: Page) -> None:
    texts = [each["content"] for each in page.kept("documents")]
    for question in (*questions().values(), *drawn_questions().values()):
        assert browser_text(question) in texts
    assert {"giaoviec-graph", "giaoviec-tables"} <= page.folders()


@pytest.mark.parametrize("name", drawn_questions())
def test_a_picture_shows_the_expected_things_with_whole_names_and_a_colour_for_each_class(page: Page, name: str) -> None:
    question, expected = drawn_questions()[name], DRAWN[name]
    page.run(f":params {parameter_map(question)}")
    page.run(browser_text(question))
    captions = [(words, kind) for kind, names in expected["nodes"].items() for words in names]
    circles, arrows, widest = page.picture(len(captions), sum(expected["links"].values()))
    kinds = {looks()[kind].colour: kind for kind in ontology().concrete}
    assert Counter((" ".join(words.split()), kinds[colour]) for words, colour in circles) == Counter(
        (" ".join(words.split()), kind) for words, kind in captions
    )
    # The arrows' words may be cut where circles come near; their colours are of the links that are expected.
    wanted = Counter(looks()[kind].colour for kind, count in expected["links"].items() for _ in range(count))
    assert Counter(colour for _, colour in arrows) == wanted
    assert widest > 20


def test_a_query_that_gives_a_table_runs_with_its_parameters(page: Page) -> None:
    question = questions()["given-to"]
    page.run(f":params {parameter_map(question)}")
    page.run(browser_text(question))
    page.wait(lambda: "Sở Giao thông vận tải tỉnh Sông Vân" in page.all('[data-testid="frame"]')[0].text)
    assert "ERROR" not in page.all('[data-testid="frame"]')[0].text
