"""What CI gives to its steps: `env`, `with` and service containers of GitHub's workflows, `variables` of GitLab's."""

import re
from collections.abc import Iterator

from upheld.facts.settings.giving import given
from upheld.facts.settings.setting import By, Setting
from upheld.items import Item

_PIPELINE = re.compile(
    r"\.github/workflows/[^/]+\.ya?ml|(?:.*/)?action\.ya?ml|\.gitlab-ci\.ya?ml|\.gitlab/ci/[\w./-]+\.ya?ml"
)
_DEEPEST = 12


def is_pipeline(path: str) -> bool:
    """Tell whether a file tells a CI system what to run."""
    return _PIPELINE.fullmatch(path) is not None


def pipeline_settings(path: str, root: Item, depth: int = 0) -> Iterator[Setting]:
    """Yield every variable and every input that is given to a step, at whatever level it is said."""
    for pair in root.pairs:
        if pair.key in {"env", "variables"} and pair.item.kind == "mapping":
            yield from given(path, pair.item)
        elif pair.key == "with" and pair.item.kind == "mapping":
            yield from given(path, pair.item, by=By.INPUT)
        elif depth < _DEEPEST:
            yield from pipeline_settings(path, pair.item, depth + 1)
    for item in root.items if depth < _DEEPEST else ():
        yield from pipeline_settings(path, item, depth + 1)
