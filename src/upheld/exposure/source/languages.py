"""The languages whose source is read, each with its grammar, which is loaded when the first file of it is parsed."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from tree_sitter import Language, Parser, Query, QueryCursor

_BY_ENDING = {
    ".py": "python",
    ".pyw": "python",
    ".js": "javascript",
    ".mjs": "javascript",
    ".cjs": "javascript",
    ".jsx": "javascript",
    ".ts": "typescript",
    ".mts": "typescript",
    ".cts": "typescript",
    ".tsx": "tsx",
    ".go": "go",
    ".rs": "rust",
}
_NOT_READ = {
    ".c": "C", ".cc": "C++", ".clj": "Clojure", ".cpp": "C++", ".cr": "Crystal", ".cs": "C#", ".cxx": "C++", ".dart": "Dart",
    ".erl": "Erlang", ".ex": "Elixir", ".fs": "F#", ".groovy": "Groovy", ".hs": "Haskell", ".java": "Java", ".jl": "Julia",
    ".kt": "Kotlin", ".lua": "Lua", ".m": "Objective-C", ".ml": "OCaml", ".mm": "Objective-C", ".nim": "Nim", ".php": "PHP",
    ".pl": "Perl", ".rb": "Ruby", ".scala": "Scala", ".swift": "Swift", ".vb": "Visual Basic", ".zig": "Zig",
}  # fmt: skip
"""Languages in which servers are written too, and for which there are no rules."""
_MAX_DEPTH = 3_000
_FAMILY = {"typescript": "javascript", "tsx": "javascript"}
_GRAMMARS = {
    "python": ("tree_sitter_python", "language"),
    "javascript": ("tree_sitter_javascript", "language"),
    "typescript": ("tree_sitter_typescript", "language_typescript"),
    "tsx": ("tree_sitter_typescript", "language_tsx"),
    "go": ("tree_sitter_go", "language"),
    "rust": ("tree_sitter_rust", "language"),
}


def language_of(path: str) -> str | None:
    """Return the language of a file by its name, None where it is none that is read."""
    return _BY_ENDING.get(_ending(path))


def language_not_read(path: str) -> str | None:
    """Return the name of a file's language where it is one that is not read, else None."""
    return _NOT_READ.get(_ending(path))


def _ending(path: str) -> str:
    name = path[path.rfind("/") + 1 :]
    dot = name.rfind(".")
    return name[dot:].lower() if dot > 0 else ""


def family_of(language: str) -> str:
    """Return under which name a language has its rules: TypeScript has those of JavaScript."""
    return _FAMILY.get(language, language)


@cache
def grammar(language: str) -> "Language":
    """Return the grammar of a language."""
    from tree_sitter import Language  # noqa: PLC0415 - only who parses pays for it

    module, function = _GRAMMARS[language]
    # A capsule, of a type that has no name.
    return Language(cast("object", getattr(import_module(module), function)()))


@cache
def parser(language: str) -> "Parser":
    """Return the parser of a language."""
    from tree_sitter import Parser  # noqa: PLC0415 - only who parses pays for it

    return Parser(grammar(language))


@cache
def query(language: str, source: str) -> "Query":
    """Return a query, which is compiled once."""
    from tree_sitter import Query  # noqa: PLC0415 - only who parses pays for it

    return Query(grammar(language), source)


def cursor(asked: "Query") -> "QueryCursor":
    """Return what asks a query of a tree, down to a depth that no code has which a person wrote.

    The time that it takes grows with the square of the depth.
    """
    from tree_sitter import QueryCursor  # noqa: PLC0415 - only who parses pays for it

    made = QueryCursor(asked)
    made.set_max_start_depth(_MAX_DEPTH)
    return made
