import pytest

from making import rows, statement

OURS = """

## Supported versions

| Version | Supported |
| ------- | --------- |
| 3.x     | yes       |
"""
FOREIGN = {
    "Python versions": "## Python\n\n| Python version | Supported |\n|---|---|\n| 3.12 | yes |\n| 3.8 | no |\n",
    "Python by column": "## Requirements\n\n| Python | Supported |\n|---|---|\n| 3.12 | ✅ |\n| 3.8 | ❌ |\n",
    "platforms by row": "## Platforms\n\n| Version | Supported |\n|---|---|\n| Node.js 22 | ✅ |\n| Node.js 16 | ❌ |\n",
    "platforms in a column": "## Compatibility\n\n| Product | Version | Supported |\n|---|---|---|\n"
    "| Kubernetes | 1.31 | yes |\n| PostgreSQL | 14 | yes |\n",
    "Go by heading": "## Supported Go versions\n\n| Version | Supported |\n|---|---|\n| 1.24 | yes |\n| 1.22 | no |\n",
    "Rust by introduction": "## Toolchain\n\nThe minimum supported Rust version:\n\n"
    "| Version | Supported |\n|---|---|\n| 1.82 | yes |\n| 1.70 | no |\n",
    "CVE list": "## Known issues\n\n| CVE | Version | Status |\n|---|---|---|\n| CVE-2031-1000 | 2.1 | fixed |\n",
    "advisories": "## Advisories\n\n| Advisory | Affected versions | Fixed in |\n|---|---|---|\n| W-1 | < 2.1 | 2.1 |\n",
    "severities": "## Response\n\n| Severity | Supported | Days |\n|---|---|---|\n| High | yes | 7 |\n| Low | no | 90 |\n",
    "version history": "## History\n\n| Version | Date | Changes |\n|---|---|---|\n"
    "| 1.1 | 2025-02-03 | new address |\n| 1.0 | 2024-01-02 | first text |\n",
    "toolchains": "## Toolchains\n\n| Toolchain | Version | Supported |\n|---|---|---|\n| gcc | 14 | yes |\n| clang | 18 | yes |\n",
    "contacts": "## Contact\n\n| Who | Where |\n|---|---|\n| Team | security@widget.example |\n",
    "legend only": "## Legend\n\n| Mark | Meaning |\n|---|---|\n| ✅ | supported |\n| ❌ | not supported |\n",
}


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_a_table_about_something_else_states_nothing(text: str) -> None:
    assert rows(f"# Security policy of Widget\n\n{text}") == []
    assert not statement(f"# Security policy of Widget\n\n{text}").stated


@pytest.mark.parametrize("text", FOREIGN.values(), ids=FOREIGN)
def test_a_table_about_something_else_is_passed_over(text: str) -> None:
    assert rows(f"# Security policy of Widget\n\n{text}{OURS}") == [("3.x", True)]


@pytest.mark.parametrize(
    ("title", "column"),
    [
        ("Security policy of Python Widgets", "Version"),
        ("Go security policy", "Go version"),
        ("Redis", "Redis version"),
    ],
)
def test_a_project_that_is_itself_a_platform_states_its_own_versions(title: str, column: str) -> None:
    text = f"# {title}\n\n## Supported versions\n\n| {column} | Supported |\n|---|---|\n| 3.x | yes |\n| 2.x | no |\n"

    assert rows(text) == [("3.x", True), ("2.x", False)]


@pytest.mark.parametrize(
    "text",
    [
        "We support Python 3.11 and later.",
        "Only supported Node.js versions receive security updates.",
        "Security fixes are tested with Kubernetes 1.31 only.",
        "The minimum supported Rust version is 1.82.",
        "Widget runs on Java 21 and is supported on Linux only.",
    ],
)
def test_a_sentence_about_a_platform_states_nothing(text: str) -> None:
    assert rows(f"# Security\n\n## Supported versions\n\n{text}\n") == []


def test_a_list_of_platforms_states_nothing() -> None:
    text = "# Security\n\n## Supported versions\n\n- Python 3.12: supported\n- Python 3.8: not supported\n"

    assert rows(text) == []
