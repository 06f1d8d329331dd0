"""Reading tag names: which of them name a final release, of which package, and with which version."""

import re
from itertools import islice

from upheld.nouns import dataclass
from upheld.versions import Version

_CALENDAR_DATE = re.compile(r"(?<![\d.])(?:19|20)\d\d[-_](?:0[1-9]|1[0-2])(?:[-_][0-3]\d)?(?![\d.])")
_DOTTED = re.compile(r"\d[._]\d")
_NUMBERS = re.compile(r"(?<![0-9A-Za-z.])[vVrR]?[._]?(?P<numbers>\d{1,9}(?:[._]\d{1,9})*)")
_GLUED = re.compile(r"(?P<prefix>[A-Za-z][A-Za-z_-]*?)(?P<numbers>\d{1,9}(?:[._]\d{1,9})+)(?P<suffix>.*)")
_DASHED_NUMBERS = re.compile(
    r"(?P<prefix>(?:rel|release|version|v|r)[-_/])(?P<numbers>\d+(?:-\d+){1,3})$", re.IGNORECASE
)

_FINAL_SUFFIX = re.compile(
    r"(?:[-._](?:final|ga|release|stable|lts|sp\d+|v\d{8,}|r\d+|p\d+|build[-._]?\d+|\d{6,}(?:[-.]\d+)*|\d{4}-\d\d-\d\d)|\+[\w.-]*)?",
    re.IGNORECASE,
)
_POST_SUFFIX = re.compile(r"(?:[-._]?post[-._]?|-)(?P<post>\d{1,5})", re.IGNORECASE)
_PATCH_LETTER = re.compile(r"[d-z]", re.IGNORECASE)
"""OpenSSL's `1.1.1k`; a to c would be alphas, betas and candidates (PEP 440)."""

_GENERIC = frozenset("v ver version versions release releases rel r tag tags stable final prod production".split())
_NO_RELEASE = frozenset(
    "archive archived backup old nightly nightlies snapshot snapshots dev test tests tmp temp draft wip experimental"
    " canary preview pre prerelease alpha beta rc candidate milestone ci build builds deploy staging deprecated before after".split()
)
_SEPARATORS = re.compile(r"[/@_\-.\s]+")
_LONGEST, _MOST_NUMBERS = 200, 10
"""What is longer, or begins later than with its tenth number, is no version that anybody would write."""
_STAMP_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Release:
    """A final release as a tag names it; `package` is empty unless the tag names one (`pkg@1.2.3`)."""

    version: Version
    tag: str
    package: str = ""

    @property
    def is_a_stamp(self) -> bool:
        """Whether the version is one number that counts dates or builds: a long one, or one with a leading zero."""
        if len(self.version.numbers) != 1:
            return False
        return self.version.numbers[0] >= 10 ** (_STAMP_DIGITS - 1) or re.search(r"(?<!\d)0\d", self.tag) is not None


def read_tag(tag: str) -> Release | None:
    """Return the final release that a tag names, or None for a pre-release, a moving tag, or no version at all."""
    if len(tag) > _LONGEST:
        return None
    if (match := _CALENDAR_DATE.search(tag)) and not _DOTTED.search(tag[: match.start()]):
        return _release(tag, tag[: match.start()], _version(match[0]), tag[match.end() :])
    if match := _DASHED_NUMBERS.fullmatch(tag):
        return _release(tag, match["prefix"], _version(match["numbers"]), "")
    for match in islice(_NUMBERS.finditer(tag), _MOST_NUMBERS):
        release = _release(tag, tag[: match.start()], _version(match["numbers"]), tag[match.end() :])
        if release is not None:
            return release
        if _reads_as_a_prerelease(tag[match.end() :]):
            return None
    if match := _GLUED.fullmatch(tag):
        return _release(tag, match["prefix"], _version(match["numbers"]), match["suffix"])
    return None


def _version(numbers: str, post: int = 0) -> Version:
    return Version(tuple(map(int, re.split(r"[._-]", numbers))), post)


def _release(tag: str, prefix: str, version: Version, suffix: str) -> Release | None:
    post = _POST_SUFFIX.fullmatch(suffix)
    if post:
        version = Version(version.numbers, int(post["post"]))
    elif not _FINAL_SUFFIX.fullmatch(suffix) and not _PATCH_LETTER.fullmatch(suffix):
        return None
    words = [word for word in _SEPARATORS.split(prefix) if word]
    if any(word.lower() in _NO_RELEASE for word in words):
        return None
    while words and words[-1].lower() in _GENERIC:
        words.pop()
    if not words or all(word.lower() in _GENERIC for word in words):
        return Release(version, tag)
    return Release(version, tag, prefix[: prefix.rindex(words[-1]) + len(words[-1])])


def _reads_as_a_prerelease(suffix: str) -> bool:
    return (
        re.match(
            r"[-._]?(?:alpha|beta|rc|a|b|c|pre|preview|dev|snapshot|nightly|canary|next|m)[-._]?\d",
            suffix,
            re.IGNORECASE,
        )
        is not None
    )
