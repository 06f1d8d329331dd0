"""The environments of tox and the sessions of nox."""

import ast
import configparser
import re
import shlex
from collections.abc import Iterator

from upheld.facts.workflows.scripts import Script, beside, line_of, readable
from upheld.repository import Repository

_SECTION = re.compile(r"^\[(?P<name>[^\]\n]{1,200})\]", re.MULTILINE)
_MOST = 100


def tox_environments(named: tuple[str, ...], folder: str, tree: Repository) -> Iterator[Script]:
    """Yield the commands of the environments that `tox` is asked for, or of all in its list."""
    (path,) = beside(folder, "tox.ini")
    if (text := readable(tree, path)) is None:
        return
    parser = configparser.ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except configparser.Error:
        return
    lines = {match["name"]: line_of(text, match.start()) for match in _SECTION.finditer(text)}
    listed = _option(named, ("-e", "--env")) or re.split(r"[,\s]+", _value(parser, "tox", "env_list", "envlist"))
    for name in listed[:_MOST]:
        section = f"testenv:{name}" if parser.has_section(f"testenv:{name}") else "testenv"
        script = _value(parser, section, "commands").replace("{posargs}", "").replace("\\\n", " ")
        if script:
            tolerated = "\n".join(
                f"{line[1:]} || true" if line.startswith("-") else line for line in script.splitlines()
            )
            yield Script(tolerated, folder, path, lines.get(section, 1))


def _value(parser: configparser.ConfigParser, section: str, *keys: str) -> str:
    return next((parser.get(section, key) for key in keys if parser.has_option(section, key)), "").strip()


def _option(named: tuple[str, ...], names: tuple[str, ...]) -> list[str]:
    found: list[str] = []
    for at, word in enumerate(named):
        key, separator, value = word.partition("=")
        if key in names:
            found += (value if separator else ",".join(named[at + 1 : at + 2])).split(",")
        elif word[:2] in names and len(word) > 2 and not word.startswith("--"):  # noqa: PLR2004 - `-elint`
            found += word[2:].split(",")
    return [name for name in found if name]


def nox_sessions(named: tuple[str, ...], folder: str, tree: Repository) -> Iterator[Script]:
    """Yield what the sessions run that `nox` is asked for, or all that run by default."""
    (path,) = beside(folder, "noxfile.py")
    text = readable(tree, path)
    try:
        module = ast.parse(text or "")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    asked = [name.partition("(")[0] for name in _option(named, ("-s", "--session", "--sessions", "-e"))] or _default(
        module
    )
    for function in module.body:
        if isinstance(function, ast.FunctionDef) and (decorator := _decorator(function)) is not None:
            name = _keyword(decorator, "name") or function.name
            if name in asked or (not asked and _keyword(decorator, "default") is not False):
                script = "\n".join(_commands(function))
                yield Script(script, folder, path, function.lineno)


def _decorator(function: ast.FunctionDef) -> ast.expr | None:
    found = (each for each in function.decorator_list if "session" in ast.unparse(each).partition("(")[0])
    return next(found, None)


def _keyword(decorator: ast.expr, name: str) -> object:
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    values = (each.value for each in keywords if each.arg == name)
    return next((value.value for value in values if isinstance(value, ast.Constant)), None)


def _default(module: ast.Module) -> list[str]:
    for statement in module.body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "nox.options.sessions":
            return [
                each.value
                for each in ast.walk(statement.value)
                if isinstance(each, ast.Constant) and isinstance(each.value, str)
            ]
    return []


def _commands(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Attribute)
            and node.func.attr in {"run", "run_always"}
        ):
            words = [each.value for each in node.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            if words:
                yield shlex.join(words)
