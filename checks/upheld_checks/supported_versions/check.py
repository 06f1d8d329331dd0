"""Holds the supported versions of the policy against the releases and branches."""

from collections.abc import Iterator
from dataclasses import replace

from upheld.check import Context, Evidence, Finding, Location, Verdict, check
from upheld.coverage import Coverage, branch_exists, coverage
from upheld.facts.releases import releases
from upheld.policy.supported_versions import SupportedVersions
from upheld.versions import Branch
from upheld_checks.supported_versions.breaches import breaches
from upheld_checks.supported_versions.correction import correction


@check(SupportedVersions)
def supported_versions(promise: SupportedVersions, context: Context) -> Iterator[Finding]:
    if promise.unread:
        yield from _unread(promise)
        return
    if not promise.rows:
        yield _unverified("the policy states no supported versions", "say which versions get security fixes")
        return
    found = releases(context.repository, context.services)
    held = coverage(promise, found, context.repository, context.today)
    if held.releases.unknown_because:
        why = f"it cannot be told what was released: {held.releases.unknown_because}"
        yield _unverified(why, held.releases.how_to_know)
        return
    broken = list(breaches(promise, held, context.repository))
    if broken:
        fix = correction(promise, held, context)
        yield from (replace(finding, fix=fix) for finding in broken)
    else:
        yield _not_broken(held, context)


def _not_broken(held: Coverage, context: Context) -> Finding:
    latest = held.releases.latest
    if latest is None:
        return _without_a_release(held, context)
    covering = held.of(latest.version, supported=True)
    if covering:
        return Finding(
            verdict=Verdict.UPHELD,
            message=f"the latest release, {latest.tag}, is covered by '{covering[0].row.text}'",
            subject="latest release",
            location=covering[0].row.location,
            evidence=held.releases.evidence,
        )
    words = ", ".join(f"'{each.row.text}'" for each in held.uncertain)
    return _unverified(
        f"the latest release, {latest.tag}, may be covered by {words}, which could not be turned into versions",
        "write it as `1.x`, `>= 1.2`, `latest` or the name of a branch",
        held.releases.evidence,
    )


def _without_a_release(held: Coverage, context: Context) -> Finding:
    named = [each.row for each in held.rows if each.supported]
    branches = [row.scope for row in named if isinstance(row.scope, Branch)]
    if branches and len(branches) == len(named) and all(branch_exists(b, context.repository) for b in branches):
        return Finding(
            verdict=Verdict.UPHELD,
            message=f"nothing is released yet, and the branch that is supported, '{named[0].text}', exists",
            subject="latest release",
            location=named[0].location,
            evidence=(Evidence("git branches", f"'{named[0].text}' exists"), *held.releases.evidence),
        )
    how = "tag the releases, for example `v1.0.0`"
    return _unverified("there is no final release to compare with", how, held.releases.evidence)


def _unread(promise: SupportedVersions) -> Iterator[Finding]:
    how = "list only the series that are still talked about; a range such as `< 2.0` covers the rest"
    for table in promise.too_long:
        yield Finding(
            verdict=Verdict.UNVERIFIED,
            message="this table has more rows or columns than are read",
            subject=f"table under {table.heading}",
            location=Location(promise.location.path, table.line),
            help=how,
        )
    if not promise.too_long:
        yield _unverified("the policy says more of supported versions than is read", how)


def _unverified(message: str, how: str | None, evidence: tuple[Evidence, ...] = ()) -> Finding:
    return Finding(
        verdict=Verdict.UNVERIFIED, message=message, subject="supported versions", help=how, evidence=evidence
    )
