"""What is said of leaks: never their values, nor how long these are."""

from collections.abc import Iterator, Sequence

from upheld.check import Evidence
from upheld.facts.leaks import PRODUCTION_CONFIG, Found, Leak, Scanned
from upheld.secrets import Category

_MOST_NAMED = 5
_MEGABYTE = 1_000_000
_WHAT = {
    Category.API_KEYS.value: "keys and tokens",
    Category.PRIVATE_KEYS.value: "private keys",
    Category.PASSWORDS.value: "passwords",
    Category.INTERNAL_HOSTS.value: "internal hosts",
    PRODUCTION_CONFIG: "production configuration",
}


def message(leak: Leak) -> str:
    """Return what is wrong, for a leak that is sure."""
    return f"a secret {_where(leak)}: {leak.title}{_when(leak)}{_lines(leak)}{_remarks([leak])}"


def to_review(leaks: Sequence[Leak]) -> str:
    """Return what may be wrong, for all leaks of one rule in a file, or in many."""
    first = leaks[0]
    paths = dict.fromkeys(leak.path for leak in leaks)
    if len(paths) > 1:
        places = sum(len(leak.lines) for leak in leaks)
        return f"to review: {first.title}, {places:,} places in {_named(tuple(paths), 'files')}"
    if first.commit:
        return f"to review: {first.title}{_when(first)}, which {_where(first)}{_remarks(leaks)}"
    lines = sorted({line for leak in leaks for line in leak.lines})
    more = f" (also on {_named(tuple(map(str, lines[1:])), 'lines')})" if lines[1:] else ""
    before = " (so it was before this change)" if all(leak.known_before for leak in leaks) else ""
    return f"to review: {first.title}{more}{before}{_remarks(leaks)}"


def how_to_mend(leak: Leak) -> str:
    """Return what to do about it."""
    if leak.within_change:
        return "revoke it, and write the commits of this change anew without it: what is merged stays in the history"
    if leak.commit:
        waive = f"then waive '{leak.subject}', with the reason"
        return f"revoke it, if that is not done: removal does not undo a leak; {waive}"
    if leak.untracked:
        return "keep it out of the next commit: name the file in .gitignore, or take the value out"
    if leak.category == Category.INTERNAL_HOSTS:
        return "take it from the environment or a setting; where it is meant for everybody, allow it with a comment"
    return "revoke it and take it from the environment or a secret store: whoever has a copy of the repository has it"


def looked_at(every: Found, what: Sequence[str]) -> Iterator[Evidence]:
    """Yield what was looked at, what was not, and what others have excused."""
    scanned = every.scanned
    size = f"{scanned.size / _MEGABYTE:,.1f} MB"
    yield Evidence("scan", f"{files_of(scanned)} ({size}) scanned with {scanned.rules:,} rules for {listed(what)}")
    if scanned.commits is not None:
        yield Evidence("scan", f"what {counted(scanned.commits, 'commit')} added")
    not_read = [counted(scanned.binary, "binary file")] if scanned.binary else []
    not_read += [counted(scanned.links, "link")] if scanned.links else []
    if not_read:
        yield Evidence("not scanned", " and ".join(not_read))
    for name, count in sorted(every.accepted.items()):
        yield Evidence("left out", f"{counted(count, 'place')} by {name}")
    yield from (Evidence("report", name) for name in every.reports)
    yield from (Evidence("allow-list", text, place) for text, place in every.remarks)


def files_of(scanned: Scanned) -> str:
    """Return how many files were looked at, and of which."""
    return counted(scanned.files, "changed file" if scanned.of_change else "file")


def listed(what: Sequence[str], joint: str = "and") -> str:
    """Return the categories in words."""
    words = [_WHAT.get(each, each) for each in what]
    return ", ".join(words[:-1]) + (f" {joint} " if words[1:] else "") + words[-1] if words else "nothing"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _where(leak: Leak) -> str:
    if leak.commit is None:
        where = "stands in a file that git does not track yet" if leak.untracked else "is committed"
        return f"{where} (so it was before this change)" if leak.known_before else where
    return f"was committed{' by this change' if leak.within_change else ''} and is not in the files any more"


def _when(leak: Leak) -> str:
    return f", {leak.place} in commit {leak.commit}" if leak.commit else ""


def _lines(leak: Leak) -> str:
    if leak.commit:
        return ""
    return f" (also on {_named(tuple(map(str, leak.lines[1:])), 'lines')})" if leak.lines[1:] else ""


def _named(names: Sequence[str], noun: str) -> str:
    """Return the first of some names and how many more there are."""
    more = f" and {len(names) - _MOST_NAMED:,} more" if len(names) > _MOST_NAMED else ""
    called = noun.removesuffix("s") if len(names) == 1 and noun == "lines" else noun
    return (
        f"{called} {', '.join(names[:_MOST_NAMED])}{more}"
        if noun == "lines"
        else f"{len(names):,} {noun}: {', '.join(names[:_MOST_NAMED])}{more}"
    )


def _remarks(leaks: Sequence[Leak]) -> str:
    return "".join(f"; {remark}" for remark in dict.fromkeys(remark for leak in leaks for remark in leak.remarks))
