"""What the words of a version cell cover: `1.x`, `>= 1.2, < 2`, `2.latest`, "older", "main branch"."""

import re

from upheld.patterns import pattern
from upheld.policy.wording import Wording
from upheld.versions import (
    AnyOf,
    Between,
    Bound,
    Branch,
    Everything,
    Exact,
    Newest,
    NotReleased,
    OlderThan,
    Rest,
    Scope,
    Series,
    Version,
)

_NUMBER = r"v?\.?\d{1,9}(?:[._]\d{1,9}){0,5}"
_WILD = r"(?:[._-](?:x|y|z|\*)+(?![a-z0-9]))"
_PRE = r"(?:[-._]?(?:alpha|beta|rc|preview|pre|dev|snapshot|canary|nightly|next|a|b)(?![a-z])[-._]?\d*(?:\.\d+)*)"
_VERSION = pattern(rf"(?<![\w.])(?P<number>{_NUMBER})(?P<wild>{_WILD}*)(?P<pre>{_PRE}?)(?P<more>\+?)(?!\w|\.[a-z])")
_WILD_ONLY = pattern(r"v?[x*](?:\.[x*])+")
_EXACT_PARTS = 3
"""`1.0.0` is one release, `1.0` a series."""

_OPERATORS = {
    "<": "<",
    "≤": "<=",
    "<=": "<=",
    "=<": "<=",
    "⩽": "<=",
    ">": ">",
    "≥": ">=",
    ">=": ">=",
    "=>": ">=",
    "⩾": ">=",
}
_COMPARISON = Wording(r"(<=|=<|>=|=>|[<>≤≥⩽⩾])\s*")
_BEFORE = r"before|prior\s+to|older\s+than|below|lower\s+than|less\s+than|earlier\s+than|smaller\s+than|under|pre"
_AFTER_INCLUSIVE = r"(?:and|or|&)\s+(?:later|newer|above|up|higher|greater|upwards?|onwards?|after)|onwards?|and\s+on"
_BEFORE_INCLUSIVE = r"(?:and|or|&)\s+(?:older|earlier|below|lower|prior|previous|before|under)"
_NEWER_THAN = (
    r"newer\s+than|later\s+than|greater\s+than|higher\s+than|above|after|from|since|starting\s+(?:from|with|at)"
)

_NEWEST = Wording(r"\b(?:latest|newest|most\s+recent|recent|current|actual|stable|last)\b")
_PREVIOUS = Wording(r"\b(?:previous|prior|preceding|penultimate|n-1)\b")
_OLDER = Wording(
    r"\b(?:older|old|earlier|prior|previous|past|outdated|historical|lower|legacy|former)\b.*\b(?:versions?|releases?|series|"
    r"lines?|branches|ones?|majors?|minors?|tags?|builds?)\b|^(?:older|earlier|previous|legacy|old|prior|below|lower)$"
    r"|\banything\s+(?:older|earlier|below|before)\b|\beverything\s+(?:older|earlier|below|before)\b"
)
_OTHERS = Wording(r"\b(?:others?|else|remaining|rest|unlisted|not\s+listed)\b")
_ALL = Wording(
    r"^(?:\*|all|any|every|all\s+(?:the\s+)?(?:versions?|releases?)|any\s+versions?|all\s+published\s+versions)$"
)
_COUNT_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_COUNT = Wording(
    r"\b(?:latest|last|newest|recent|previous)\s+(\d|one|two|three|four|five|six)\b(?!\.)"
    r"|(?<![\w.])(\d|one|two|three|four|five|six)\s+(?:most\s+recent|latest|newest|last)\b"
)
_UNRELEASED = Wording(
    r"\b(?:unreleased|in\s+development|development|nightly|nightlies|canary|edge|pre-?releases?|alphas?|betas?|"
    r"release\s+candidates?|snapshots?|upcoming|next|preview|future|planned|insiders|experimental)\b"
)
_ONLY_PRERELEASES = Wording(
    r"[(\[][^()\[\]]*\b(?:alpha|beta|rc|unreleased|preview|upcoming|not\s+(?:yet\s+)?released|in\s+development|nightly)\b"
)
_BRANCH_NAMES = {"main", "master", "trunk", "develop", "mainline", "default", "head", "tip"}
_PERHAPS_BRANCHES = {
    "dev",
    "devel",
    "next",
    "nightly",
    "edge",
    "canary",
    "staging",
    "development",
    "unstable",
    "stable",
}
_BRANCH = Wording(r"^(?:the\s+|current\s+|git\s+|latest\s+)*([\w./-]+?)(?:\s+branch)?(?:\s+(?:head|tip))?$")
_PATH_LIKE = pattern(r"(?!v?\d)[a-z][\w.-]*/[\w./-]+")
_EITHER_WORD = pattern(
    r"(?:latest|newest|current|stable|lts|alpha|beta|rc|preview|nightly|older?|legacy|previous|n|a|/)+"
)
_CALENDAR = pattern(r"(?<![\w.-])((?:19|20)\d\d)-(0[1-9]|1[0-2])(?:-([0-3]\d))?(?![\w.]|-\d)")
_LONGEST = 300
_NOISE = Wording(r"[\U0001F000-\U0001FAFF\u2600-\u27BF\uFE0F\u200D]|:[a-z0-9_+-]+:(?=\s|$)")


def read_scope(text: str) -> Scope | None:
    """Return what a version cell covers, or None where its words cannot be turned into versions."""
    words = _normal(text)
    if not words or len(words) > _LONGEST:
        return None
    outside = " ".join(re.sub(r"\([^()]*\)|\[[^\[\]]*\]", " ", words).split())
    for candidate in dict.fromkeys((outside, words)):
        scope = _read(candidate)
        if isinstance(scope, Series) and _ONLY_PRERELEASES.search(words):
            return NotReleased(scope.numbers)
        if scope is not None:
            return scope
    return None


def _normal(text: str) -> str:
    text = _NOISE.sub(" ", text.lower()).replace("`", "")
    text = re.sub(r"\bnon-?pre-?release", "stable", text)
    text = text.replace("–", "-").replace("—", "-").replace("−", "-").replace("≦", "≤").replace("≧", "≥")
    text = _CALENDAR.sub(lambda match: ".".join(filter(None, match.groups())), text)
    return " ".join(text.split()).strip(" .,;:")


def _read(words: str) -> Scope | None:
    return (
        _latest_of_a_series(words)
        or _range(words)
        or _named_branch(words)
        or _in_words(words)
        or _several_versions(words)
    )


def _numbers(match: re.Match[str]) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", match["number"]))


def _single(match: re.Match[str]) -> Scope:
    numbers = _numbers(match)
    if match["pre"]:
        return NotReleased(numbers)
    if match["wild"] or len(numbers) < _EXACT_PARTS:
        return Series(numbers)
    return Exact(Version(numbers))


def _latest_of_a_series(words: str) -> Scope | None:
    match = re.search(rf"(?P<operator>[<>]=?)?\s*({_NUMBER})[._-](?:x[._-])*(?:latest|newest)\b", words)
    if match:
        series = tuple(int(part) for part in re.findall(r"\d+", match[2]))
        newest = Newest(within=series)
        return OlderThan(than=newest) if match["operator"] == "<" else newest
    if re.fullmatch(
        r"(?:<|before|older\s+than|prior\s+to|below)\s*(?:the\s+)?(?:latest|newest|current)(?:\s+\w+)?", words
    ):
        return OlderThan(than=_newest(words, ()))
    return None


def _range(words: str) -> Scope | None:
    """Read comparisons, and words that say the same."""
    spoken = re.sub(rf"\b(?:{_BEFORE})\s*-?(?=v?\d)|\b(?:{_BEFORE})\s+(?:version\s+|release\s+)(?=v?\d)", "< ", words)
    spoken = re.sub(rf"\b(?:{_NEWER_THAN})\s+(?:version\s+|release\s+)?(?=v?\d)", _spoken_lower, spoken)
    spoken = re.sub(r"\bup\s+to(?:\s+and\s+including)?\s+(?:version\s+)?(?=v?\d)|\buntil\s+(?=v?\d)", "<= ", spoken)
    if between := _dashed_range(spoken):
        return between
    bounds: list[tuple[str, tuple[int, ...]]] = []
    for match in _VERSION.finditer(spoken):
        before = _COMPARISON.search(spoken[: match.start()][-4:])
        after = spoken[match.end() :]
        if compatible := re.search(r"([\^~])>?\s*=?\s*$", spoken[: match.start()]):
            return _compatible(compatible[1], _numbers(match))
        if before and spoken[: match.start()].rstrip().endswith(before[1]):
            bounds.append((_OPERATORS[before[1]], _numbers(match)))
        elif match["more"] or re.match(rf"\s*(?:\+|{_AFTER_INCLUSIVE})", after):
            bounds.append((">=", _numbers(match)))
        elif re.match(rf"\s*(?:{_BEFORE_INCLUSIVE})", after):
            bounds.append(("<=", _numbers(match)))
    return _between(bounds)


def _spoken_lower(match: re.Match[str]) -> str:
    inclusive = re.match(r"from|since|starting", match[0])
    return ">= " if inclusive else "> "


def _dashed_range(words: str) -> Scope | None:
    match = re.search(
        rf"({_NUMBER})(?:{_WILD})*\s*(?:-|to|through|thru|\.\.\.?|…)\s*({_NUMBER})(?:{_WILD})*(?![\w.])", words
    )
    if not match or re.search(r"[<>≤≥]", words):
        return None
    lower, upper = (tuple(int(n) for n in re.findall(r"\d+", match[group])) for group in (1, 2))
    if "-" in match[0] and " " not in match[0] and len(upper) == 1 and len(lower) >= _EXACT_PARTS:
        return None  # `1.2.3-4` is one release with a build number
    return Between(Bound(lower, inclusive=True), Bound(upper, inclusive=True))


def _between(bounds: list[tuple[str, tuple[int, ...]]]) -> Between | None:
    if not bounds:
        return None
    lower = next((Bound(n, inclusive="=" in op) for op, n in bounds if op.startswith(">")), None)
    upper = next((Bound(n, inclusive="=" in op) for op, n in bounds if op.startswith("<")), None)
    return Between(lower, upper)


def _compatible(operator: str, numbers: tuple[int, ...]) -> Scope:
    """`^1.2` stays within 1, `^0.2` within 0.2, `~1.2.3` within 1.2; all begin at the version named."""
    first = next((place for place, number in enumerate(numbers, 1) if number), len(numbers))
    kept = first if operator == "^" else max(1, len(numbers) - 1)
    return Between(Bound(numbers, inclusive=True), Bound(numbers[:kept], inclusive=True))


def _in_words(words: str) -> Scope | None:
    uncounted = _COUNT.sub(" ", words)
    within = next((_numbers(m) for m in _VERSION.finditer(uncounted) if not m["pre"]), ())
    # A number beside "latest" is a series only as a series is written: "latest 1.x release", not "latest (1.2.6)".
    if len(within) >= _EXACT_PARTS:
        within = ()
    if _ALL.match(words):
        return Everything()
    if _OTHERS.search(words):
        return Rest()
    if _OLDER.search(words) and not _NEWEST.search(words) and "previous" not in words.split()[:1]:
        return OlderThan(within=within)
    if _UNRELEASED.search(words):
        return NotReleased(within)
    if _NEWEST.search(words) and "supported" not in words:
        return _newest(words, within)
    if _PREVIOUS.search(words) and not re.search(r"(?:versions|releases|branches)$", words):
        return _newest(words, within)
    return OlderThan(within=within) if _OLDER.search(words) or _PREVIOUS.search(words) else None


def _newest(words: str, within: tuple[int, ...]) -> Newest:
    parts = 1 if "major" in words else 2 if "minor" in words else None
    match = _COUNT.search(words)
    number = (match[1] or match[2]) if match else "1"
    count = _COUNT_WORDS.get(number) or int(number)
    both = re.search(r"(?:latest|current|newest)\s+and\s+(?:(?:the|one)\s+)?(?:previous|prior|older|last)", words)
    skip = 1 if _PREVIOUS.search(words) and not _NEWEST.search(words) and not match else 0
    return Newest(within, parts, 2 if both else count, skip)


def _named_branch(words: str) -> Branch | None:
    if words in {"default branch", "the default branch", "head", "tip", "head branch", "default"}:
        return Branch("")
    match = _BRANCH.match(words)
    if not match:
        return None
    name = match[1]
    if name in {"default", "head", "tip"}:
        return Branch("")
    if name in _BRANCH_NAMES:
        return Branch(name)
    if name in _PERHAPS_BRANCHES and (words == name or "branch" in words):
        return Branch(name, certain="branch" in words)
    looks_like_a_version = _VERSION.fullmatch(name) or _WILD_ONLY.fullmatch(name)
    named_as_one = words.endswith("branch") and name not in {"release", "stable", "support", "this", "each", "current"}
    if _PATH_LIKE.fullmatch(name) and not _EITHER_WORD.fullmatch(name) and not looks_like_a_version:
        return Branch(name)
    return Branch(name) if named_as_one and not looks_like_a_version else None


def _several_versions(words: str) -> Scope | None:
    scopes = [_single(match) for match in _VERSION.finditer(words)]
    if not scopes:
        return Everything() if _WILD_ONLY.fullmatch(words) else None
    parted = re.search(r"[,/&;]|\b(?:and|or)\b", words)
    return AnyOf(tuple(scopes)) if len(scopes) > 1 and parted else scopes[0]
