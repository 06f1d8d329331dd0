"""From where a function is called, or to what it is handed."""

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from upheld.exposure.guards import registering
from upheld.exposure.guards.evaluating import Evaluator
from upheld.exposure.guards.expression import Call, Expr, Member, Name
from upheld.exposure.guards.files import exactly
from upheld.exposure.guards.grammar import Grammar, words
from upheld.exposure.guards.grammars.common import field
from upheld.exposure.guards.registering import Registered
from upheld.exposure.guards.scope import Scope
from upheld.exposure.guards.typing_of import type_of
from upheld.exposure.source.parsed import Parsed
from upheld.nouns import dataclass

if TYPE_CHECKING:
    from tree_sitter import Node

_IMPORTS = re.compile(
    r"import_|use_declaration|export_clause|export_specifier|namespace_import|package_clause|dotted_name|aliased_import|mod_item|scoped_use_list|use_list"
)
_TYPES = re.compile(
    r"type_identifier|type_annotation|extends_type_clause|implements_clause|generic_type|type_arguments|type_query"
)
_WRAPPED = frozenset(
    {
        "await_expression",
        "await",
        "parenthesized_expression",
        "generic_function",
        "non_null_expression",
        "as_expression",
    }
)


COMMON = frozenset(
    "start run listen connect close stop init get set open serve handle send add use call create main execute setup load build".split()
)
"""Methods that objects of many libraries have."""


@dataclass(frozen=True, eq=False)
class Site:
    """A place that leads to a function."""

    parsed: Parsed
    node: "Node"
    call: Call | None = None
    """The call of it; None where it is handed to something."""
    registered: Registered | None = None
    receiver: Expr | None = None


def sites(evaluator: Evaluator, parsed: Parsed, function: "Node") -> Iterator[Site]:
    """Yield the places that call a function, make an object of its class, or hand it on."""
    scope = Scope(parsed)
    owner = scope.grammar.class_of(function)
    if owner and scope.grammar.is_made(function):
        yield from makings(evaluator, parsed, owner)
        return
    name = scope.grammar.name_of(function)
    if not name:
        return
    for each in evaluator.index.near(parsed, name):
        if not owner and not _may_mean(evaluator, parsed, each, name):
            continue
        for node in evaluator.index.mentions(each, name):
            if evaluator.index.is_test(each, node):
                continue
            site = _site(evaluator, each, node, function)
            if site is None:
                continue
            if _is_of(evaluator, site, owner, name, parsed) if owner else _is_plain(evaluator, site, parsed, function):
                yield site


def _is_plain(evaluator: Evaluator, site: Site, home: Parsed, function: "Node") -> bool:
    """Tell whether a function of no class may be meant by a name behind a dot: that of its module stands before it."""
    if site.receiver is None:
        return True
    family = Scope(home).grammar.family
    if family not in {"go", "python"}:
        # In JavaScript any object may hold it, and what hands on a field has it from one.
        is_held = function.parent is not None and function.parent.type == "pair" and site.parsed.path == home.path
        return family != "javascript" or is_held or not _is_common(evaluator, site, home)
    if not isinstance(site.receiver, Name | Member):
        return False
    stated = site.receiver.name if isinstance(site.receiver, Member) else site.receiver.id
    file = PurePosixPath(home.path)
    names = {file.parent.name, file.stem} if family == "python" else {_package(home)}
    kept, key = evaluator.index.kept, ("alias", site.parsed.path, stated, *sorted(names))
    if key not in kept:
        kept[key] = stated in names or _is_alias(site.parsed, stated, names)
    return kept[key] is True


def _is_alias(parsed: Parsed, stated: str, names: set[str]) -> bool:
    """Tell whether a file imports a module under another name."""
    alias = rb"\b(?:as\s+" + re.escape(stated.encode()) + rb"\b|" + re.escape(stated.encode()) + rb"\s+\"[^\"\n]*\b"
    last = b"|".join(re.escape(each.encode()) for each in names)
    behind = rb"(?:" + last + rb")\s+as\s+" + re.escape(stated.encode()) + rb"\b"
    return any(re.search(each, parsed.text) for each in (alias + rb"(?:" + last + rb")\"" + rb")", behind))


def _package(parsed: Parsed) -> str:
    match = re.search(rb"^package\s+(\w+)", parsed.text, re.MULTILINE)
    return match[1].decode() if match else ""


def _is_common(evaluator: Evaluator, site: Site, home: Parsed) -> bool:
    """Tell whether a call of a method that many objects have stands in a file that does not import its module."""
    called = site.call.of.name if site.call is not None and isinstance(site.call.of, Member) else ""
    if called.lower() not in COMMON:
        return False
    named = isinstance(site.receiver, Name) and re.search(
        rb"\*\s+as\s+"
        + re.escape(site.receiver.id.encode())
        + rb"\b|\b"
        + re.escape(site.receiver.id.encode())
        + rb"\s*=\s*(?:await\s+)?(?:require|import)\(",
        site.parsed.text,
    )
    if named:
        return False
    source = imported_from(evaluator, site.parsed, site.receiver.id) if isinstance(site.receiver, Name) else None
    return source is None or not source.startswith(".") or not _leads_to(source, home.path)


def makings(evaluator: Evaluator, parsed: Parsed, owner: str, depth: int = 0) -> Iterator[Site]:
    """Yield where objects of a class, or of one that derives from it, are made."""
    for each in evaluator.index.near(parsed, owner):
        grammar = Scope(each).grammar
        for node in evaluator.index.mentions(each, owner):
            if evaluator.index.is_test(each, node):
                continue
            derived = _derived(grammar, node, owner)
            if derived and depth < 2:  # noqa: PLR2004
                yield from makings(evaluator, each, derived, depth + 1)
            call = _called_by(grammar, node)
            if call is not None:
                expr = grammar.expression(call)
                yield Site(each, call, expr if isinstance(expr, Call) else None)


def _derived(grammar: Grammar, node: "Node", owner: str) -> str:
    above = node.parent
    for _ in range(4):
        if above is None:
            return ""
        if above.type in grammar.classes:
            name = grammar.name_of(above)
            return name if name != owner else ""
        if above.type not in {"extends_clause", "class_heritage", "argument_list", "attribute"}:
            return ""
        above = above.parent
    return ""


def _called_by(grammar: Grammar, node: "Node") -> "Node | None":
    """Return the call of which a name is what is called."""
    inner, above = node, node.parent
    while above is not None:
        callee = field(above, "function") or field(above, "constructor")
        if above.type in grammar.calls:
            return above if callee == inner else None
        last = field(above, "property") or field(above, "attribute") or field(above, "field") or field(above, "name")
        if above.type in _WRAPPED or (last == inner and above.type.endswith(("expression", "attribute", "identifier"))):
            inner, above = above, above.parent
            continue
        return None
    return None


def _site(evaluator: Evaluator, parsed: Parsed, node: "Node", function: "Node") -> Site | None:
    """Return what a mention of a function's name does with it."""
    scope = Scope(parsed)
    grammar = scope.grammar
    above = node.parent
    if above is None or _IMPORTS.search(above.type) or _TYPES.search(node.type) or _TYPES.search(above.type):
        return None
    if above.type in grammar.functions | grammar.classes and field(above, "name") == node:
        return None
    call = _called_by(grammar, node)
    if call is not None:
        expr = grammar.expression(call)
        receiver = expr.of.of if isinstance(expr, Call) and isinstance(expr.of, Member) else None
        return Site(parsed, call, expr if isinstance(expr, Call) else None, receiver=receiver)
    if grammar.bound(node) is not None or _is_only_named(node, above):
        return None
    # A field of an object is handed on as a whole: `this.start`.
    whole = above if above.type in {"member_expression", "attribute", "selector_expression"} else node
    receiver = grammar.expression(whole)
    receiver = receiver.of if isinstance(receiver, Member) else None
    handed = grammar.handed(whole)
    registered = registering.of_argument(evaluator, handed, function, scope) if handed is not None else None
    if registered is None and grammar.family == "go":
        registered = registering.of_composite(grammar, whole, is_added=is_added(evaluator, parsed, whole))
    if handed is None and not _is_given(whole):
        return None
    return Site(parsed, whole, None, registered, receiver)


def _is_only_named(node: "Node", above: "Node") -> bool:
    """Tell whether a name is that of a field, a parameter or a pattern, and means no function."""
    if above.type in {"pair", "keyword_argument", "field_initializer", "keyed_element"}:
        return field(above, "key") == node or field(above, "name") == node or field(above, "field") == node
    if above.type == "literal_element" and above.parent is not None and above.parent.type == "keyed_element":
        return above.parent.named_children[0] == above
    if above.type in {"member_expression", "attribute", "selector_expression"}:
        return (field(above, "object") or field(above, "operand")) == node
    return (
        "parameter" in above.type
        or "pattern" in above.type
        or above.type in {"variable_declarator", "public_field_definition"}
    )


def _is_given(node: "Node") -> bool:
    above = node.parent
    kinds = {
        "pair",
        "return_statement",
        "assignment",
        "assignment_expression",
        "variable_declarator",
        "literal_element",
    }
    more = {"keyword_argument", "decorator", "shorthand_field_initializer", "field_initializer", "expression_list"}
    return above is not None and above.type in kinds | more


def is_added(evaluator: Evaluator, parsed: Parsed, node: "Node") -> bool:
    """Tell whether the command in which a node stands is added to another: by its variable, or by what makes it."""
    scope = Scope(parsed)
    names: list[str] = []
    for above in _above(node):
        if above.type in {"short_var_declaration", "var_spec", "assignment_statement"}:
            left = field(above, "left") or field(above, "name")
            names.append(words(left))
        elif above.type in scope.grammar.functions and scope.grammar.name_of(above):
            names.append(scope.grammar.name_of(above))
            break
    return any(_is_added_by_name(evaluator, parsed, name) for name in names if name)


def _is_added_by_name(evaluator: Evaluator, parsed: Parsed, name: str) -> bool:
    kept, key = evaluator.index.kept, ("added", parsed.path, name)
    if key not in kept:
        pattern = re.compile(rb"AddCommand\((?:[^()]|\([^()]*\)){0,2000}?(?<!\w)" + re.escape(name.encode()) + rb"\b")
        kept[key] = any(pattern.search(each.text) for each in evaluator.index.near(parsed, name))
    return kept[key] is True


def _above(node: "Node") -> "Iterator[Node]":
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _may_mean(evaluator: Evaluator, home: Parsed, other: Parsed, name: str) -> bool:
    """Tell whether a file may mean the function of another by a name, and none of its own or of a third."""
    if other.path == home.path:
        return True
    family = Scope(home).grammar.family
    if family == "go":
        same_folder = PurePosixPath(home.path).parent == PurePosixPath(other.path).parent
        called = re.compile(rb"\w\." + re.escape(name.encode()) + rb"\b")
        return same_folder or (name[:1].isupper() and called.search(other.text) is not None)
    if any(each.path == other.path for each, _ in evaluator.index.functions(other, name)):
        return False
    if family == "rust":
        return True
    source = imported_from(evaluator, other, name)
    return source is None or _leads_to(source, home.path)


def imported_from(evaluator: Evaluator, parsed: Parsed, name: str) -> str | None:
    """Return from where a file imports a name, None where no import names it."""
    kept, key = evaluator.index.kept, ("imported", parsed.path, name)
    if key not in kept:
        kept[key] = _imported_from(parsed, name)
    found = kept[key]
    return found if isinstance(found, str) else None


def _imported_from(parsed: Parsed, name: str) -> str | None:
    pattern = re.escape(name.encode())
    if parsed.language == "python":
        match = re.search(
            rb"^\s*from\s+([\w.]+)\s+import\s+(?:\((?:[^)]){0,3000}?|[^\n]{0,500}?)\b" + pattern + rb"\b",
            parsed.text,
            re.MULTILINE,
        )
    else:
        match = re.search(
            rb"(?:import|export)\s[^;'\"]{0,3000}?\b" + pattern + rb"\b[^;'\"]{0,3000}?\bfrom\s*['\"]([^'\"]{1,300})",
            parsed.text,
        )
    return match[1].decode(errors="replace") if match else None


def _leads_to(source: str, path: str) -> bool:
    """Tell whether what an import names may be a file, by its last names: an index may stand between them."""
    last = re.split(r"[./\\]", re.sub(r"\.(?:js|ts|mjs|cjs|jsx|tsx|mts)$", "", source))[-1]
    file = PurePosixPath(path)
    parts = {file.name.partition(".")[0], *file.parent.parts}
    # An index, a package by its name and an alias say too little to refuse.
    return not last or last in parts or last in {"index", "main"} or not source.startswith(".")


def _is_of(evaluator: Evaluator, site: Site, owner: str, name: str, home: Parsed) -> bool:
    """Tell whether a call of a method is one of a class: its object is of the class, or may be."""
    if site.receiver is None:
        return site.call is None or Scope(site.parsed).grammar.family == "rust"
    found = type_of(evaluator, site.receiver, Scope(site.parsed))
    if found == owner:
        return True
    if not found:
        return _resembles(site.receiver, owner) or _is_rare(evaluator, home, name)
    return _is_related(evaluator, home, site.parsed, found, owner)


def _is_related(evaluator: Evaluator, home: Parsed, there: Parsed, found: str, owner: str) -> bool:
    kept, key = evaluator.index.kept, ("related", home.path, there.path, found, owner)
    if key not in kept:
        kept[key] = _may_stand_for(evaluator, home, there, found, owner)
    return kept[key] is True


def _may_stand_for(evaluator: Evaluator, home: Parsed, there: Parsed, found: str, owner: str) -> bool:
    """Tell whether a class derives from another, or is an interface that it may fill."""
    for parsed, node in evaluator.index.functions(home, owner):
        heritage = field(node, "superclasses") or next(
            (each for each in node.named_children if each.type == "class_heritage"), None
        )
        if heritage is not None and exactly(found).search(heritage.text or b""):
            return True
        del parsed
    name, other = re.escape(found.encode()), re.escape(owner.encode())
    interface = re.compile(
        rb"(?:interface|trait)\s+" + name + rb"\b"
        rb"|type\s+" + name + rb"\s+interface"
        rb"|class\s+"
        + name
        + rb"(?:\s*\((?:[\w., ]*\b)?(?:ABC|Protocol|"
        + other
        + rb")\b|\s+extends\s+"
        + other
        + rb"\b)"
    )
    declared = [word + found.encode() for word in (b"interface ", b"trait ", b"type ", b"class ")]
    texts = (each.text for each in evaluator.index.near(there, found))
    # Plain texts are found in a twentieth of the time.
    return any(interface.search(text) for text in texts if any(each in text for each in declared))


def _resembles(receiver: Expr, owner: str) -> bool:
    """Tell whether an object is called after a class: `httpServer` after `HttpServer`, `app` after `Application`."""
    name = receiver.name if isinstance(receiver, Member) else receiver.id if isinstance(receiver, Name) else ""
    short, long = name.lower().replace("_", ""), owner.lower()
    return len(short) > 1 and (short in long or long in short)


def _is_rare(evaluator: Evaluator, home: Parsed, name: str) -> bool:
    """Tell whether one class alone has a method of that name, which no library has."""
    if name.lower() in COMMON:
        return False
    owners = {Scope(parsed).grammar.class_of(node) for parsed, node in evaluator.index.functions(home, name)}
    return len(owners - {""}) == 1
