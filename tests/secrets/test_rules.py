# ruff: noqa: S311 - a seed makes every run alike
"""Every rule is bounded, is called by its keywords, and finds what is drawn from its own pattern."""

import random

import pytest

from drawing import drawn, greatest_width, unbounded
from upheld.policy import secrets as promised
from upheld.secrets import Category, Confidence, Rule, Rules, all_rules, scan
from upheld.secrets.loading import FOLDER, GATHERED, digest, read
from upheld.secrets.rule import WINDOW, name_and_value
from upheld.secrets.verifying import VERIFIERS

RULES = all_rules().all
DRAWS = 12
# What decides beside their patterns is shown in test_verifying: nothing that is drawn by chance passes.
DECIDED = {"private-key", "private-key-inside", "json-web-token", "discord", "basic"}
DRAWABLE = [rule for rule in RULES if rule.verified not in DECIDED]


def text_of(rule: Rule, chance: random.Random) -> bytes:
    value = drawn(rule.pattern, chance)
    return f'{chance.choice(rule.keywords)}_token = "{value}"\n'.encode() if rule.assigned else f"{value}\n".encode()


def test_rules_have_names_of_their_own() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_the_gathered_rules_are_those_of_the_files() -> None:
    # Where this fails: python -m upheld.secrets.gathering
    assert digest(FOLDER) in GATHERED.read_text(encoding="utf-8")
    assert [stated["id"] for stated in read(FOLDER)] == [rule.id for rule in RULES]


def test_categories_are_words_of_the_promise() -> None:
    assert {category.value for category in Category} <= {
        promised.API_KEYS,
        promised.PRIVATE_KEYS,
        promised.PASSWORDS,
        promised.INTERNAL_HOSTS,
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_rule_is_bounded(rule: Rule) -> None:
    assert unbounded(rule.compiled) == []
    assert greatest_width(rule.compiled) <= 2 * WINDOW
    assert all(keyword == keyword.lower() for keyword in rule.keywords)
    assert rule.verified is None or rule.verified in VERIFIERS


def test_the_pattern_of_names_and_values_is_bounded() -> None:
    assert unbounded(name_and_value()) == []
    assert greatest_width(name_and_value()) <= WINDOW


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.assigned or rule.generic], ids=lambda rule: rule.id)
def test_what_only_a_name_tells_is_sure_only_where_the_name_is_of_one_thing(rule: Rule) -> None:
    sure = {"aws-secret-key", "rails-master-key", "rails-secret-key-base"}

    assert (rule.confidence is Confidence.HIGH) == (rule.id in sure)


@pytest.mark.parametrize("rule", DRAWABLE, ids=lambda rule: rule.id)
def test_a_rule_finds_what_is_drawn_from_its_pattern(rule: Rule) -> None:
    chance = random.Random(rule.id)
    alone = Rules([rule])
    found = [hit for _ in range(DRAWS) for hit in scan(text_of(rule, chance), alone)]

    assert found, f"{rule.id} finds nothing of its own"
    assert {hit.rule for hit in found} == {rule.id}


def test_rules_of_some_categories_are_the_others_left_out() -> None:
    keys = all_rules().only({Category.PRIVATE_KEYS})

    assert {rule.category for rule in keys.all} == {Category.PRIVATE_KEYS}
    assert len(keys.all) < len(RULES)
