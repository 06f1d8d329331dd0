"""What is asked of a tree: where some names stand, and which names it declares."""

from collections.abc import Iterable

_IDENTIFIERS = {
    "python": ("identifier",),
    "javascript": ("identifier", "property_identifier"),
    "go": ("identifier", "field_identifier"),
    "rust": ("identifier", "field_identifier"),
}

_PYTHON_NAMES = """
(import_statement) @import
(import_from_statement) @import
(assignment left: [(identifier) (attribute)] @left right: (_) @right)
(assignment left: [(identifier) (attribute)] @left type: (type) @type)
(assignment left: [(pattern_list) (tuple_pattern)] @many right: (_) @right)
(named_expression name: (identifier) @left value: (_) @right)
(with_item value: (as_pattern (_) @right alias: (as_pattern_target (_) @left)))
(typed_parameter . (identifier) @left type: (type) @type)
(typed_default_parameter name: (identifier) @left type: (type) @type value: (_) @default)
(default_parameter name: (identifier) @left value: (_) @default)
(class_definition name: (identifier) @left superclasses: (argument_list [(identifier) (attribute)] @base))
(function_definition name: (identifier) @function return_type: (type) @type)
(function_definition) @scope
(lambda) @scope
"""

_JAVASCRIPT_NAMES = """
(import_statement) @import
(variable_declarator name: (identifier) @left value: (_) @right)
(variable_declarator name: (object_pattern) @many value: (_) @right)
(assignment_expression left: [(identifier) (member_expression)] @left right: (_) @right)
(assignment_pattern left: (identifier) @left right: (_) @default)
(object_assignment_pattern left: (_) @left right: (_) @default)
[(function_declaration) (function_expression) (arrow_function) (method_definition) (generator_function_declaration)] @scope
"""

_TYPESCRIPT_NAMES = """
(variable_declarator name: (identifier) @left type: (type_annotation (_) @type))
(required_parameter pattern: (identifier) @left value: (_) @default)
(required_parameter pattern: (identifier) @left type: (type_annotation (_) @type))
(optional_parameter pattern: (identifier) @left type: (type_annotation (_) @type))
(public_field_definition name: [(property_identifier) (private_property_identifier)] @field value: (_) @right)
(public_field_definition name: [(property_identifier) (private_property_identifier)] @field type: (type_annotation (_) @type))
(function_declaration name: (identifier) @function return_type: (type_annotation (_) @type))
"""

_GO_NAMES = """
(import_spec) @import
(short_var_declaration left: (expression_list) @many right: (expression_list) @right)
(assignment_statement left: (expression_list) @many right: (expression_list) @right)
(var_spec name: (identifier) @left value: (expression_list . (_) @right))
(const_spec name: (identifier) @left value: (expression_list . (_) @right))
(var_spec name: (identifier) @left type: (_) @type)
(parameter_declaration name: (identifier) @left type: (_) @type)
(field_declaration name: (field_identifier) @field type: (_) @type)
(keyed_element . (literal_element (identifier) @field) . (literal_element (_) @right))
(function_declaration name: (identifier) @function result: (_) @type)
[(function_declaration) (method_declaration) (func_literal)] @scope
"""

_RUST_NAMES = """
(use_declaration) @import
(let_declaration pattern: (identifier) @left value: (_) @right)
(let_declaration pattern: (identifier) @left type: (_) @type)
(let_condition pattern: (tuple_struct_pattern (identifier) @left .) value: (_) @right)
(assignment_expression left: [(identifier) (field_expression)] @left right: (_) @right)
(const_item name: (identifier) @left value: (_) @right)
(static_item name: (identifier) @left value: (_) @right)
(parameter pattern: (identifier) @left type: (_) @type)
(field_declaration name: (field_identifier) @field type: (_) @type)
(field_initializer field: (field_identifier) @field value: (_) @right)
(function_item name: (identifier) @function return_type: (_) @type)
[(function_item) (closure_expression)] @scope
"""

_NAMES = {
    "python": _PYTHON_NAMES,
    "javascript": _JAVASCRIPT_NAMES + "(field_definition property: (_) @field value: (_) @right)\n",
    "typescript": _JAVASCRIPT_NAMES + _TYPESCRIPT_NAMES,
    "tsx": _JAVASCRIPT_NAMES + _TYPESCRIPT_NAMES,
    "go": _GO_NAMES,
    "rust": _RUST_NAMES,
}


def identifiers_query(family: str, names: Iterable[str]) -> str:
    """Return the query of every place where one of some names stands.

    It says nothing of what stands around: a pattern that holds one call within another takes time that grows with the
    square of their number.
    """
    among = " ".join(f'"{name}"' for name in sorted(names))
    return "\n".join(f"(({kind}) @name (#any-of? @name {among}))" for kind in _IDENTIFIERS[family])


def names_query(language: str) -> str:
    """Return the query of what declares names: imports, assignments, types, and the scopes in which they hold."""
    return _NAMES[language]
