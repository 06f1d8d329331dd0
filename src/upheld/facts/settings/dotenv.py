"""Files of environment variables: `.env`, its templates, and direnv's `.envrc`."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from upheld.facts.settings.giving import setting
from upheld.facts.settings.setting import Setting
from upheld.lines import split_lines
from upheld.model import Location

MOST_LINES = 5_000
_LONGEST_LINE = 4_000
_LINE = re.compile(
    r"\s{0,40}(?:export\s{1,10})?(?P<name>[A-Za-z_][\w.-]{0,120})\s{0,20}=\s{0,20}(?P<value>.*)", re.DOTALL
)
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*+\"|'[^']*+'")
_COMMENT = re.compile(r"(?:^|\s)#.*", re.DOTALL)
_ENV = re.compile(r"\.env(?:rc)?|\.env[.-][\w.-]{1,60}|[\w.-]{1,60}\.env", re.IGNORECASE)
_TEMPLATE = re.compile(
    r"example|sample|template|tmpl|tpl|dist|default|skeleton|stub|recommended|placeholder|reference|schema|vault|enc(?:rypted)?|sops|age|gpg",
    re.IGNORECASE,
)


def is_env_file(path: str) -> bool:
    """Tell whether a file holds environment variables, for real or to be filled in."""
    return _ENV.fullmatch(PurePosixPath(path).name) is not None


def is_template(path: str) -> bool:
    """Tell whether a file of environment variables is there to be copied and filled in."""
    return _TEMPLATE.search(PurePosixPath(path).name) is not None


def env_file_settings(path: str, text: str) -> Iterator[Setting]:
    """Yield each variable that a file sets; one that is commented out is none."""
    for number, line in enumerate(split_lines(text)[:MOST_LINES], start=1):
        if match := _LINE.fullmatch(line[:_LONGEST_LINE]):
            value = match["value"]
            quoted = _QUOTED.match(value)
            bare = quoted[0] if quoted else _COMMENT.sub("", value, count=1)
            yield setting(match["name"], bare, Location(path, number, match.start("value") + 1))
