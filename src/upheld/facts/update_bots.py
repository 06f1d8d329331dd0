"""The bots that bring updates of dependencies, as Dependabot's and Renovate's configurations state them."""

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import lru_cache
from typing import Any, cast

from upheld.facts.workflows.cron import CronError, longest_gap
from upheld.files import UnreadableFileError
from upheld.items import Item
from upheld.model import Location
from upheld.nouns import dataclass
from upheld.repository import Repository
from upheld.yaml import YamlError, read_yaml_text

DEPENDABOT, RENOVATE = "Dependabot", "Renovate"
_DEPENDABOT_FILES = (".github/dependabot.yml", ".github/dependabot.yaml")
_RENOVATE_FILES = (
    "renovate.json", "renovate.json5", ".github/renovate.json", ".github/renovate.json5", ".gitlab/renovate.json",
    ".gitlab/renovate.json5", ".renovaterc", ".renovaterc.json", ".renovaterc.json5",
)  # fmt: skip
_DAYS = {"daily": 3, "weekly": 7, "monthly": 31, "quarterly": 92, "semiannually": 184, "yearly": 366}
"""The longest time between two looks; `daily` is on weekdays."""
_MOST_BYTES = 500_000


@dataclass(frozen=True)
class Updates:
    """What a bot updates: one ecosystem, or all that it knows, in some folders."""

    bot: str
    location: Location
    ecosystem: str | None = None
    """As Dependabot spells it; None for all."""
    folders: tuple[str, ...] = ("*",)
    """Patterns of folders, without slashes around them; empty text for the root."""
    every: str | None = None
    """How often it looks, as written: `weekly`."""
    days: float | None = None
    limited: str | None = None
    """Why it brings no updates in general: "security updates only"."""

    def covers(self, ecosystem: str, folder: str) -> bool:
        """Tell whether it brings updates of an ecosystem's manifest in a folder."""
        kinds = {self.ecosystem, *_SAME.get(self.ecosystem or "", ())}
        named = self.ecosystem is None or ecosystem in kinds
        return named and self.limited is None and any(fnmatchcase(folder, pattern) for pattern in self.folders)


_SAME = {"pip": ("uv",), "npm": ("bun",), "uv": ("pip",), "bun": ("npm",)}


@dataclass(frozen=True)
class Bots:
    """All configured updates, and why a configuration could not be read."""

    updates: tuple[Updates, ...] = ()
    problems: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def update_bots(repository: Repository) -> Bots:
    """Read the configurations of Dependabot and Renovate."""
    updates: list[Updates] = []
    problems: list[str] = []
    for path, reader in (
        *((path, _dependabot) for path in _DEPENDABOT_FILES),
        *((path, _renovate) for path in _RENOVATE_FILES),
        ("package.json", _package_json),
    ):
        try:
            text = repository.read_text(path, limit=_MOST_BYTES)
            updates += reader(path, text) if text else ()
        except YamlError as error:
            problems.append(f"{path}:{error.line}: {error}")
        except (ValueError, UnreadableFileError, RecursionError) as error:
            if path != "package.json":
                problems.append(f"{path} cannot be read: {error}")
    return Bots(tuple(updates), tuple(problems))


def _dependabot(path: str, text: str) -> Iterator[Updates]:
    stated = read_yaml_text(text, aliases=True)
    entries = stated.get("updates") if stated else None
    for entry in entries.items if entries else ():
        schedule = entry.get("schedule")
        every = schedule.text("interval") if schedule else None
        yield Updates(
            DEPENDABOT,
            Location(path, entry.line),
            entry.text("package-ecosystem") or "",
            _folders(entry),
            every,
            _cron_days(schedule) if every == "cron" else _DAYS.get(every or ""),
            _limited(entry),
        )


def _cron_days(schedule: Item | None) -> float | None:
    try:
        return longest_gap((schedule.text("cronjob") if schedule else None) or "")
    except CronError:
        return None


def _folders(entry: Item) -> tuple[str, ...]:
    stated = entry.get("directories") or entry.get("directory")
    named = [each.value for each in stated.items or (stated,)] if stated else ["/"]
    return tuple(name.strip("/").replace("**/*", "*").replace("**", "*") for name in named)


def _limited(entry: Item) -> str | None:
    if entry.text("open-pull-requests-limit") == "0":
        return "security updates only"
    ignored = entry.get("ignore")
    for each in ignored.items if ignored else ():
        if each.text("dependency-name") == "*" and not each.get("update-types") and not each.get("versions"):
            return "every dependency ignored"
    return None


def _renovate(path: str, text: str) -> Iterator[Updates]:
    yield _renovated(Location(path), read_json_with_comments(text))


def _package_json(path: str, text: str) -> Iterator[Updates]:
    stated = _table(json.loads(text))
    if "renovate" in stated:
        line = text.count("\n", 0, max(0, text.find('"renovate"'))) + 1
        yield _renovated(Location(path, line), stated["renovate"])


def _table(value: object) -> dict[str, Any]:
    return cast("dict[str, Any]", value) if isinstance(value, dict) else {}


def _renovated(location: Location, value: object) -> Updates:
    stated = _table(value)
    managers = (
        cast("list[object]", stated["enabledManagers"]) if isinstance(stated.get("enabledManagers"), list) else []
    )
    presets = json.dumps(stated.get("extends", ""))
    limited = None
    if stated.get("enabled") is False:
        limited = "switched off"
    elif managers and set(map(str, managers)) <= _NO_PACKAGES:
        limited = "without packages"
    elif "security:only-security-updates" in presets or ":disableAllUpdates" in presets:
        limited = "security updates only"
    return Updates(RENOVATE, location, limited=limited)


_NO_PACKAGES = {"github-actions", "dockerfile", "docker-compose", "pre-commit", "helmv3", "terraform"}
_COMMENT = re.compile(r'"(?:[^"\\\n]|\\.)*"?|\'(?:[^\'\\\n]|\\.)*\'?|//[^\n]*|/\*.*?(?:\*/|\Z)', re.DOTALL)
_KEY = re.compile(
    r'"(?:[^"\\\n]|\\.)*"?|(?<=[{,\s])(?P<key>[A-Za-z_$][\w$]{0,100})(?=\s{0,20}:)|,(?P<last>\s{0,2000}[}\]])'
)


def read_json_with_comments(text: str) -> object:
    """Read JSON, or as much of JSON5 as configurations use: comments, bare keys, single quotes, last commas.

    Raises:
        ValueError: neither.
    """
    try:
        return json.loads(text)
    except ValueError:
        bare = _COMMENT.sub(lambda match: "" if match[0][0] == "/" else _double(match[0]), text)
        return json.loads(_KEY.sub(_strict, bare))


def _double(quoted: str) -> str:
    return quoted if quoted[0] == '"' else json.dumps(quoted[1:-1].replace("\\'", "'"))


def _strict(match: "re.Match[str]") -> str:
    if match["key"]:
        return f'"{match["key"]}"'
    return match["last"] or match[0]
