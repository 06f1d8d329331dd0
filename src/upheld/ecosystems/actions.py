"""GitHub Actions: releases are semantic versions (docs.github.com, "Releasing and maintaining actions").

A tag with fewer than three numbers (`v4`) moves on with each release, so it says of none of them which it is.
"""

from upheld.ecosystems import semver, unordered


def key(text: str) -> semver.Key:
    """Return what orders a release; a tag that moves, a branch and a commit have no order."""
    if text.partition("-")[0].count(".") < 2:  # noqa: PLR2004 - three numbers
        raise unordered(text, "a full version of an action: it moves on, or is a commit")
    return semver.key(text)
