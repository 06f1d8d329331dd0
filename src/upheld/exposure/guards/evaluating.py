"""What an expression is worth where a user says nothing: no argument, no variable, no configuration."""

from dataclasses import field, replace

from upheld.exposure.capability import GuardKind
from upheld.exposure.guards import arguments, calls, names
from upheld.exposure.guards.expression import (
    Both,
    Call,
    Choice,
    Compare,
    Either,
    Expr,
    Item,
    Listing,
    Lit,
    Member,
    Name,
    Not,
    Record,
)
from upheld.exposure.guards.files import Index
from upheld.exposure.guards.grammar import Declared
from upheld.exposure.guards.grammars.common import literal_text
from upheld.exposure.guards.scope import Scope
from upheld.exposure.guards.value import UNKNOWN, Option, Value, literal, merged, one_of, same
from upheld.exposure.source.parsed import Parsed
from upheld.nouns import dataclass

DEEPEST = 24
MOST_STEPS = 4_000
_KINDS = {
    "flag": GuardKind.FLAG,
    "variable": GuardKind.VARIABLE,
    "subcommand": GuardKind.SUBCOMMAND,
    "setting": GuardKind.CONDITION,
}


@dataclass
class Evaluator:
    """Evaluates, with a bound on all that it does."""

    index: Index
    steps: int = 0
    cuts: int = 0
    """How often something was left unknown for want of patience: what came of that is not kept."""
    declared: dict[tuple[str, str, str], Value | None] = field(default_factory=dict[tuple[str, str, str], Value | None])
    """The options of each name, as seen from a folder."""
    constants: dict[tuple[str, int], Value] = field(default_factory=dict[tuple[str, int], Value])
    """What files give to names at their top, by the place."""
    stored: dict[tuple[str, str], Value | None] = field(default_factory=dict[tuple[str, str], Value | None])
    """What fields hold, as seen from a file."""
    _known: dict[tuple[object, ...], Value] = field(default_factory=dict[tuple[object, ...], Value])
    _busy: set[tuple[object, ...]] = field(default_factory=set[tuple[object, ...]])

    def value(self, expr: Expr, scope: Scope, depth: int = 0) -> Value:
        """Return what an expression is worth."""
        self.steps += 1
        if depth > DEEPEST or self.steps > MOST_STEPS:
            self.cuts += 1
            return UNKNOWN
        if not isinstance(expr, Name | Member | Call):
            return self._value(expr, scope, depth)
        place = (scope.parsed.path, expr.node.start_byte, expr.node.end_byte, type(expr).__name__, _last(expr))
        key = (*place, scope.key)
        if key in self._known:
            return self._known[key]
        if place in self._busy:
            self.cuts += 1
            return UNKNOWN
        self._busy.add(place)
        cuts = self.cuts
        try:
            value = self._value(expr, scope, depth)
        finally:
            self._busy.discard(place)
        if self.cuts == cuts:
            self._known[key] = value
        return value

    def _value(self, expr: Expr, scope: Scope, depth: int) -> Value:
        match expr:
            case Lit():
                return literal(expr.value)
            case Name():
                return names.value_of_name(self, expr, scope, depth)
            case Member():
                return arguments.of_member(self, expr, scope, depth) or names.value_of_member(self, expr, scope, depth)
            case Item():
                return arguments.of_item(self, expr, scope, depth)
            case Call():
                return calls.value_of_call(self, expr, scope, depth)
            case Not():
                inner = self.value(expr.of, scope, depth + 1)
                return Value(inner.truth is not None, inner.truth is False, inner.options)
            case Both() | Either():
                return self._joined(expr, scope, depth)
            case Compare():
                return self._compared(expr, scope, depth)
            case Choice():
                return self._chosen(expr, scope, depth)
            case Record():
                return Value(records=((expr, scope),))
            case Listing():
                return Value(options=merged(*(self.value(each, scope, depth + 1) for each in expr.items[:10])))
            case _:
                return Value(options=merged(*(self.value(each, scope, depth + 1) for each in expr.parts)))

    def _joined(self, expr: Both | Either, scope: Scope, depth: int) -> Value:
        left = self.value(expr.left, scope, depth + 1)
        truth = left.truth
        if isinstance(expr, Either) and expr.only_missing and left.known:
            truth = left.is_name or left.value is not None
        ends = isinstance(expr, Either)
        if truth is ends and not any(option.text.endswith("argument") for option in left.options):
            return left
        right = self.value(expr.right, scope, depth + 1)
        options = merged(left, right)
        if truth is ends:
            # How many arguments there are says less than which.
            return replace(left, options=options)
        if truth is None:
            # Whatever the left is, the right decides where it ends it.
            decided = right.truth is ends and right.known
            return literal(ends, options) if decided else Value(options=options)
        return replace(right, options=options)

    def _compared(self, expr: Compare, scope: Scope, depth: int) -> Value:
        flag = arguments.of_comparison(self, expr, scope, depth)
        if flag is not None:
            return flag
        left, right = self.value(expr.left, scope, depth + 1), self.value(expr.right, scope, depth + 1)
        options = merged(left, right)
        match expr.sign:
            case "==" | "!=":
                options = tuple(_named(option, left, right) for option in options)
                equal = same(left, right)
                if equal is None and not left.known and left.records and right.known:
                    equal = False
                return Value(equal is not None, equal is (expr.sign == "=="), options)
            case "in" | "not in":
                return self._contained(expr, left, scope, depth)
            case _:
                return _ordered(expr.sign, left, right, options)

    def _contained(self, expr: Compare, left: Value, scope: Scope, depth: int) -> Value:
        listed = expr.right
        if isinstance(listed, Name):
            listed = names.bound_once(self, listed, scope) or listed
        if not isinstance(listed, Listing):
            return Value(options=merged(left, self.value(expr.right, scope, depth + 1)))
        return self.among(left, listed, scope, depth, wanted=expr.sign == "in")

    def among(self, left: Value, listed: Listing, scope: Scope, depth: int, *, wanted: bool = True) -> Value:
        """Return whether a value is one of a list."""
        found = [same(left, self.value(each, scope, depth + 1)) for each in listed.items]
        if any(found):
            return literal(wanted, left.options)
        return Value(None not in found, not wanted, left.options)

    def _chosen(self, expr: Choice, scope: Scope, depth: int) -> Value:
        maybe: list[Value] = []
        conditions: list[Value] = []
        for condition, result in expr.arms:
            told = self.value(condition, scope, depth + 1) if condition is not None else literal(value=True)
            conditions.append(told)
            if told.truth is False:
                continue
            maybe.append(self.value(result, scope, depth + 1))
            if told.truth:
                break
        value = one_of(maybe)
        return replace(value, options=merged(value, *conditions))

    def option(self, declared: Declared, parsed: Parsed, depth: int) -> Value:
        """Return what an option is worth that nobody gives."""
        default = literal(None) if declared.nothing else UNKNOWN
        if declared.default is not None:
            default = self.value(declared.default, Scope(parsed), depth + 1)
        node = declared.node or (declared.default.node if declared.default else parsed.tree.root_node)
        shown = literal_text(default.value) if default.known and default.value is not None else None
        option = Option(_KINDS[declared.kind], declared.text, node, parsed, shown)
        return replace(default, options=tuple(dict.fromkeys((option, *default.options))))


def _last(expr: Expr) -> str:
    """Return what tells apart expressions that stand in one place: a name that is taken out of an object makes several."""
    return expr.id if isinstance(expr, Name) else expr.name if isinstance(expr, Member) else ""


def _named(option: Option, left: Value, right: Value) -> Option:
    """Return an option that is an argument as the word with which it is compared."""
    word = next((each.value for each in (left, right) if not each.options and isinstance(each.value, str)), None)
    is_word = option.kind is GuardKind.SUBCOMMAND and option.text.endswith("argument")
    return replace(option, text=word) if is_word and word else option


def _ordered(sign: str, left: Value, right: Value, options: tuple[Option, ...]) -> Value:
    if not (left.known and right.known):
        return Value(options=options)
    one, other = _number(left), _number(right)
    if one is None or other is None:
        return Value(options=options)
    told = {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}.get(sign)
    return Value(told is not None, told, options)


def _number(value: Value) -> float | None:
    if value.value is None:
        return 0
    if isinstance(value.value, str):
        try:
            return float(value.value)
        except ValueError:
            return None
    return float(value.value)
