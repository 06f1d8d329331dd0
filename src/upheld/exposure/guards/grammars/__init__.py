"""How each language writes what guards rest on."""

from functools import cache

from upheld.exposure.guards.grammar import Grammar


@cache
def grammar_of(family: str) -> Grammar:
    """Return how a language is read: `python`, `javascript`, `go` or `rust`."""
    if family == "python":
        from upheld.exposure.guards.grammars.python import Python  # noqa: PLC0415 - one of four is needed

        return Python()
    if family == "go":
        from upheld.exposure.guards.grammars.go import Go  # noqa: PLC0415 - one of four is needed

        return Go()
    if family == "rust":
        from upheld.exposure.guards.grammars.rust import Rust  # noqa: PLC0415 - one of four is needed

        return Rust()
    from upheld.exposure.guards.grammars.javascript import JavaScript  # noqa: PLC0415 - one of four is needed

    return JavaScript()
