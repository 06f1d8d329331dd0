"""The hooks of pre-commit, as commands."""

from collections.abc import Iterator

from upheld.facts.workflows.scripts import Script, beside, readable
from upheld.items import Item
from upheld.repository import Repository
from upheld.yaml import YamlError, read_yaml_text

_KNOWN = {
    "pip-audit": "pip-audit",
    "python-safety-dependencies-check": "safety check",
    "osv-scanner": "osv-scanner",
    "govulncheck": "govulncheck",
    "cargo-audit": "cargo audit",
    "cargo-deny": "cargo deny check",
    "npm-audit": "npm audit",
}


def hooks_run(named: tuple[str, ...], folder: str, tree: Repository) -> Iterator[Script]:
    """Yield what `pre-commit run` runs: one hook, or all that run by default."""
    words = [word for word in named[1:] if not word.startswith("-")]
    if words[:1] != ["run"]:
        return
    (path,) = beside(folder, ".pre-commit-config.yaml")
    try:
        tree_ = read_yaml_text(readable(tree, path) or "", aliases=True)
    except YamlError:
        return
    for hook in _hooks(tree_):
        name = hook.text("id") or ""
        if (words[1:2] == [name]) if words[1:2] and _is_hook(tree_, words[1]) else _by_default(hook):
            entry = hook.text("entry") or _KNOWN.get(name, "")
            arguments = " ".join(hook.texts("args"))
            if entry:
                yield Script(f"{entry} {arguments}", folder, path, hook.line)


def _hooks(tree: Item | None) -> Iterator[Item]:
    repositories = tree.get("repos") if tree else None
    for repository in repositories.items if repositories else ():
        hooks = repository.get("hooks")
        yield from hooks.items if hooks else ()


def _is_hook(tree: Item | None, name: str) -> bool:
    return any(hook.text("id") == name for hook in _hooks(tree))


def _by_default(hook: Item) -> bool:
    stages = hook.texts("stages")
    return not stages or not set(stages) <= {"manual", "commit-msg", "pre-push", "push", "post-checkout"}
