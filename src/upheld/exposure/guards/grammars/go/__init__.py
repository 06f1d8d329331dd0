"""Go."""

from upheld.exposure.guards.grammars.go.names import Go

__all__ = ["Go"]
