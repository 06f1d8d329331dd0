"""What a runner gives to an action and takes from it: inputs, the event, outputs, the job summary."""

import json
import math
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from upheld.errors import UserError
from upheld.nouns import dataclass


class ActionError(UserError):
    """An input, or the environment, is not one that this Action can run with."""


@dataclass(frozen=True)
class Runner:
    """The runner's environment variables, read as what they mean."""

    environ: Mapping[str, str]

    @property
    def workspace(self) -> Path:
        """The folder that relative paths start from."""
        return Path(self.environ.get("GITHUB_WORKSPACE") or ".")

    def input(self, name: str) -> str:
        """Return an input; empty means that it is not given."""
        return self.environ.get(f"UPHELD_INPUT_{name.upper().replace('-', '_')}", "").strip()

    def choice(self, name: str, *allowed: str) -> str:
        """Return an input that must be one of these words; the first one when it is not given.

        Raises:
            ActionError: it is another word.
        """
        given = self.input(name) or allowed[0]
        if given not in allowed:
            raise ActionError(f"the input '{name}' must be {' or '.join(allowed)}, not '{given}'")
        return given

    def switch(self, name: str) -> bool:
        """Return an input that must be true or false."""
        return self.choice(name, "false", "true") == "true"

    def path(self, name: str) -> Path | None:
        """Return an input that is a path, from the workspace on; None when it is not given."""
        given = self.input(name)
        return self.workspace / given if given else None

    def paths(self, name: str) -> tuple[Path, ...]:
        """Return an input that is a list of paths, one a line."""
        return tuple(self.workspace / line.strip() for line in self.input(name).splitlines() if line.strip())

    def seconds(self, name: str, otherwise: float) -> float:
        """Return an input that must be a number of seconds above 0.

        Raises:
            ActionError: it is something else.
        """
        given = self.input(name)
        with suppress(ValueError):
            seconds = float(given) if given else otherwise
            if 0 < seconds < math.inf:
                return seconds
        raise ActionError(f"the input '{name}' must be a number of seconds, not '{given}'")

    def of_event(self, *keys: str) -> Any:
        """Return a value of the event that began the run, None where it has none."""
        value: Any = None
        with suppress(KeyError, OSError, ValueError):
            value = json.loads(Path(self.environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))
        for key in keys:
            value = cast("dict[str, Any]", value).get(key) if isinstance(value, dict) else None
        return value

    def tell(self, outputs: Mapping[str, str]) -> None:
        """Set outputs; the end mark cannot be guessed, so that a value of several lines stays one value.

        Raises:
            ActionError: there is no place for them.
        """
        file = self.environ.get("GITHUB_OUTPUT")
        if not file:
            raise ActionError(
                "GITHUB_OUTPUT is not set, so the verdict would get lost; outside of a runner use `upheld check`"
            )
        end = f"end-{secrets.token_hex(16)}"
        _append(file, "".join(f"{name}<<{end}\n{value}\n{end}\n" for name, value in outputs.items()))

    def summarise(self, markdown: str) -> None:
        """Add to the job summary, where the runner has one."""
        if file := self.environ.get("GITHUB_STEP_SUMMARY"):
            _append(file, markdown)


def _append(file: str, text: str) -> None:
    with Path(file).open("a", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
