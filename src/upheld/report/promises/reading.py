"""A policy with what was read from it, as every format of this report needs it."""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from upheld.model import Promise
from upheld.nouns import dataclass
from upheld.policy.policy import Policy
from upheld.policy.supported_versions import SupportedVersions
from upheld.policy.unread import Because, Unread, unread


@dataclass(frozen=True)
class ReadPolicy:
    """A policy with the promises in it; rows with an end date are judged on `today`."""

    policy: Policy
    promises: Sequence[Promise]
    today: date

    @cached_property
    def stated(self) -> tuple[Promise, ...]:
        """The promises that stand on one line of the policy; supported versions have a line for each row."""
        return tuple(each for each in self._stated if self._is_in_policy(each))

    @cached_property
    def outside(self) -> tuple[Promise, ...]:
        """The promises that the configuration states."""
        return tuple(each for each in self._stated if not self._is_in_policy(each))

    @cached_property
    def settled(self) -> tuple[Promise, ...]:
        """What stands for the lines that make no promise, as the configuration says."""
        return tuple(each for each in self.promises if each.corrected and not each.stated)

    @property
    def _stated(self) -> Iterator[Promise]:
        return (each for each in self.promises if each.stated and not isinstance(each, SupportedVersions))

    def _is_in_policy(self, promise: Promise) -> bool:
        document = self.policy.document
        return document is not None and promise.location.path == document.path

    @cached_property
    def versions(self) -> tuple[SupportedVersions, ...]:
        """The statement of supported versions."""
        return tuple(each for each in self.promises if isinstance(each, SupportedVersions))

    @cached_property
    def unread(self) -> tuple[Unread, ...]:
        """The statements that no promise was read from."""
        document = self.policy.document
        return tuple(unread(document, self.promises)) if document else ()

    @cached_property
    def not_understood(self) -> tuple[tuple[int, str], ...]:
        """The lines that look like a promise and were not understood, with their text."""
        rows = [(row.location.line, row.text) for each in self.versions for row in each.rows if row.scope is None]
        sentences = [(e.statement.line, e.statement.text) for e in self.unread if e.because is Because.NOT_UNDERSTOOD]
        return tuple(sorted({*rows, *sentences}))


def summary(promise: Promise) -> str:
    """Return what a promise says in a few words: its kind and its numbers."""
    within = getattr(promise, "within", None)
    values = [str(within)] if within is not None else []
    for name, value in promise.fields().items():
        if within is None or name not in {"hours", "days"}:
            values += _in_words(name, value)
    return " ".join((promise.kind, *values))


def _in_words(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, list | tuple):
        yield ", ".join(map(str, value))  # pyright: ignore[reportUnknownArgumentType] - a kind's field may hold anything
    elif value is not None:
        yield f"{value} {name}" if name in {"hours", "days"} else str(value)
