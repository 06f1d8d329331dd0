"""The scripts of package.json."""

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from upheld.facts.workflows.scripts import Script, beside, line_of, readable
from upheld.tree import Tree

_RUN = {"run", "run-script"}
_OWN_NAMES = {"npm": {"test", "start", "stop", "restart", "t", "tst"}}
_WITH_VALUE = {"--prefix", "-C", "--dir", "--cwd", "--filter", "-F", "--workspace", "-w"}
_FOLDERS = {"--prefix", "-C", "--dir", "--cwd"}


def package_scripts(named: tuple[str, ...], folder: str, tree: Tree) -> Iterator[Script]:
    """Yield the scripts that a package manager's command runs, with those before and after them."""
    names, within = _asked(named)
    (path,) = beside(folder, *([f"{within}/package.json"] if within else ["package.json"]))
    text = readable(tree, path)
    scripts = _scripts(text) if names and text else {}
    for name in names:
        for each in (f"pre{name}", name, f"post{name}"):
            if isinstance(script := scripts.get(each), str):
                at = re.search(rf'"{re.escape(each)}"\s*:', text or "")
                yield Script(script, path.rpartition("/")[0], path, line_of(text or "", at.start()) if at else 1)


def _asked(named: tuple[str, ...]) -> tuple[list[str], str]:
    """Return the names of the scripts that are asked for, and the folder that options lead to."""
    words: list[str] = []
    within, option = "", ""
    for word in named[1:]:
        if option:
            within = word if option in _FOLDERS else within
            option = ""
        elif word.startswith("-"):
            option = word if word in _WITH_VALUE else ""
            key, _, value = word.partition("=")
            within = value if key in _FOLDERS else within
        else:
            words.append(word)
    if named[0] not in {"npm", "yarn", "pnpm", "bun"}:
        return words[:20], within
    if words and words[0] in _RUN:
        return words[1:2], within
    if named[0] == "npm":
        names = {"t": "test", "tst": "test"}
        return [names.get(word, word) for word in words[:1] if word in _OWN_NAMES["npm"]], within
    return words[:1] if named[0] != "bun" else [], within


def _scripts(text: str) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    scripts = cast("dict[str, Any]", data).get("scripts") if isinstance(data, dict) else None
    return cast("dict[str, Any]", scripts) if isinstance(scripts, dict) else {}
