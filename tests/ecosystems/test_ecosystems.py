import pytest

from upheld.ecosystems import Package, UnorderedVersionError, normalised, unordered, version_key

ORDERED = "PyPI npm Go crates.io Hex Pub SwiftURL Packagist RubyGems Maven NuGet".split()


@pytest.mark.parametrize("ecosystem", [*ORDERED, "GitHub Actions"])
def test_the_order_of_these_ecosystems_is_known(ecosystem: str) -> None:
    key = version_key(ecosystem)

    assert key is not None
    assert key("1.2.3") < key("1.10.0")


@pytest.mark.parametrize("ecosystem", ["ConanCenter", "Julia", "Debian:12", "CRAN", "Root:npm", "pypi", "", ":npm"])
def test_the_order_of_others_is_not_guessed(ecosystem: str) -> None:
    assert version_key(ecosystem) is None


def test_a_suffix_names_the_same_ecosystem() -> None:
    assert version_key("Maven:https://maven.google.com") is version_key("Maven")


@pytest.mark.parametrize(
    ("ecosystem", "name", "expected"),
    [
        ("PyPI", "Zope.Interface__x", "zope-interface-x"),
        ("NuGet", "Newtonsoft.Json", "newtonsoft.json"),
        ("Packagist", "Monolog/Monolog", "monolog/monolog"),
        ("Packagist:https://packages.drupal.org/8", "Drupal/Core", "drupal/core"),
        ("npm", "JSONStream", "JSONStream"),
        ("Go", "github.com/BurntSushi/toml", "github.com/burntsushi/toml"),
        ("crates.io", "serde_json", "serde_json"),
        ("RubyGems", "RedCloth", "RedCloth"),
        ("Maven", "org.Foo:Bar_baz", "org.Foo:Bar_baz"),
    ],
)
def test_names_are_compared_in_one_spelling(ecosystem: str, name: str, expected: str) -> None:
    assert normalised(ecosystem, name) == expected
    assert normalised(ecosystem, expected) == expected


def test_a_package_is_told_by_name_and_version() -> None:
    assert str(Package("npm", "lodash", "4.17.20")) == "lodash 4.17.20"


def test_a_long_text_is_not_repeated_whole() -> None:
    error = unordered("9" * 1_000, "a version")

    assert isinstance(error, UnorderedVersionError)
    assert str(error) == f"'{'9' * 60}...' is not a version"
