"""Promises x rules -> ledger: every check is asked about every promise of its kind."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from upheld.attestations import Attestations
from upheld.check import Context
from upheld.folders import PluginError
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
from upheld.policy.policy import Policy
from upheld.policy.reading import UnreadKind
from upheld.registry import InstalledCheck
from upheld.repository import UnreadableFileError
from upheld.waivers import Waivers

_URGENCY = (Verdict.BROKEN, Verdict.UNVERIFIED, Verdict.UPHELD)


class Crash(NamedTuple):
    """A check that failed instead of finding; it silences no other."""

    rule: Rule
    error: Exception | SystemExit


class NoEvidenceError(ValueError):
    """A check calls a promise upheld without anything that the verdict rests on."""


def verify(
    policy: Policy,
    promises: Sequence[Promise],
    checks: Sequence[InstalledCheck],
    context: Context,
    waivers: Waivers,
    attestations: Attestations = Attestations(),  # noqa: B008 - it is frozen
    *,
    tool_version: str,
    strict: bool = False,
    notifications: Iterable[Notification] = (),
) -> Ledger:
    """Hold every promise against the repository and write down what came of it."""
    outcomes = list(_outcomes(promises, checks, context))
    found = (waivers.applied(outcome, context.today) for outcome in outcomes if isinstance(outcome, Entry))
    attested = (attestations.applied(entry, context.today) for entry in found)
    entries = tuple(_without_secrets(tuple(attested)))
    crashes = (outcome for outcome in outcomes if isinstance(outcome, Crash))
    told = (
        *_about(policy, promises),
        *_unread(promises, checks),
        *map(_told, crashes),
        *waivers.notifications(entries, context.today),
        *attestations.notifications(entries, context.today),
        *notifications,
    )
    return Ledger(
        tool_version=tool_version,
        as_of=context.as_of.isoformat(timespec="seconds"),
        policy=policy.source,
        commit=context.repository.commit,
        branch=context.repository.branch,
        rules=tuple(installed.rule for installed in checks),
        entries=tuple(sorted(entries, key=_order)),
        notifications=told,
        strict=strict,
        sources=_sources(entries, context),
    )


def _outcomes(
    promises: Iterable[Promise], checks: Sequence[InstalledCheck], context: Context
) -> Iterator[Entry | Crash]:
    for promise in promises:
        for installed in _takers(promise, checks):
            try:
                findings = _findings(installed, promise, context)
            except (Exception, SystemExit) as error:  # noqa: BLE001 - a check may fail in any way; the others go on
                yield Crash(installed.rule, error)
            else:
                yield from (_entry(installed.rule, promise, finding) for finding in findings)


def _takers(promise: Promise, checks: Sequence[InstalledCheck]) -> list[InstalledCheck]:
    """Return the checks that take a promise; those of `Promise` itself take what no other does."""
    takers = [each for each in checks if isinstance(promise, each.check.promise_type)]
    own = [each for each in takers if each.check.promise_type is not Promise]
    return own or (takers if promise.stated else [])


def _findings(installed: InstalledCheck, promise: Promise, context: Context) -> list[Finding]:
    findings = list(installed.check(promise, context))
    if any(finding.verdict is Verdict.UPHELD and not finding.evidence for finding in findings):
        raise NoEvidenceError("a finding says upheld and names no evidence")
    return findings


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


def _order(entry: Entry) -> tuple[float, str, int, str, str]:
    place = entry.location
    urgency = 0.5 if entry.is_pressing else _URGENCY.index(entry.finding.verdict)
    return urgency, place.path, place.line, entry.rule.id, entry.fingerprint


def _about(policy: Policy, promises: Sequence[Promise]) -> Iterator[Notification]:
    for reason in policy.itself.unreadable:
        yield Notification(NotificationKind.INCOMPLETE, reason)
    if not any(promise.stated for promise in promises):
        message = (
            "no promise was found that could be checked" if policy.document else "no security policy could be read"
        )
        yield Notification(NotificationKind.NOTHING_TO_CHECK, message)


def _unread(promises: Iterable[Promise], checks: Iterable[InstalledCheck]) -> Iterator[Notification]:
    rules = {installed.rule.promise_kind: installed.rule for installed in checks}
    for promise in promises:
        if isinstance(promise, UnreadKind) and (rule := rules.get(promise.of)):
            said = f"promises of the kind '{promise.of}' of {rule.distribution} could not be read: {promise.error!r}"
            yield Notification(NotificationKind.CRASH, f"{said}; the other kinds were", promise.location, rule.id)


def _told(crash: Crash) -> Notification:
    named = f"check '{crash.rule.id}' of {crash.rule.distribution} crashed: {crash.error!r}"
    said = str(crash.error) if isinstance(crash.error, PluginError) else named
    return Notification(NotificationKind.CRASH, f"{said}; the other checks went on", rule=crash.rule.id)


def with_secrets(entries: Iterable[Entry]) -> frozenset[str]:
    """Return the files of which no line may be shown."""
    findings = [entry.finding for entry in entries if entry.finding.holds_secret]
    places = (place for finding in findings for place in (finding.location, *finding.related) if place is not None)
    more = (path for entry in entries for path in entry.finding.secret_in)
    return frozenset((*(place.path for place in places), *more))


def _without_secrets(entries: tuple[Entry, ...]) -> Iterator[Entry]:
    """Yield entries without the quotes of a policy in which a secret stands."""
    secret = with_secrets(entries)
    for entry in entries:
        hides = entry.promise.location.path in secret
        yield replace(entry, promise=replace(entry.promise, quote="")) if hides else entry


def _sources(entries: Sequence[Entry], context: Context) -> dict[str, str]:
    texts: dict[str, str] = {}
    places = (place for e in entries for place in (e.location, e.promise.location, *e.finding.related))
    edited = (edit.path for entry in entries for edit in entry.finding.fix)
    secret = with_secrets(entries)
    for path in {*(place.path for place in places), *edited}:
        try:
            texts[path] = "" if path in secret else context.repository.read_text(path) or ""
        except UnreadableFileError:
            texts[path] = ""
    return texts
