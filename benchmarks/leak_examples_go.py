"""Examples of tests written in Go: the lists of gitleaks' rules, read without running anything."""

import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from leak_examples import Example, Skipped

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from drawing import drawn

_TOKEN = re.compile(
    r"\s+|//[^\n]*|/\*.*?\*/|"
    r"(?P<raw>`[^`]*`)|(?P<text>\"(?:\\.|[^\"\\\n])*\")|(?P<name>[A-Za-z_]\w*(?:\.\w+)*)|(?P<mark>:=|\.\.\.|.)",
    re.DOTALL,
)
_CLASSES = {
    "Hex": "[a-f0-9]",
    "AlphaNumeric": "[a-z0-9]",
    "Numeric": "[0-9]",
    "AlphaNumericExtendedShort": "[a-z0-9_-]",
    "AlphaNumericExtended": "[a-z0-9=_-]",
    "AlphaNumericExtendedLong": "[a-z0-9/=_+-]",
}
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
# The ways in which a token is commonly written down, for a rule that states the token alone.
_WRITTEN = ('{name}_token = "{value}"', "{name}Token={value}", '{{"{name}_token": "{value}"}}', "{name}_token: {value}")


class UnknownExpressionError(Exception):
    """An expression that only running it could tell."""


def gitleaks(folder: Path) -> Iterator[Example | Skipped]:
    """Read the true and false positives that gitleaks' rules state for themselves."""
    chance = random.Random(1)  # noqa: S311 - to be drawn again, not to be secret
    for path in sorted((folder / "cmd" / "generate" / "config" / "rules").glob("*.go")):
        for body in re.split(r"^func ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            yield from _of_function(path.stem, body, chance)


def _of_function(rule: str, body: str, chance: random.Random) -> Iterator[Example | Skipped]:
    reader = _Reader(body, chance)
    for at, token in enumerate(reader.tokens[:-2]):
        if token not in (("mark", ":="), ("mark", "=")) or reader.tokens[at - 1][0] != "name":
            continue
        name = reader.tokens[at - 1][1]
        reader.at = at + 1
        try:
            reader.known[name] = reader.expression()
        except (UnknownExpressionError, IndexError) as error:
            if name in {"tps", "fps"}:
                yield Skipped(f"{rule}: {name}", str(error))
    for name, secret in (("tps", True), ("fps", False)):
        yield from (Example(rule, str(text), secret) for text in _listed(reader.known.get(name)))


def _listed(value: Any) -> list[object]:
    """Return a list as it is, nothing of anything else."""
    return cast("list[object]", value) if isinstance(value, list) else []


class _Reader:
    """Reads expressions of Go from tokens; `at` is the next one."""

    def __init__(self, source: str, chance: random.Random) -> None:
        found = _TOKEN.finditer(source)
        self.tokens = [(each.lastgroup or "", each[0]) for each in found if each.lastgroup]
        self.at = 0
        self.known: dict[str, Any] = {}
        self._chance = chance

    def expression(self) -> Any:
        """Read a sum of values."""
        value = self._value()
        while self.tokens[self.at] == ("mark", "+"):
            self.at += 1
            value = value + self._value()
        return value

    def _value(self) -> Any:
        kind, text = self.tokens[self.at]
        self.at += 1
        match kind:
            case "raw":
                return text[1:-1]
            case "text":
                return (
                    text[1:-1].encode().decode("unicode_escape").encode("latin-1", "replace").decode("utf-8", "replace")
                )
            case "name" if text.startswith("map"):
                return self._map()
            case "name" if self.tokens[self.at] == ("mark", "("):
                return self._call(text)
            case "name" if text in self.known:
                return self.known[text]
            case "mark" if text == "[":
                self.at += 2
                return self._list("{", "}")
            case _:
                raise UnknownExpressionError(f"{kind} {text[:20]}")

    def _map(self) -> list[str]:
        while self.tokens[self.at] != ("mark", "{"):
            self.at += 1
        return self._list("{", "}")[1::2]

    def _list(self, opening: str, closing: str) -> list[Any]:
        if self.tokens[self.at] != ("mark", opening):
            raise UnknownExpressionError("no list")
        self.at += 1
        values: list[Any] = []
        while self.tokens[self.at] != ("mark", closing):
            if self.tokens[self.at][1] in {",", ":", "..."}:
                self.at += 1
                continue
            values.append(self.expression())
        self.at += 1
        return values

    def _call(self, name: str) -> Any:
        given = self._list("(", ")")
        match name.rpartition(".")[2]:
            case "append":
                return [*given[0], *(each for more in given[1:] for each in _listed(more) or [more])]
            case "NewSecret" | "newPlausibleSecret" | "NewSecretWithEntropy":
                return drawn(str(given[0]), self._chance)
            case "GenerateSampleSecrets":
                return [form.format(name=given[0], value=given[1]) for form in _WRITTEN]
            case "GenerateSampleSecret":
                return _WRITTEN[0].format(name=given[0], value=given[1])
            case "Hex8_4_4_4_12":
                return _UUID
            case "Sprintf":
                return str(given[0]).replace("%%", "%") % tuple(given[1:])
            case "ToUpper":
                return str(given[0]).upper()
            case kind if kind in _CLASSES:
                return f"{_CLASSES[kind]}{{{given[0]}}}"
            case _:
                raise UnknownExpressionError(f"a call of {name}")
