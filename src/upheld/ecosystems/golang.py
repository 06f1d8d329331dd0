"""Go: module versions are semantic versions after a `v`; the toolchain's own releases are spelled their own way.

A pseudo-version is a pre-release and `+incompatible` build metadata (go.dev/ref/mod, "Versions"), so both are ordered
by the rules of semantic versions. The vulnerability database writes the release `go1.21rc2` as `1.21.0-rc.2`.
"""

import re

from upheld.ecosystems import LONGEST, semver

_RELEASE = re.compile(r"(?:go)?([0-9]+\.[0-9]+)(\.[0-9]+)?(?:(rc|beta)([0-9]+))?")


def key(text: str) -> semver.Key:
    """Return what orders a module's version, or a release of Go itself: `go1.21rc2`, `1.22.3`."""
    release = _RELEASE.fullmatch(text) if len(text) <= LONGEST else None
    if release is None:
        return semver.key(text)
    series, patch, stage, number = release.groups()
    version = series + (patch or ".0")
    return semver.key(f"{version}-{stage}.{number}" if stage else version)
