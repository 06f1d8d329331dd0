"""Rust."""

from upheld.exposure.guards.grammars.rust.names import Rust

__all__ = ["Rust"]
