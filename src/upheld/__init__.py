"""Reads the promises in a repository's security policy and verifies each of them against the repository."""
