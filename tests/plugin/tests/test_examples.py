"""Every example says what its `expected.txt` says; an example that is added is found."""

from pathlib import Path

import pytest

from upheld.examples import EXPECTED, examples_in, judged

EXAMPLES = examples_in(Path(__file__).parents[1] / "upheld_release_notes")


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_example_says_what_is_expected(example: Path, tmp_path: Path) -> None:
    said = judged(example, tmp_path / "repository")

    assert said.stdout == (example / EXPECTED).read_text(encoding="utf-8")
    assert (said.returncode == 1) == example.name.startswith("broken-")
