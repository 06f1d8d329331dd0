"""What a first policy could say, by what the facts show: wordings to try, the boldest first."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from upheld.facts.releases import releases
from upheld.run import Reading
from upheld.starting.drafting import Section

_WHEN = ("on every pull request", "weekly")


def parts(reading: Reading) -> Mapping[str, Callable[[], Iterator[Section]]]:
    """Return the wordings of each part of a policy, by what it promises."""
    return {
        "which versions are supported": partial(_versions, reading),
        "how dependencies are kept up to date": partial(_updates, reading),
        "how dependencies are audited": partial(_audits, reading),
        "that no secrets are committed": partial(_secrets),
    }


def _versions(reading: Reading) -> Iterator[Section]:
    """Yield the series of the latest release, as narrow as can be; without one, the branch."""
    found = releases(reading.repository, reading.services)
    if found.unknown_because:
        return
    if found.latest:
        numbers = [str(number) for number in found.latest.version.numbers]
        for count in range(min(2, len(numbers) - 1), 0, -1):
            yield Section("released", {"row": _cell(".".join((*numbers[:count], "x")))})
        yield Section("released", {"row": _cell(".".join(numbers))})
        yield Section("released", {"row": "latest release"})
    elif branch := reading.repository.default_branch:
        yield Section("unreleased", {"row": _cell(branch)})


def _cell(text: str) -> str:
    return text.replace("|", "\\|").ljust(len("Version"))


def _updates(reading: Reading) -> Iterator[Section]:
    from upheld.facts.update_bots import update_bots  # noqa: PLC0415 - reads YAML

    found = update_bots(reading.repository).updates
    for bot in dict.fromkeys(each.bot for each in found):
        for often in dict.fromkeys(each.every for each in found if each.bot == bot and each.every != "cron"):
            if often:
                yield Section("updates-often", {"bot": bot, "often": often})
        yield Section("updates", {"bot": bot})


def _audits(reading: Reading) -> Iterator[Section]:
    from upheld.facts.workflows import automation  # noqa: PLC0415 - reads YAML
    from upheld.facts.workflows.auditors import auditing  # noqa: PLC0415

    does = [found for run in automation(reading.repository).runs if (found := auditing(run.use))]
    for tool in dict.fromkeys(tool for each in does for tool in each.tools):
        yield from (Section("audit", {"tool": tool, "when": when}) for when in _WHEN)


def _secrets() -> Iterator[Section]:
    yield Section("secrets")
