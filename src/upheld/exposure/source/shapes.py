"""Which kinds of nodes declare names in each language, and where in them the name and its value stand."""

from collections.abc import Mapping
from typing import NamedTuple


class Shape(NamedTuple):
    """A kind of node that declares a name; each text is the role of a child."""

    name: str = "name"
    value: str = ""
    default: str = ""
    """A value that a caller may replace."""
    type: str = ""
    returns: str = ""
    """The type of what a function returns."""
    is_field: bool = False
    """Whether the name is one of a field, whatever it is a field of."""
    kinds: frozenset[str] = frozenset({"identifier"})
    """Which kinds of nodes the name may be."""
    is_scope: bool = False
    """Whether names that are declared within hold there only."""


_SCOPE = Shape(is_scope=True)
_OTHER = Shape()
"""Of no common shape: `declaring.py` knows it."""
_LISTS = frozenset({"expression_list"})
_FIELDS = frozenset({"field_identifier"})

_PYTHON = {
    "assignment": Shape(
        "left",
        "right",
        type="type",
        kinds=frozenset({"identifier", "attribute", "pattern_list", "tuple_pattern"}),
    ),
    "named_expression": Shape(value="value"),
    "as_pattern": _OTHER,
    "typed_parameter": _OTHER,
    "typed_default_parameter": Shape(default="value", type="type"),
    "default_parameter": Shape(default="value"),
    "class_definition": _OTHER,
    "function_definition": Shape(returns="return_type", is_scope=True),
    "lambda": _SCOPE,
}
_JAVASCRIPT = {
    "variable_declarator": Shape(
        value="value", type="type", kinds=frozenset({"identifier", "object_pattern", "array_pattern"})
    ),
    "assignment_expression": Shape("left", "right", kinds=frozenset({"identifier", "member_expression"})),
    "assignment_pattern": Shape("left", default="right"),
    "object_assignment_pattern": Shape(
        "left", default="right", kinds=frozenset({"identifier", "shorthand_property_identifier_pattern"})
    ),
    "function_declaration": Shape(returns="return_type", is_scope=True),
    "function_expression": _SCOPE,
    "arrow_function": _SCOPE,
    "method_definition": _SCOPE,
    "generator_function_declaration": _SCOPE,
}
_OF_CLASSES = frozenset({"property_identifier", "private_property_identifier"})
_TYPESCRIPT = {
    **_JAVASCRIPT,
    "required_parameter": Shape("pattern", default="value", type="type"),
    "optional_parameter": Shape("pattern", type="type"),
    "public_field_definition": Shape(value="value", type="type", is_field=True, kinds=_OF_CLASSES),
}
_GO = {
    "short_var_declaration": Shape("left", "right", kinds=_LISTS),
    "assignment_statement": Shape("left", "right", kinds=_LISTS),
    "var_spec": Shape(value="value", type="type"),
    "const_spec": Shape(value="value"),
    "parameter_declaration": Shape(type="type"),
    "field_declaration": Shape(type="type", is_field=True, kinds=_FIELDS),
    "keyed_element": _OTHER,
    "function_declaration": Shape(returns="result", is_scope=True),
    "method_declaration": _SCOPE,
    "func_literal": _SCOPE,
}
_RUST = {
    "let_declaration": Shape("pattern", "value", type="type"),
    "let_condition": _OTHER,
    "assignment_expression": Shape("left", "right", kinds=frozenset({"identifier", "field_expression"})),
    "const_item": Shape(value="value"),
    "static_item": Shape(value="value"),
    "parameter": Shape("pattern", type="type"),
    "field_declaration": Shape(type="type", is_field=True, kinds=_FIELDS),
    "field_initializer": Shape("field", "value", is_field=True, kinds=_FIELDS),
    "function_item": Shape(returns="return_type", is_scope=True),
    "closure_expression": _SCOPE,
}
SHAPES: Mapping[str, Mapping[str, Shape]] = {
    "python": _PYTHON,
    "javascript": {**_JAVASCRIPT, "field_definition": Shape("property", "value", is_field=True, kinds=_OF_CLASSES)},
    "typescript": _TYPESCRIPT,
    "tsx": _TYPESCRIPT,
    "go": _GO,
    "rust": _RUST,
}
_IMPORTS = {
    "python": ("import_statement", "import_from_statement"),
    "go": ("import_spec",),
    "rust": ("use_declaration",),
}


def names_query(language: str) -> str:
    """Return the query of what declares names.

    It names kinds of nodes alone: to compile one that says what stands in them takes many times as long.
    """
    kinds = (*_IMPORTS.get(language, ("import_statement",)), *SHAPES[language])
    return f"[{' '.join(f'({kind})' for kind in kinds)}] @node"
