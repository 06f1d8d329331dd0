"""Where a value comes from, as the file alone tells: `express()`, `flask.Flask().run`, `tokio::net::TcpListener::bind`."""

from typing import TYPE_CHECKING

from upheld.exposure.source.declarations import Declarations, declarations
from upheld.exposure.source.declaring import Declared
from upheld.exposure.source.imports import module_name
from upheld.exposure.source.parsed import Parsed
from upheld.exposure.source.syntax import NAMES, bare, function_of, is_string, made_type, member, string_value, text

if TYPE_CHECKING:
    from tree_sitter import Node

_MOST_DEPTH = 40
_MOST_STEPS = 500
_MOST_ORIGINS = 4
_LONGEST = 300
_FLUENT = frozenset(
    {
        "on",
        "once",
        "off",
        "addListener",
        "prependListener",
        "use",
        "set",
        "enable",
        "disable",
        "ref",
        "unref",
        "setTimeout",
    }
    | {
        "all",
        "get",
        "post",
        "put",
        "delete",
        "patch",
        "options",
        "head",
        "route",
        "register",
        "mount",
        "ws",
        "addService",
    }
)
"""Methods that hand back what they are called on."""
_NOTHING_ADDED = frozenset({"default", "call"})
"""Names under which compilers reach what a module is, and call a function."""
_INTEROP = frozenset(
    {"__importDefault", "__importStar", "__toESM", "_interopRequireDefault", "_interopRequireWildcard"}
    | {"_interop_require_default", "_interop_require_wildcard", "_interopDefaultLegacy"}
)
_SAME = "\0"
_OWN_CODE = ("crate", "self", "super")
_RELATIVE = (".", "/", "#", "~/", "@/", "crate::", "self::", "super::")


def origins(parsed: Parsed, node: "Node") -> tuple[str, ...]:
    """Return where a value may come from, each as its module with the names and calls that lead to it.

    One that begins with `?` is of a name that the file does not declare, or that the project's own code does.
    """
    return _Origins(parsed, declarations(parsed)).of(node, _MOST_DEPTH)


def is_known(origin: str) -> bool:
    """Tell whether a value comes from a module that is not the project's own."""
    return not origin.startswith("?")


class _Origins:
    """The look-up within one file."""

    def __init__(self, parsed: Parsed, names: Declarations) -> None:
        self._separator = "::" if parsed.language == "rust" else "."
        self._names = names
        self._visited: set[int] = set()
        self._steps = _MOST_STEPS

    def of(self, node: "Node", depth: int) -> tuple[str, ...]:
        node = bare(node)
        self._steps -= 1
        if depth <= 0 or self._steps <= 0 or node.id in self._visited:
            return ()
        self._visited.add(node.id)
        try:
            found = self._found(node, depth - 1)
        finally:
            self._visited.discard(node.id)
        return tuple(dict.fromkeys(each for each in found if len(each) <= _LONGEST))[:_MOST_ORIGINS]

    def _found(self, node: "Node", depth: int) -> tuple[str, ...]:
        called = function_of(node)
        if called is not None:
            return self._call(node, called, depth)
        made = made_type(node)
        if made is not None:
            return tuple(f"{each}()" for each in self.of(made, depth))
        inside = member(node)
        if inside is not None:
            return self._member(node, *inside, depth)
        if node.type in NAMES:
            return self._name(node, text(node), depth)
        if node.type in {"binary_expression", "boolean_operator"}:
            left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
            return (*(self.of(left, depth) if left else ()), *(self.of(right, depth) if right else ()))
        return ()

    def _call(self, node: "Node", called: "Node", depth: int) -> tuple[str, ...]:
        module = _module_called(node, called)
        if module is not None:
            return (self._own(module),)
        if text(called) in _INTEROP or text(called).endswith((".__toESM", ".__importDefault", ".__importStar")):
            given = node.child_by_field_name("arguments")
            return self.of(given.named_children[0], depth) if given and given.named_children else ()
        typed = self._names.of(f"{text(called)}()", node.start_byte) if called.type in NAMES else []
        found = self._declared(typed, depth) or tuple(f"{each}()" for each in self.of(called, depth))
        return tuple(each.removesuffix(f"{_SAME}()") for each in found)

    def _member(self, node: "Node", of: "Node", name: "Node", depth: int) -> tuple[str, ...]:
        key = text(name).lstrip("#")
        if function_of(of) is None:
            declared = self._declared(self._names.field(key), depth)
            holder = self.of(of, depth)
            if declared and not any(map(is_known, holder)):
                return declared
        else:
            holder = self.of(of, depth)
        if key in _NOTHING_ADDED and of.type != "super":
            return holder
        if key in _FLUENT and any(each.endswith("()") for each in holder):
            # `server.on("error", f).listen(80)` listens with the server.
            return tuple(f"{each}{_SAME}" for each in holder)
        separator = "::" if node.type.startswith("scoped_") else "."
        if separator == "::" and text(of)[:1].islower() and not text(of).startswith(_OWN_CODE):
            # Rust names a crate without having to import it.
            holder = tuple(each.removeprefix("?") for each in holder)
        return tuple(f"{each}{separator}{key}" for each in holder) or (f"?{_last(of)}{separator}{key}",)

    def _name(self, node: "Node", name: str, depth: int) -> tuple[str, ...]:
        declared = self._declared(self._names.of(name, node.start_byte), depth)
        if declared:
            return declared
        if name in self._names.imported:
            return (self._own(self._names.imported[name]),)
        wild = tuple(self._own(f"{module}{self._separator}{name}") for module in self._names.wildcards)
        return (f"?{name}", *wild)

    def _declared(self, declared: list[Declared], depth: int) -> tuple[str, ...]:
        found: list[str] = []
        for each in declared:
            suffix = "()" if each.is_type else f".{each.member}" if each.member else ""
            found += [f"{origin}{suffix}" for origin in self.of(each.value, depth)]
        return tuple(found)

    @staticmethod
    def _own(origin: str) -> str:
        """Mark what the project's own code declares."""
        return f"?{origin}" if origin.startswith(_RELATIVE) else origin


def _module_called(node: "Node", called: "Node") -> str | None:
    """Return the module that `require("x")`, `import("x")` or `__import__("x")` bring."""
    if called.type != "import" and text(called) not in {"require", "__import__"}:
        return None
    arguments = node.child_by_field_name("arguments")
    first = arguments.named_children[0] if arguments and arguments.named_children else None
    value = string_value(first) if first and is_string(first) else None
    return module_name(value) if value else None


def _last(node: "Node") -> str:
    inside = member(bare(node))
    return text(inside[1] if inside else node)[:_LONGEST]
