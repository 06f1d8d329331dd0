"""Replays the history of repositories: how often a commit would be told to add a network capability, and which."""

import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

from upheld.git import git
from upheld.network.additions import Additions, between
from upheld.repository import Repository

WANTED = 1.0
"""Percent of the commits of a repository's first-parent history that may be told of."""


def steps(root: Path, most: int) -> Iterator[tuple[str, str]]:
    """Yield each commit of the first-parent history with its parent, newest first."""
    listing = git(root, "log", "--first-parent", f"-n{most}", "--format=%H %P").stdout.decode()
    for line in listing.splitlines():
        commit, *parents = line.split()
        if parents:
            yield parents[0], commit


def changed(root: Path, parent: str, commit: str) -> list[str]:
    listing = git(root, "diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", parent, commit).stdout.decode(
        errors="surrogateescape"
    )
    return [path for path in listing.split("\0") if path]


def told(change: Additions) -> Iterator[str]:
    for place in change.places:
        yield f"adds {place.rule} at {place.location}: {place.text[:90]}"
    for each in change.rebinds:
        yield f"{'worse' if each.is_worse else 'better'} bind at {each.place.location}: {each.before.reach} -> {each.place.bind.reach}"
    for open_now in change.unguarded:
        yield f"starts by default {open_now.now.rule} at {open_now.now.location}: {open_now.now.text[:90]}"
    for offer in change.offers:
        yield f"offers {offer.source} at {offer.location}: {offer.text[:90]}"
    for path, why in change.unread:
        yield f"unread {path}: {why}"


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("repositories", type=Path, nargs="+", help="clones with their whole history")
    parser.add_argument("--most", type=int, default=2_000, help="of how many commits of each")
    parser.add_argument(
        "-v", dest="verbose", action="store_true", help="show each alert, marked `!`, and what else is told"
    )
    arguments = parser.parse_args()
    commits, alerts, unread, began = 0, 0, 0, time.perf_counter()
    for path in arguments.repositories:
        repository = Repository(path)
        mine, of = 0, 0
        for parent, commit in steps(repository.root, arguments.most):
            of += 1
            change = between(repository.at(parent), repository.at(commit), changed(repository.root, parent, commit))
            # Told as a warning, or as broken; what got better asks for nothing.
            worse = any(each.is_worse for each in change.rebinds)
            loud = bool(change.places or worse or change.offers or change.unguarded)
            mine += loud
            unread += bool(change.unread)
            if arguments.verbose and (loud or change.rebinds or change.unread):
                print(f"{'!' if loud else ' '} {commit[:12]} {'; '.join(told(change))}")
        print(f"{path.name:45} {mine:4} of {of:5} commits ({100 * mine / max(of, 1):.2f} %)", flush=True)
        commits, alerts = commits + of, alerts + mine
    share = 100 * alerts / max(commits, 1)
    each = 1000 * (time.perf_counter() - began) / max(commits, 1)
    print(
        f"{'in all':45} {alerts:4} of {commits:5} commits ({share:.2f} %, at most {WANTED} wanted), "
        f"{each:.0f} ms a commit; {unread} with a file that could not be compared"
    )
    return 0 if share <= WANTED else 1


if __name__ == "__main__":
    sys.exit(main())
