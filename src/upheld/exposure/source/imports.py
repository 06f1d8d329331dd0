"""What a file imports: under which of its names which module is known, or which name of a module."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from upheld.exposure.source.syntax import string_value, text

if TYPE_CHECKING:
    from tree_sitter import Node

Imported = tuple[str, str]
"""A name of the file, and where it comes from: `np`, `numpy`; `serve`, `waitress.serve`."""

_GO_VERSION = re.compile(r"(?:/v\d+$)|(?:\.v\d+$)")
_MOST_DEPTH = 30


def imported(node: "Node", language: str) -> Iterator[Imported]:
    """Yield what an import statement declares; a name of `*` for all that a module holds."""
    return {"python": _python, "go": _go, "rust": _rust}.get(language, _javascript)(node)


def _python(node: "Node") -> Iterator[Imported]:
    if node.type == "import_statement":
        for each in node.children_by_field_name("name"):
            name, alias = _aliased(each)
            yield (alias, name) if alias else (name.partition(".")[0], name.partition(".")[0])
            if not alias and "." in name:
                # So that the file is known to import the module itself.
                yield "", name
        return
    module_node = node.child_by_field_name("module_name")
    module = text(module_node) if module_node else ""
    for each in node.children_by_field_name("name"):
        name, alias = _aliased(each)
        yield alias or name, f"{module}.{name}"
    if any(each.type == "wildcard_import" for each in node.children):
        yield "*", module
    yield "", module


def _aliased(node: "Node") -> tuple[str, str | None]:
    if node.type != "aliased_import":
        return text(node), None
    name, alias = node.child_by_field_name("name"), node.child_by_field_name("alias")
    return text(name) if name else "", text(alias) if alias else None


def _javascript(node: "Node") -> Iterator[Imported]:
    source = node.child_by_field_name("source")
    clause = next((each for each in node.children if each.type in {"import_clause", "import_require_clause"}), None)
    if clause is not None and clause.type == "import_require_clause":
        source = clause.child_by_field_name("source") or source
    module = module_name(string_value(source) or "") if source else ""
    yield "", module
    if clause is None:
        return
    for each in clause.named_children:
        if each.type == "identifier":
            yield text(each), module
        elif each.type == "namespace_import":
            yield text(each.named_children[-1]), module
        elif each.type == "named_imports":
            yield from _specifiers(each, module)


def _specifiers(node: "Node", module: str) -> Iterator[Imported]:
    for each in node.named_children:
        name, alias = each.child_by_field_name("name"), each.child_by_field_name("alias")
        if name:
            original = text(name)
            yield text(alias or name), module if original == "default" else f"{module}.{original}"


def module_name(module: str) -> str:
    """Return a module of JavaScript as rules call it."""
    return module.removeprefix("node:").removeprefix("npm:")


def _go(node: "Node") -> Iterator[Imported]:
    path, name = node.child_by_field_name("path"), node.child_by_field_name("name")
    module = _GO_VERSION.sub("", string_value(path) or "") if path else ""
    # A major version in the middle of a path says nothing to a rule either.
    module = re.sub(r"/v\d+/", "/", module)
    yield "", module
    if name:
        yield ("*" if text(name) == "." else text(name)), module
        return
    last = module.rpartition("/")[2]
    for each in {last, last.removeprefix("go-"), last.removesuffix("-go"), last.removesuffix(".go")}:
        yield each, module


def _rust(node: "Node") -> Iterator[Imported]:
    argument = node.child_by_field_name("argument")
    if argument:
        yield from _use(argument, "", 0)


def _use(node: "Node", prefix: str, depth: int) -> Iterator[Imported]:
    """Yield what one tree of a `use` declares, below a prefix."""
    if depth > _MOST_DEPTH:
        return
    path = node.child_by_field_name("path")
    if node.type == "use_list":
        for each in node.named_children:
            yield from _use(each, prefix, depth + 1)
    elif node.type == "scoped_use_list":
        rest = node.child_by_field_name("list")
        if rest:
            yield from _use(rest, f"{prefix}{text(path)}::" if path else prefix, depth + 1)
    elif node.type == "use_as_clause":
        alias = node.child_by_field_name("alias")
        if path and alias:
            yield text(alias), prefix + text(path)
    elif node.type == "use_wildcard":
        yield "*", prefix + text(node).removesuffix("::*")
    elif node.type == "self":
        whole = prefix.removesuffix("::")
        yield whole.rpartition("::")[2], whole
    else:
        whole = prefix + text(node)
        yield whole.rpartition("::")[2], whole
