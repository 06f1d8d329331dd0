"""Packagist: versions as Composer normalises them (`composer/semver`), compared as PHP does (`version_compare`)."""

import re

from upheld.ecosystems import LONGEST, unordered

Key = tuple[tuple[int, ...], ...]

_STAGES = {"stable": -1, "alpha": 1, "a": 1, "beta": 2, "b": 2, "rc": 3}
"""A `STABLE` that is not in small letters PHP takes for an unknown word, and puts it below all others."""

_DEV, _END, _NUMBER, _PATCH = (0,), (4,), 5, (6,)
"""The end of a version stands above what leads to a release, and below a further number and a patch."""

_MODIFIER = (
    r"[._-]?(?:(?P<stage>stable|beta|b|rc|alpha|a|patch|pl|p)(?P<stage_numbers>(?:[.-]?[0-9]++)*+)?)?(?P<dev>[.-]?dev)?"
)
_CLASSICAL = re.compile(
    rf"v?([0-9]{{1,5}}+)(?:\.([0-9]++))?(?:\.([0-9]++))?(?:\.([0-9]++))?{_MODIFIER}", re.IGNORECASE | re.ASCII
)
_DATE = re.compile(
    rf"v?([0-9]{{4}}(?:[.:-]?[0-9]{{2}}){{1,6}}(?:[.:-]?[0-9]{{1,3}}){{0,2}}){_MODIFIER}", re.IGNORECASE | re.ASCII
)
_SERIES = re.compile(
    r"v?([0-9]++)(?:\.([0-9]++|[x*]))?(?:\.([0-9]++|[x*]))?(?:\.([0-9]++|[x*]))?[.-]?dev", re.IGNORECASE | re.ASCII
)
_BUILD = re.compile(r"\+[^\s,]+")
_STABILITY = re.compile(r"@(?:stable|rc|beta|alpha|dev)", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")
_LARGEST = 2**63 - 1
_NEWEST_OF_SERIES = 9_999_999
"""What Composer puts for the `x` of `1.x-dev`."""


def key(text: str) -> Key:
    """Return what orders a version; a branch by name (`dev-main`) has none."""
    if len(text) > LONGEST:
        raise unordered(text, "a version of Composer")
    version = _bare(text.strip())
    if match := _CLASSICAL.fullmatch(version):
        return (*(_number(part or "0") for part in match.groups()[:4]), *_modifier(match), _END)
    if match := _DATE.fullmatch(version):
        return (*map(_number, _DIGITS.findall(match[1])), *_modifier(match), _END)
    if match := _SERIES.fullmatch(version):
        return (*map(_of_series, match.groups()), _DEV, _END)
    raise unordered(text, "a version of Composer, or it is a branch")


def _bare(text: str) -> str:
    """Leave out a stability (`1.0@beta`) and build metadata (`1.0+5`), in Composer's own order."""
    name, at, _ = text.rpartition("@")
    if at and _STABILITY.fullmatch(text, len(name)):
        text = name
    head, plus, _ = text.partition("+")
    return head if plus and _BUILD.fullmatch(text, len(head)) else text


def _number(digits: str) -> tuple[int, int]:
    return _NUMBER, min(int(digits), _LARGEST)


def _of_series(part: str | None) -> tuple[int, int]:
    return _number(part) if part and part.isdigit() else (_NUMBER, _NEWEST_OF_SERIES)


def _modifier(match: re.Match[str]) -> Key:
    stage = match["stage"] or ""
    if stage == "stable":  # nothing that follows it is looked at
        return ()
    stage = stage.lower()
    numbers = tuple(map(_number, _DIGITS.findall(match["stage_numbers"] or "")))
    rank = _STAGES.get(stage)
    first = () if not stage else (_PATCH,) if rank is None else ((rank,),)
    return (*first, *numbers, *((_DEV,) if match["dev"] else ()))
