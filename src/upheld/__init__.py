"""Reads the promises in a repository's security policy and verifies each of them against the repository."""

__version__ = "0.1.0"

HOME = "https://github.com/upheld/upheld"
"""Where Upheld itself is: its pages, its Action."""
