"""Holds the version that the manifests announce against the supported versions: the next release will need a row."""

from collections.abc import Iterator
from dataclasses import replace

from upheld.check import Context, Evidence, Finding, Level, Verdict, check
from upheld.coverage import Coverage, coverage
from upheld.facts.manifests import Manifest, manifests
from upheld.facts.releases import releases
from upheld.facts.tags import Release
from upheld.policy.supported_versions import SupportedVersions
from upheld.versions import Branch, Version

_CALENDAR = 1900
"""Years are no major versions: from 2024.4 to 2026.1 is one step."""


@check(SupportedVersions, level=Level.WARNING)
def next_release(promise: SupportedVersions, context: Context) -> Iterator[Finding]:
    found = releases(context.repository, context.services)
    if found.unknown_because or not found.latest or not promise.rows:
        return
    held = coverage(promise, found, context.repository, context.today)
    announced = _announced(manifests(context.repository), found.latest.version)
    if announced is None or not held.of(found.latest.version, supported=True):
        return  # where the latest release has no row, the rule supported-versions says so
    manifest, version = announced
    upcoming = replace(found, main=(*found.main, Release(version, str(version))))
    yield _finding(promise, manifest, version, coverage(promise, upcoming, context.repository, context.today))


def _announced(named: tuple[Manifest, ...], latest: Version) -> tuple[Manifest, Version] | None:
    """Return the highest final version that is a step beyond the latest release, with its manifest."""
    versions = [(manifest, version) for manifest in named if (version := manifest.final_version)]
    ahead = [each for each in versions if latest < each[1] and _is_a_step(latest, each[1])]
    return max(ahead, key=lambda each: each[1], default=None)


def _is_a_step(latest: Version, version: Version) -> bool:
    """Tell whether a version may follow the latest release: another numbering than the tags' announces nothing."""
    before, after = latest.numbers[0], version.numbers[0]
    return after - before <= 1 or before > _CALENDAR


def _finding(promise: SupportedVersions, manifest: Manifest, version: Version, held: Coverage) -> Finding:
    covering, excluding = held.of(version, supported=True), held.of(version, supported=False)
    open_rows = [each for each in held.rows if each.supported and isinstance(each.row.scope, Branch | None)]
    if covering and not excluding:
        verdict, said, help_ = Verdict.UPHELD, f"will be covered by '{covering[0].row.text}'", None
    elif open_rows and not excluding:
        words = ", ".join(f"'{each.row.text}'" for each in open_rows)
        verdict, said = Verdict.UNVERIFIED, f"may be covered by {words}, which names no version"
        help_ = "name its series, if it is to be told before the release"
    else:
        verdict, said = Verdict.BROKEN, "will be covered by no row that is supported"
        help_ = "add its row before it is released"
    broken = verdict is Verdict.BROKEN
    return Finding(
        verdict=verdict,
        message=f"the next release, {version}, {said}",
        subject="next release",
        location=manifest.location if broken else promise.place,
        related=(promise.place,) if broken else (),
        evidence=(
            Evidence("manifest", f"{manifest.location} says {version}", manifest.location),
            *held.releases.evidence,
        ),
        help=help_,
    )
