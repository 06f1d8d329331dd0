import pytest

from making import rows

TABLE = """
| Version | Status |
| ------- | ------ |
| 4.x     | 🟤     |
| 3.x     | 🔵     |
| 2.x     | 🟣     |
"""
LEGENDS = {
    "a table before": "| Mark | Meaning |\n|---|---|\n| 🟤 | in development |\n| 🔵 | supported |\n| 🟣 | end of life |\n",
    "a quoted table": "> | Mark | Meaning |\n> |---|---|\n> | 🟤 | planned |\n> | 🔵 | security fixes |\n> | 🟣 | EOL |\n",
    "a list": "- 🟤 in development\n- 🔵 = supported\n- 🟣 – unsupported\n".replace("🟤 in", "🟤: in"),
    "a sentence": "Legend: 🟤 = in development, 🔵 = supported, 🟣 = no longer supported.\n",
    "arrows": "🟤 → planned; 🔵 → maintained; 🟣 → retired\n",
}


@pytest.mark.parametrize("legend", LEGENDS.values(), ids=LEGENDS)
def test_marks_mean_what_their_legend_says(legend: str) -> None:
    text = f"# Security\n\n## Supported versions\n\n{legend}\n{TABLE}"

    assert rows(text) == [("4.x", False), ("3.x", True), ("2.x", False)]


@pytest.mark.parametrize("legend", LEGENDS.values(), ids=LEGENDS)
def test_a_legend_may_follow_the_table(legend: str) -> None:
    text = f"# Security\n\n## Supported versions\n{TABLE}\n{legend}\n"

    assert rows(text) == [("4.x", False), ("3.x", True), ("2.x", False)]


def test_a_shortcode_may_be_told_by_a_legend() -> None:
    text = """
        ## Supported versions

        - :sunny: = supported
        - :snowflake: = not supported

        | Version | Status      |
        | ------- | ----------- |
        | 3.x     | :sunny:     |
        | 2.x     | :snowflake: |
        """

    assert rows(text) == [("3.x", True), ("2.x", False)]


def test_a_legend_under_another_heading_is_about_something_else() -> None:
    text = """
        ## Severity

        - ✅ = not supported

        ## Supported versions

        | Version | Supported |
        | ------- | --------- |
        | 3.x     | ✅        |
        """

    assert rows(text) == [("3.x", True)]
