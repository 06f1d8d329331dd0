"""What is said of the secrets in the files, the history and the commits of a change."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from upheld.check import Context, Evidence, Finding, Level, Verdict
from upheld.facts.leaks import Found, Leak, found
from upheld.policy.kinds.no_committed_secrets import NoCommittedSecrets
from upheld.secrets import Confidence
from upheld_checks.no_committed_secrets.asking import promises, question
from upheld_checks.no_committed_secrets.words import (
    counted,
    files_of,
    how_to_mend,
    listed,
    looked_at,
    message,
    to_review,
)

MOST_OF_A_RULE = 5
"""In how many files what is to be looked at is told one by one; in more of them it is told once."""
MOST_NAMED = 9
MOST_IN_A_FILE = 20
"""How many secrets of one rule in one file are told one by one."""


def leaking(promise: NoCommittedSecrets, context: Context) -> Iterator[Finding]:
    """Yield each leak that the promise is the first to name, or what was looked at in vain."""
    every = found(context.repository, question(context))
    mine = [leak for leak in every.leaks if leak.category in promise.what]
    here = [leak for leak in mine if _promised_by(leak, context) == promise]
    yield from _sure([leak for leak in here if leak.confidence is Confidence.HIGH])
    yield from _to_review([leak for leak in here if leak.confidence is Confidence.MEDIUM])
    if not mine or every.scanned.left_out:
        yield _overview(promise, every, some=bool(mine))


def _promised_by(leak: Leak, context: Context) -> NoCommittedSecrets | None:
    """Return the one promise under which a leak is told: the first that names what it is."""
    return next((each for each in promises(context) if leak.category in each.what), None)


def _sure(leaks: Iterable[Leak]) -> Iterator[Finding]:
    """Yield what is broken: each leak, up to a number of one rule in one file."""
    many: dict[tuple[str, str, bool], list[Leak]] = {}
    for leak in leaks:
        many.setdefault((leak.rule, leak.path, leak.commit is None), []).append(leak)
    for each in many.values():
        yield from map(_broken, each[:MOST_IN_A_FILE])
        if rest := [leak for leak in each[MOST_IN_A_FILE:] if not leak.waiver]:
            last = _broken(rest[-1])
            subject = f"{rest[-1].rule} in {rest[-1].path} #more"
            yield replace(last, message=f"and {counted(len(rest), 'more secret')}; {last.message}", subject=subject)


def _broken(leak: Leak) -> Finding:
    return Finding(
        verdict=Verdict.BROKEN,
        message=message(leak),
        subject=leak.subject,
        location=None if leak.commit else leak.place,
        evidence=(Evidence("scan", f"{leak.rule}, {leak.confidence} confidence"), *_reports(leak)),
        level=Level.WARNING if leak.known_before or leak.untracked else None,
        known_before=leak.known_before,
        help=how_to_mend(leak),
        holds_secret=True,
        waiver=leak.waiver,
    )


def _to_review(leaks: Iterable[Leak]) -> Iterator[Finding]:
    """Yield what a person has to look at: one finding for a rule in a file, and one for a rule in many files."""
    rules: dict[str, dict[str, list[Leak]]] = {}
    for leak in leaks:
        rules.setdefault(leak.rule, {}).setdefault(leak.path, []).append(leak)
    for rule, files in rules.items():
        open_files = {path: each for path, each in files.items() if not all(leak.waiver for leak in each)}
        for path, each in files.items():
            if path not in open_files or len(open_files) <= MOST_OF_A_RULE:
                yield _reviewed(each, f"{rule} in {path}")
        if len(open_files) > MOST_OF_A_RULE:
            yield _reviewed([leak for each in open_files.values() for leak in each], f"{rule} in many files")


def _reviewed(leaks: list[Leak], subject: str) -> Finding:
    first = leaks[0]
    others = dict.fromkeys(leak.path for leak in leaks if leak.path != first.path and not leak.commit)
    return Finding(
        verdict=Verdict.BROKEN,
        message=to_review(leaks),
        subject=subject,
        also=tuple(leak.subject for leak in leaks) if not others else (),
        location=None if first.commit else first.place,
        related=tuple(next(leak.place for leak in leaks if leak.path == path) for path in others)[:MOST_NAMED],
        secret_in=tuple(others),
        evidence=(Evidence("scan", f"{first.rule}, {first.confidence} confidence"), *_reports(first)),
        level=Level.WARNING,
        help=f"if it is one, {how_to_mend(first)}",
        holds_secret=True,
        waiver=first.waiver if all(leak.waiver for leak in leaks) else None,
        known_before=all(leak.known_before for leak in leaks),
    )


def _reports(leak: Leak) -> Iterator[Evidence]:
    yield from (Evidence("report", name) for name in leak.reported_by)


def _overview(promise: NoCommittedSecrets, every: Found, *, some: bool) -> Finding:
    """Return what is said where nothing is found, or not everything could be looked at."""
    scanned = every.scanned
    evidence = tuple(looked_at(every, promise.what))
    about = f"scan for {', '.join(promise.what)}"
    if scanned.left_out or not (scanned.files or scanned.of_change):
        name, why = scanned.left_out[0] if scanned.left_out else ("the repository", "it has no files")
        more = f" (and {len(scanned.left_out) - 1:,} more)" if scanned.left_out[1:] else ""
        nothing = "nothing else" if some else "nothing"
        return Finding(
            verdict=Verdict.UNVERIFIED,
            message=f"not everything could be scanned: {name}, {why}{more}; {nothing} was found",
            subject=about,
            evidence=evidence,
            help="fetch all commits (`fetch-depth: 0`)"
            if name == "the history"
            else "make the files readable, and run again",
        )
    if scanned.of_change:
        return Finding(
            verdict=Verdict.UNVERIFIED,
            message=f"the change brings no {listed(promise.what, 'or')}; whether the promise is kept is for a run without --base",
            subject=about,
            evidence=evidence,
            known_before=True,
        )
    commits = "" if scanned.commits is None else f" and what {counted(scanned.commits, 'commit')} added"
    return Finding(
        verdict=Verdict.UPHELD,
        message=f"no {listed(promise.what, 'or')} found in {files_of(scanned)}{commits}",
        subject=about,
        evidence=evidence,
    )
