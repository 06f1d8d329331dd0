"""The same few shapes in the trees of every language: names, members, calls, and what only wraps them."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node

NAMES = frozenset(
    {
        "identifier",
        "type_identifier",
        "property_identifier",
        "private_property_identifier",
        "field_identifier",
        "package_identifier",
        "shorthand_property_identifier",
        "shorthand_property_identifier_pattern",
        "self",
        "crate",
        "super",
        "this",
        "import",
        "predefined_type",
    }
)
_MEMBERS = {
    "attribute": ("object", "attribute"),
    "member_expression": ("object", "property"),
    "selector_expression": ("operand", "field"),
    "field_expression": ("value", "field"),
    "scoped_identifier": ("path", "name"),
    "scoped_type_identifier": ("path", "name"),
    "nested_identifier": ("object", "property"),
    "nested_type_identifier": ("module", "name"),
    "qualified_type": ("package", "name"),
}
_CALLS = {"call": "function", "call_expression": "function", "new_expression": "constructor"}
_MADE = {"composite_literal": "type", "struct_expression": "name"}
_WRAPPERS = {
    "parenthesized_expression": None,
    "sequence_expression": None,
    "await": None,
    "await_expression": None,
    "non_null_expression": None,
    "as_expression": None,
    "satisfies_expression": None,
    "try_expression": None,
    "reference_expression": "value",
    "unary_expression": "operand",
    "generic_function": "function",
    "generic_type": None,
    "pointer_type": None,
    "reference_type": "type",
    "type": None,
    "union_type": None,
    "expression_statement": None,
    "expression_list": None,
    "literal_element": None,
    "mut_pattern": None,
    "as_pattern_target": None,
    "instantiation_expression": None,
    "subscript": "value",
}
_AROUND = frozenset({"generic_function", "parenthesized_expression", "sequence_expression", "non_null_expression"})
_STRINGS = frozenset(
    {
        "string",
        "string_literal",
        "raw_string_literal",
        "interpreted_string_literal",
        "template_string",
        "concatenated_string",
    }
)
NUMBERS = frozenset({"integer", "number", "int_literal", "integer_literal", "float"})
ANONYMOUS = frozenset({"arrow_function", "function_expression", "func_literal", "lambda", "closure_expression"})
FUNCTIONS = ANONYMOUS | {
    "function_declaration",
    "function_definition",
    "function_item",
    "generator_function",
    "generator_function_declaration",
    "method_declaration",
    "method_definition",
}
_MOST_WRAPPERS = 20


def text(node: "Node") -> str:
    """Return a node as it is written."""
    return (node.text or b"").decode("utf-8", "replace")


def bare(node: "Node") -> "Node":
    """Return what a node wraps: without parentheses, `await`, casts, `&`, `?`, pointers and type arguments."""
    for _ in range(_MOST_WRAPPERS):
        if node.type not in _WRAPPERS:
            return node
        field = _WRAPPERS[node.type]
        inner = node.child_by_field_name(field) if field else None
        if node.type == "sequence_expression":
            # Compilers write `(0, module.name)(…)`.
            inner = node.named_children[-1]
        inner = inner or next((each for each in node.named_children if each.type != "comment"), None)
        if inner is None:
            return node
        node = inner
    return node


def member(node: "Node") -> tuple["Node", "Node"] | None:
    """Return the object and the name of a member, as of `a.b` and `a::b`; None of anything else."""
    fields = _MEMBERS.get(node.type)
    if fields is None:
        return None
    of, name = node.child_by_field_name(fields[0]), node.child_by_field_name(fields[1])
    return (of, name) if of and name else None


def function_of(node: "Node") -> "Node | None":
    """Return what a call calls; None where a node is no call."""
    field = _CALLS.get(node.type)
    return node.child_by_field_name(field) if field else None


def call_of(name: "Node") -> "Node | None":
    """Return the call of which a node is the last name of what is called; in a macro of Rust the brackets behind it."""
    function, parent = name, name.parent
    if parent is not None and parent.type == "token_tree":
        behind = name.next_sibling
        return behind if behind is not None and behind.type == "token_tree" else None
    if parent is not None and (inside := member(parent)) is not None:
        if inside[1] != name:
            return None
        function, parent = parent, parent.parent
    while parent is not None and parent.type in _AROUND:
        function, parent = parent, parent.parent
    return parent if parent is not None and function_of(parent) == function else None


def called_name(node: "Node") -> "Node":
    """Return the last name of what a call calls, or the node itself where there is none."""
    function = function_of(node)
    if function is None:
        return node
    function = bare(function)
    inside = member(function)
    return inside[1] if inside else function


def made_type(node: "Node") -> "Node | None":
    """Return the type of an object that is written out, as of Go's `T{}`; None of anything else."""
    field = _MADE.get(node.type)
    return node.child_by_field_name(field) if field else None


def is_string(node: "Node") -> bool:
    """Tell whether a node is a text, maybe with expressions in it."""
    return node.type in _STRINGS


def string_value(node: "Node") -> str | None:
    """Return a text without its quotes, as it is written between them; None where expressions are in it."""
    if node.type == "concatenated_string":
        parts = [string_value(each) for each in node.named_children if each.type == "string"]
        return "".join(part for part in parts if part is not None) if None not in parts else None
    if any("interpolation" in each.type or each.type == "template_substitution" for each in node.named_children):
        return None
    written = text(node).lstrip("rRbBuUfFc").strip("#")
    for quote in ('"""', "'''", '"', "'", "`"):
        if len(written) >= 2 * len(quote) and written.startswith(quote) and written.endswith(quote):
            return written[len(quote) : -len(quote)]
    return written
