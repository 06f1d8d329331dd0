"""Reads the promises in a repository's security policy and verifies each of them against the repository."""

__version__ = "0.1.0"
