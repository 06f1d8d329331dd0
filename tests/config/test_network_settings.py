"""What a configuration says of the network."""

from pathlib import Path

import pytest

from upheld.config import ConfigError, NetworkSettings, read_config
from upheld.repository import Repository


def settings(folder: Path, text: str) -> NetworkSettings:
    (folder / ".upheld.yml").write_text(text, encoding="utf-8")
    return read_config(Repository(folder)).network


def test_nothing_is_set_by_default(tmp_path: Path) -> None:
    assert settings(tmp_path, "select: []\n") == NetworkSettings()


def test_the_start_of_the_server_is_read_as_it_is_written(tmp_path: Path) -> None:
    text = """\
network:
  command: [node, dist/index.js, --port, "3000"]
  folder: packages/server
  environment: {LOG_LEVEL: debug, RETRIES: 1.10}
"""
    found = settings(tmp_path, text)

    assert found.command == ("node", "dist/index.js", "--port", "3000")
    assert found.folder == "packages/server"
    assert found.environment == (("LOG_LEVEL", "debug"), ("RETRIES", "1.10"))
    assert str(found.location) == ".upheld.yml:2"


def test_what_was_reviewed_is_read_with_its_place(tmp_path: Path) -> None:
    text = """\
network:
  acknowledged:
    - {capability: python-http-server, file: src/login.py, reason: the login's callback, owner: the maintainers}
"""
    (found,) = settings(tmp_path, text).acknowledged

    assert (found.capability, found.file) == ("python-http-server", "src/login.py")
    assert (found.reason, found.owner) == ("the login's callback", "the maintainers")
    assert str(found.location) == ".upheld.yml:3"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("network: {comand: [x]}", "did you mean 'command'?"),
        ("network: {command: node index.js}", "must be a list of texts"),
        ("network: {environment: {A: [b]}}", "must be a mapping of names to texts"),
        ("network: {environment: {A: {b: c}}}", "must be a mapping of names to texts"),
        ("network: {environment: {A: b, A: c}}", "duplicate key 'A'"),
        ("network: {acknowledged: [{capability: a, file: b, reason: c}]}", "'owner' is missing"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=r"\.upheld\.yml:1:\d+") as caught:
        settings(tmp_path, text)

    assert message in str(caught.value)
