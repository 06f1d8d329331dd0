"""Promises x rules -> ledger: every check is asked about every promise of its kind."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from upheld.check import Context
from upheld.model import (
    Entry,
    Finding,
    Force,
    Ledger,
    Level,
    Notification,
    NotificationKind,
    Promise,
    Rule,
    Verdict,
)
from upheld.policy import Policy
from upheld.registry import InstalledCheck
from upheld.repository import UnreadableFileError
from upheld.waivers import Waivers

_URGENCY = (Verdict.BROKEN, Verdict.UNVERIFIED, Verdict.UPHELD)


@dataclass(frozen=True)
class Crash:
    """A check that failed instead of finding; it silences no other."""

    rule: Rule
    error: Exception


def verify(
    policy: Policy,
    promises: Sequence[Promise],
    checks: Sequence[InstalledCheck],
    context: Context,
    waivers: Waivers,
    *,
    tool_version: str,
    strict: bool = False,
) -> Ledger:
    """Hold every promise against the repository and write down what came of it."""
    outcomes = list(_outcomes(promises, checks, context))
    entries = tuple(waivers.applied(outcome, context.today) for outcome in outcomes if isinstance(outcome, Entry))
    crashes = (outcome for outcome in outcomes if isinstance(outcome, Crash))
    notifications = (*_about(policy, promises), *map(_told, crashes), *waivers.notifications(entries, context.today))
    return Ledger(
        tool_version=tool_version,
        as_of=context.as_of.isoformat(timespec="seconds"),
        policy=policy.source,
        commit=context.repository.commit,
        branch=context.repository.branch,
        rules=tuple(installed.rule for installed in checks),
        entries=tuple(sorted(entries, key=_order)),
        notifications=notifications,
        strict=strict,
        sources=_sources(entries, context),
    )


def _outcomes(
    promises: Iterable[Promise], checks: Sequence[InstalledCheck], context: Context
) -> Iterator[Entry | Crash]:
    for promise in promises:
        for installed in checks:
            if isinstance(promise, installed.check.promise_type):
                try:
                    findings = list(installed.check(promise, context))
                except Exception as error:  # noqa: BLE001 - a check may fail in any way; the others go on
                    yield Crash(installed.rule, error)
                else:
                    yield from (_entry(installed.rule, promise, finding) for finding in findings)


def _entry(rule: Rule, promise: Promise, finding: Finding) -> Entry:
    level = finding.level or rule.level
    if promise.force is Force.PRACTICE and level is Level.ERROR:
        level = Level.WARNING
    return Entry(
        rule=rule, promise=promise, finding=finding, level=level, fingerprint=fingerprint(rule, promise, finding)
    )


def fingerprint(rule: Rule, promise: Promise, finding: Finding) -> str:
    """Return what stays the same while lines, counts and versions change: rule, kind of promise and subject."""
    subject = " ".join(finding.subject.casefold().split())
    return hashlib.sha256(f"{rule.id}\0{promise.kind}\0{subject}".encode()).hexdigest()[:32]


def _order(entry: Entry) -> tuple[int, str, int, str, str]:
    place = entry.location
    return _URGENCY.index(entry.finding.verdict), place.path, place.line, entry.rule.id, entry.fingerprint


def _about(policy: Policy, promises: Sequence[Promise]) -> Iterator[Notification]:
    for reason in policy.itself.unreadable:
        yield Notification(NotificationKind.INCOMPLETE, reason)
    if not any(promise.stated for promise in promises):
        message = (
            "no promise was found that could be checked" if policy.document else "no security policy could be read"
        )
        yield Notification(NotificationKind.NOTHING_TO_CHECK, message)


def _told(crash: Crash) -> Notification:
    message = f"check '{crash.rule.id}' of {crash.rule.distribution} crashed: {crash.error!r}; the other checks went on"
    return Notification(NotificationKind.CRASH, message, rule=crash.rule.id)


def _sources(entries: Iterable[Entry], context: Context) -> dict[str, str]:
    texts: dict[str, str] = {}
    for path in {entry.location.path for entry in entries}:
        try:
            texts[path] = context.repository.read_text(path) or ""
        except UnreadableFileError:
            texts[path] = ""
    return texts
