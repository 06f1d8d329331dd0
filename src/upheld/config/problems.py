"""Mistakes in a configuration."""

from typing import NamedTuple

from upheld.errors import UserError


class Problem(NamedTuple):
    """One mistake in a configuration file; line and column are 1-based."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        # A key may hold line ends, after which a runner would take words for a command.
        return f"{self.path}:{self.line}:{self.column}: error: {' '.join(self.message.split())}"


class ConfigError(UserError):
    """The configuration has mistakes; all of them are told at once."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(map(str, self.problems)))
