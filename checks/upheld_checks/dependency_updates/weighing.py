"""Weighs updates by the bots that are configured to bring them, and by the history of lock files."""

from dataclasses import replace

from upheld.check import Context, Evidence, Finding, Verdict
from upheld.facts.lock_history import InUse, LastUpdate, ecosystems_in_use, lock_history
from upheld.facts.update_bots import DEPENDABOT, RENOVATE, Updates, update_bots
from upheld.policy.kinds.dependency_updates import DependencyUpdates
from upheld.policy.rhythms import rhythm
from upheld.policy.wording import Wording

_QUARTER = 92
_BOTS = {DEPENDABOT: Wording(r"\bdependabot\b"), RENOVATE: Wording(r"\brenovate\b")}
_HELP = "configure Dependabot or Renovate for it, commit a lock file, or attest in .upheld.yml how it is done"


def weighed(promise: DependencyUpdates, context: Context) -> Finding:
    """Return what the repository shows of updates."""
    bots = update_bots(context.repository)
    if bots.problems:
        return _finding(Verdict.UNVERIFIED, bots.problems[0], help_="mend the file")
    in_use = ecosystems_in_use(context.repository)
    if not in_use:
        return _finding(Verdict.UNVERIFIED, "no manifest names dependencies whose updates could be seen", help_=_HELP)
    covering = {used: each for used in in_use for each in bots.updates if each.covers(used.ecosystem, used.folder)}
    uncovered = [used for used in in_use if used not in covering]
    if not uncovered:
        return _by_bots(promise, covering)
    found = _by_history(promise, uncovered, covering, context)
    upheld = found.verdict is Verdict.UPHELD
    return found if upheld else replace(found, related=tuple(each.location for each in bots.updates))


def _by_bots(promise: DependencyUpdates, covering: dict[InUse, Updates]) -> Finding:
    """Weigh bots that update every ecosystem in use, by how often they look."""
    evidence = tuple(_evidence(each) for each in covering.values())
    said = " and ".join(dict.fromkeys(_said(used, each) for used, each in covering.items()))
    promised = _promised(promise)
    rare = [each for each in covering.values() if promised and each.days and each.days > max(promised * 1.25, 3)]
    if rare:
        contradicted = _named(promise) == rare[0].bot
        verdict, when = Verdict.BROKEN if contradicted else Verdict.UNVERIFIED, rhythm(promise.quote)
        message = f"{said}; promised was '{when.word if when else ''}'"
        place = rare[0].location if contradicted else None
        return replace(_finding(verdict, message, evidence, "change the interval, or the promise"), location=place)
    if (named := _named(promise)) and not any(each.bot == named for each in covering.values()):
        return _finding(Verdict.UNVERIFIED, f"{said}; the policy names {named}", evidence, "name the bot that does it")
    return _finding(Verdict.UPHELD, said, evidence)


def _by_history(
    promise: DependencyUpdates, uncovered: list[InUse], covering: dict[InUse, Updates], context: Context
) -> Finding:
    """Weigh what no bot updates by when its locks were last updated: the oldest of them counts."""
    configured = update_bots(context.repository).updates
    helped = "".join(f"{_said(used, each)}; " for used, each in covering.items())
    histories = [(used, lock_history(context.repository, used)) for used in uncovered]
    evidence = (*map(_evidence, covering.values()), *(_of_commit(each.last) for _, each in histories if each.last))
    for used, history in histories:
        if history.last is None:
            why = history.unknown_because or f"the newest commits to {history.locks[0]} show no update"
            message = f"{helped}no configured bot updates {used.ecosystem}{_why(used, configured)}, and {why}"
            return _finding(Verdict.UNVERIFIED, message, evidence, _HELP)
    used, oldest = min(((used, each.last) for used, each in histories if each.last), key=lambda pair: pair[1].day)
    age = (context.today - oldest.day).days
    said = f"{helped}{oldest.path} was last updated on {oldest.day}, {age} days ago"
    nobody = f"no configured bot updates {used.ecosystem}{_why(used, configured)}"
    if (named := _named(promise)) and named.lower() not in oldest.author.lower():
        return _finding(Verdict.UNVERIFIED, f"{said}, and {nobody}; the policy names {named}", evidence, _HELP)
    promised = _promised(promise)
    if age <= (promised * 1.25 if promised else _QUARTER):
        return _finding(Verdict.UPHELD, said, evidence)
    clear = promised is not None and age > max(3 * promised, _QUARTER) and not configured
    verdict = Verdict.BROKEN if clear else Verdict.UNVERIFIED
    return _finding(verdict, f"{said}, and {nobody}", evidence, _HELP)


def _promised(promise: DependencyUpdates) -> int | None:
    named = rhythm(promise.quote)
    return named.days if named else None


def _named(promise: DependencyUpdates) -> str | None:
    """Return the one bot that a promise names."""
    named = [bot for bot, wording in _BOTS.items() if wording.search(promise.quote)]
    return named[0] if len(named) == 1 else None


def _why(used: InUse, updates: tuple[Updates, ...]) -> str:
    """Return why a configuration that is there does not count, as the end of a sentence."""
    limited = next((each for each in updates if each.limited and each.ecosystem in {used.ecosystem, None}), None)
    return f" ({limited.bot}: {limited.limited})" if limited else ""


def _said(used: InUse, updates: Updates) -> str:
    often = f" {updates.every}" if updates.every and updates.every != "cron" else ""
    return f"{updates.bot} updates {used.ecosystem}{often}"


def _evidence(updates: Updates) -> Evidence:
    return Evidence(
        "update bot", f"{updates.bot} {updates.ecosystem or ''} {updates.every or ''}".strip(), updates.location
    )


def _of_commit(last: LastUpdate) -> Evidence:
    return Evidence("git history", f"{last.commit[:10]} of {last.day} by {last.author} changes {last.path}")


def _finding(verdict: Verdict, message: str, evidence: tuple[Evidence, ...] = (), help_: str | None = None) -> Finding:
    return Finding(verdict=verdict, message=message, subject="dependencies", evidence=evidence, help=help_)
