"""What a configuration says of keys."""

from datetime import date
from pathlib import Path

import pytest

from upheld.config import ConfigError, KeySettings, read_config
from upheld.repository import Repository


def settings(folder: Path, text: str) -> KeySettings:
    (folder / ".upheld.yml").write_text(text, encoding="utf-8")
    return read_config(Repository(folder)).keys


def test_all_limits_have_defaults(tmp_path: Path) -> None:
    assert settings(tmp_path, "keys: {}\n") == KeySettings(45, 14, 7, 7, ())
    assert settings(tmp_path, "select: []\n") == KeySettings()


def test_limits_and_compromises_are_read(tmp_path: Path) -> None:
    text = """\
keys:
  unused: 60
  expires_soon: 0
  overlap: 30
  evidence_age: 1
  compromises:
    - {key: NPM_TOKEN, date: 2026-01-10, reason: it was printed in a log}
"""
    found = settings(tmp_path, text)

    assert (found.unused, found.expires_soon, found.overlap, found.evidence_age) == (60, 0, 30, 1)
    (compromise,) = found.compromises
    assert (compromise.key, compromise.date, compromise.reason) == (
        "NPM_TOKEN",
        date(2026, 1, 10),
        "it was printed in a log",
    )
    assert str(compromise.location) == ".upheld.yml:7"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("keys: {unusd: 3}", "did you mean 'unused'?"),
        ("keys: {unused: soon}", "must be a number of days"),
        ("keys: {compromises: [{key: A, date: 2026-01-10}]}", "'reason' is missing"),
        ("keys: {compromises: [{key: A, date: 10.1.2026, reason: x}]}", "must be a date such as"),
        ("keys: {compromises: [{date: 2026-01-10, reason: x}]}", "'key' is missing"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message.replace("?", r"\?")):
        settings(tmp_path, text)
