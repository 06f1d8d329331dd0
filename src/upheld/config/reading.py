"""A configuration file that is there, to a tree without mistakes. Most repositories have none, and their runs do not import this."""

from upheld.config.problems import ConfigError
from upheld.config.settings import SETTINGS
from upheld.config.validation import problems_in
from upheld.items import Item


def tree_in(path: str, text: str) -> Item | None:
    """Read a file, or return None where it states nothing.

    Raises:
        ConfigError: with every mistake in the file, each with its line and column.
    """
    tree = _parsed(path, text)
    problems = list(problems_in(path, tree, SETTINGS)) if tree else []
    if problems:
        raise ConfigError(problems)
    return tree


def _parsed(path: str, text: str) -> Item | None:
    if path.endswith(".toml"):
        from upheld.config.toml_tree import read_toml  # noqa: PLC0415 - one of the two is needed

        return read_toml(text)
    from upheld.config.yaml_tree import read_yaml  # noqa: PLC0415 - one of the two is needed

    return read_yaml(path, text)
