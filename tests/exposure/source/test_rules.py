"""Every rule finds its positive examples, with the reach that they state, and none of its negative ones."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from upheld.exposure.source import bind_of, hits, may_hit, parsed
from upheld.exposure.source.loading import FOLDER, GATHERED, digest, read, rules
from upheld.exposure.source.parsed import Hit

ENDINGS = {"python": ".py", "javascript": ".ts", "go": ".go", "rust": ".rs"}
REACHES = {"all": "every interface", "loopback": "loopback", "unknown": "an interface that the source does not tell"}


def stated() -> Iterator[tuple[str, dict[str, Any]]]:
    for file in sorted(Path(FOLDER).glob("*.yaml")):
        for rule in yaml.load(file.read_bytes(), yaml.CSafeLoader)["rules"]:
            yield file.stem, rule


def examples(sign: str) -> list[Any]:
    return [
        pytest.param(language, rule["id"], example, id=f"{rule['id']}-{number}")
        for language, rule in stated()
        for number, example in enumerate(rule[sign])
    ]


def found(language: str, code: str) -> list[Hit]:
    file = parsed(f"src/server{ENDINGS[language]}", code.encode())
    assert file
    return hits(file)


@pytest.mark.parametrize(("language", "rule", "example"), examples("positive"))
def test_a_rule_finds_its_example(language: str, rule: str, example: tuple[str, str]) -> None:
    reach, code = example
    ours = [hit for hit in found(language, code) if hit.rule.id == rule]

    assert ours
    assert {bind_of(hit).reach.value for hit in ours} == {REACHES[reach]}
    assert may_hit(code.encode(), language)


@pytest.mark.parametrize(("language", "rule", "code"), examples("negative"))
def test_a_rule_leaves_what_looks_alike(language: str, rule: str, code: str) -> None:
    assert rule not in {hit.rule.id for hit in found(language, code)}


def test_the_gathered_rules_are_those_of_the_files() -> None:
    # Where this fails: python -m upheld.exposure.source.gathering
    gathered = json.loads(GATHERED.read_bytes())

    assert gathered["of"] == digest()
    assert {language: gathered[language] for language in ENDINGS} == {language: read(language) for language in ENDINGS}


@pytest.mark.parametrize("language", list(ENDINGS))
def test_rules_have_names_of_their_own(language: str) -> None:
    ids = [rule.id for rule in rules(language).all]

    assert len(set(ids)) == len(ids)
    assert all(name.startswith(f"{language}-") for name in ids)
