"""The cassettes themselves: no secret, no person, no header that nobody needs, and the real services' addresses."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

CASSETTES = sorted((Path(__file__).parent / "cassettes").rglob("*.yaml"))
SECRETS = re.compile(r"gh[pousr]_|github_pat_|Bearer |Basic |[\w.+-]+@[\w-]+\.\w", re.IGNORECASE)
ADDRESSES = ("https://pypi.org/", "https://registry.npmjs.org/", "https://api.github.com/")


def interactions(cassette: Path) -> list[dict[str, Any]]:
    return list(yaml.safe_load(cassette.read_text(encoding="utf-8"))["interactions"])


def test_there_are_cassettes() -> None:
    assert CASSETTES


@pytest.mark.parametrize("cassette", CASSETTES, ids=lambda path: path.stem)
def test_no_cassette_holds_a_secret_or_an_address_of_a_person(cassette: Path) -> None:
    assert SECRETS.search(cassette.read_text(encoding="utf-8")) is None


@pytest.mark.parametrize("cassette", CASSETTES, ids=lambda path: path.stem)
def test_every_cassette_names_the_real_services(cassette: Path) -> None:
    assert all(interaction["request"]["uri"].startswith(ADDRESSES) for interaction in interactions(cassette))


@pytest.mark.parametrize("cassette", CASSETTES, ids=lambda path: path.stem)
def test_only_headers_that_matter_are_kept(cassette: Path) -> None:
    for interaction in interactions(cassette):
        assert set(interaction["request"]["headers"]) <= {"Accept"}
        assert set(interaction["response"]["headers"]) <= {"Content-Type", "ETag", "Last-Modified", "Location"}


@pytest.mark.parametrize("shape", ["ghp_x", "github_pat_x", "Bearer x", "someone@example.org"])
def test_the_search_finds_what_it_is_for(shape: str) -> None:
    assert SECRETS.search(f"body: '{shape}'")
