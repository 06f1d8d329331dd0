"""Python."""

from upheld.exposure.guards.grammars.python.names import Python

__all__ = ["Python"]
