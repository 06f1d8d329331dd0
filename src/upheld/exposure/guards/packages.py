"""What manifests name as the commands of a package: `package.json`, `pyproject.toml` and what came before it."""

import json
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from upheld.nouns import dataclass
from upheld.toml import read_toml_text

SECOND = re.compile(
    r"http|sse|web|api|rest|dashboard|ui|remote|serverless|proxy|worker|test|example|gen|tool|bench|debug|oauth|setup|install|init"
)
"""Words in the names of programs that stand beside the one that is meant."""
_RUN = re.compile(r"(?:node|tsx|ts-node|bun|deno)\s+(?:[-\w=./]+\s+){0,6}?([\w./-]+\.(?:[cm]?[jt]s|tsx))")


@dataclass(frozen=True)
class Package:
    """What one manifest names as commands."""

    key: str
    base: str
    commands: tuple[tuple[str, str], ...]
    """Files or modules, with a function where one is named."""
    named: tuple[str, ...] = ()
    """Files of source that its scripts run, or the programs name by which it is built."""
    others: tuple[tuple[str, str], ...] = ()
    """Commands beside those that the software is started with."""


def _chosen(named: Mapping[str, str], project: str) -> tuple[list[str], list[str]]:
    """Return the names of the commands that start the software, and of others."""
    same = [
        name for name in named if name.lower().replace("_", "-") == project.lower().replace("_", "-").rpartition("/")[2]
    ]
    if same:
        return same, [name for name in named if name not in same]
    first = [name for name in named if not SECOND.search(name.removeprefix(project))] or [*named][:1]
    return first, [name for name in named if name not in first]


def _of_package_json(text: str, base: str) -> Package | None:
    try:
        stated: Any = json.loads(text)
    except (ValueError, RecursionError):
        return None
    document = _object(stated)
    if document is None:
        return None
    name = str(document.get("name") or "")
    scripts = _table(document, "scripts")
    runs = (_RUN.search(str(scripts.get(each) or "")) for each in ("start", "serve", "dev"))
    named = tuple(dict.fromkeys(posixpath.normpath(base + match[1]) for match in runs if match))
    commands: Any = document.get("bin")
    if isinstance(commands, str):
        return Package(base + "package.json", base, ((commands, ""),), named)
    texts = {key: str(value) for key, value in _table(document, "bin").items()}
    if texts:
        first, others = _chosen(texts, name)
        return Package(
            base + "package.json",
            base,
            tuple((texts[each], "") for each in first),
            named,
            tuple((texts[each], "") for each in others),
        )
    start = str(scripts.get("start") or "")
    match = _RUN.search(start)
    if match:
        return Package(base + "package.json", base, ((match[1], ""),))
    main: Any = document.get("main")
    return Package(base + "package.json", base, ((main, ""),) if isinstance(main, str) else (), named)


def _of_pyproject(text: str, base: str) -> Package | None:
    try:
        stated: Any = read_toml_text(text)
    except (ValueError, RecursionError):
        return None
    project = _table(stated, "project")
    poetry = _table(_table(stated, "tool"), "poetry")
    named = {**_table(poetry, "scripts"), **_table(project, "scripts")}
    texts = {str(key): str(value) for key, value in named.items() if isinstance(value, str)}
    return _package(texts, str(project.get("name") or poetry.get("name") or ""), base + "pyproject.toml", base)


def _table(stated: Mapping[str, Any], name: str) -> dict[str, Any]:
    return _object(stated.get(name)) or {}


def _object(value: object) -> dict[str, Any] | None:
    found: Any = value
    return found if isinstance(value, dict) else None


def _package(named: Mapping[str, str], project: str, key: str, base: str) -> Package | None:
    if not named:
        return None
    first, others = _chosen(named, project)

    def targets(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
        pairs = (named[name].partition(":") for name in names)
        return tuple(
            (module.strip(), function.partition("[")[0].strip().rpartition(".")[2]) for module, _, function in pairs
        )

    return Package(key, base, targets(first), (), targets(others))


def of_entry_points(text: str, base: str, section: str) -> Package | None:
    named: dict[str, str] = {}
    inside = False
    for line in text.splitlines():
        if line.strip().startswith("["):
            inside = line.strip() == f"[{section}]"
        elif inside and "=" in line:
            name, _, target = line.partition("=")
            named[name.strip()] = target.strip()
    return _package(named, "", base + "entry_points.txt", base)


def _of_setup(text: str, base: str) -> Package | None:
    """`setup.cfg` and `setup.py`: lines such as `name = module:function` below `console_scripts`."""
    part = text.partition("console_scripts")[2][:5000]
    named = dict(re.findall(r"([\w.-]{1,80})\s{0,5}=\s{0,5}([\w.]{1,200}:[\w.]{1,100})", part))
    return _package(named, "", base + "setup", base)


READERS: Mapping[str, Callable[[str, str], Package | None]] = {
    "package.json": _of_package_json,
    "pyproject.toml": _of_pyproject,
    "setup.cfg": _of_setup,
    "setup.py": _of_setup,
}
