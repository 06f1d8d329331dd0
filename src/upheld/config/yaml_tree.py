"""A configuration in YAML as a tree with places."""

from upheld.config.problems import ConfigError, Problem
from upheld.items import Item
from upheld.yaml import YamlError, read_yaml_text


def read_yaml(path: str, text: str) -> Item | None:
    """Read YAML, or return None for an empty file.

    Raises:
        ConfigError: no YAML, or with aliases, which a configuration does not need and a bomb is made of.
    """
    try:
        return read_yaml_text(text)
    except YamlError as error:
        raise ConfigError([Problem(path, error.line, error.column, str(error))]) from error
