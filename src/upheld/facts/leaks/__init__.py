"""Secrets in a repository: in its files, in its history, in the commits of a change; never their values."""

from upheld.facts.leaks.finding import Question, found
from upheld.facts.leaks.leak import PRODUCTION_CONFIG, Commit, Found, Leak, Scanned

__all__ = ["PRODUCTION_CONFIG", "Commit", "Found", "Leak", "Question", "Scanned", "found"]
