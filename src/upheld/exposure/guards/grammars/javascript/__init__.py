"""JavaScript and TypeScript."""

from upheld.exposure.guards.grammars.javascript.names import JavaScript

__all__ = ["JavaScript"]
