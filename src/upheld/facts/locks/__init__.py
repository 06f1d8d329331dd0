"""What a repository locks: every package version in its lock files, with the line that states it."""

from upheld.facts.locks.discovery import Locks, locks

__all__ = ["Locks", "locks"]
