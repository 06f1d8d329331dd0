"""Accuracy: what the probe sees of real servers, three times each; ends with 1 where it is not what is known of them.

    python benchmarks/probes.py [--install] [--rounds 3] FOLDER

Programs are looked for in the environments and the `node_modules` of FOLDER; `--install` puts them there first, with
npm and pip. What is not there is skipped, and said to be.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from upheld.exposure import Reach, Start
from upheld.probing.observation import Observation
from upheld.probing.probe import probe

NPM = (
    *(f"@modelcontextprotocol/server-{name}" for name in ("everything", "filesystem", "memory", "sequential-thinking")),
    *("@llmindset/hf-mcp-server", "@upstash/context7-mcp", "drawio-mcp-server", "exa-mcp-server"),
    *("figma-developer-mcp", "mcp-searxng", "mcp-server-kubernetes", "mongodb-mcp-server"),
)
PYPI = ("mcp-server-git", "mcp-server-time", "mcp-server-fetch", "duckduckgo-mcp-server")
OLDER = ("mcp-atlassian", "arxiv-mcp-server")
"""Need versions of libraries that the others do not bear."""


class Server(NamedTuple):
    """A way to start a server, and what is known of it."""

    command: tuple[str, ...]
    speaks: bool
    """Whether it answers on stdio."""
    reach: Reach | None = None
    """From where its listener is reached; None where it opens none."""
    environment: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return " ".join([*(f"{name}={value}" for name, value in self.environment), *self.command])

    @property
    def expected(self) -> str:
        """What is known of it, in the words of the table."""
        return _words(speaks=self.speaks, reach=self.reach)


_ATLASSIAN = (
    ("JIRA_URL", "https://jira.invalid"),
    ("JIRA_USERNAME", "nobody"),
    ("JIRA_API_TOKEN", "placeholder"),
)
SERVERS = (
    Server(("mcp-server-everything", "stdio"), speaks=True),
    Server(("mcp-server-everything", "sse"), speaks=False, reach=Reach.ALL),
    Server(("mcp-server-everything", "streamableHttp"), speaks=False, reach=Reach.ALL),
    Server(("mcp-server-filesystem", "."), speaks=True),
    Server(("mcp-server-memory",), speaks=True),
    Server(("mcp-server-sequential-thinking",), speaks=True),
    Server(("drawio-mcp-server",), speaks=True, reach=Reach.ALL),
    Server(("hf-mcp-server",), speaks=True, reach=Reach.ALL),
    Server(("figma-developer-mcp",), speaks=False, reach=Reach.LOOPBACK, environment=(("FIGMA_API_KEY", "none"),)),
    Server(("figma-developer-mcp", "--stdio"), speaks=True, environment=(("FIGMA_API_KEY", "none"),)),
    Server(("mcp-searxng",), speaks=True, environment=(("SEARXNG_URL", "http://searxng.invalid"),)),
    Server(
        ("mcp-searxng",),
        speaks=False,
        reach=Reach.LOOPBACK,
        environment=(("SEARXNG_URL", "http://searxng.invalid"), ("MCP_HTTP_PORT", "3999")),
    ),
    Server(("context7-mcp",), speaks=True),
    Server(("context7-mcp", "--transport", "http"), speaks=False, reach=Reach.ALL),
    Server(("mongodb-mcp-server",), speaks=True),
    Server(("mcp-server-kubernetes",), speaks=True),
    Server(("exa-mcp-server",), speaks=True),
    Server(("mcp-server-git",), speaks=True),
    Server(("mcp-server-time",), speaks=True),
    Server(("mcp-server-fetch",), speaks=True),
    Server(("duckduckgo-mcp-server",), speaks=True),
    Server(("arxiv-mcp-server",), speaks=True),
    Server(("mcp-atlassian",), speaks=True, environment=_ATLASSIAN),
    Server(
        ("mcp-atlassian",),
        speaks=False,
        reach=Reach.ALL,
        environment=(*_ATLASSIAN, ("TRANSPORT", "streamable-http"), ("PORT", "8997")),
    ),
)


def main() -> int:
    """Probe every server that is there, print the table, and tell whether every one was seen as it is."""
    parser = argparse.ArgumentParser(description="Hold what the probe sees against what is known of real servers.")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="where the servers are installed")
    parser.add_argument("--install", action="store_true", help="install them there first")
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="how often each is started")
    parser.add_argument("--only", default="", metavar="TEXT", help="only the servers whose command has it")
    parser.add_argument("--no-contain", action="store_true", help="let them reach the network")
    parser.add_argument("--trace", action="store_true", help="have strace follow them")
    options = parser.parse_args()
    folder = options.folder.resolve()
    if options.install:
        install(folder)
    print("| Server | Expected | Seen | Listeners | Seconds |\n| --- | --- | --- | --- | --- |")
    wrong, skipped = 0, 0
    for server in SERVERS:
        if options.only not in str(server):
            continue
        program = found(folder, server.command[0])
        if program is None:
            skipped += 1
            print(f"| {server} | {server.expected} | skipped: it is not installed in {folder} | | |")
            continue
        start = Start((str(program), *server.command[1:]), environment=dict(server.environment))
        rounds = [
            probe(start, folder, trace=options.trace, contain=not options.no_contain) for _ in range(options.rounds)
        ]
        print(_row(server, rounds), flush=True)
        wrong += sum(_seen(each) != server.expected for each in rounds)
    print(f"\n{wrong} starts were not seen as they are; {skipped} servers were skipped")
    return bool(wrong)


def install(folder: Path) -> None:
    """Fetch the servers, without running scripts of their packages."""
    npm = ("npm", "install", "--prefix", str(folder), "--ignore-scripts", "--no-audit", "--no-fund")
    subprocess.run([*npm, *NPM], check=True)
    for name, packages in (("python", PYPI), ("python-older", OLDER)):
        subprocess.run([sys.executable, "-m", "venv", str(folder / name)], check=True)
        programs = folder / name / ("Scripts" if sys.platform == "win32" else "bin")
        subprocess.run([str(programs / "python"), "-m", "pip", "install", "--quiet", *packages], check=True)


def found(folder: Path, program: str) -> Path | None:
    """Return an installed program."""
    for below in (".", "*/"):
        for programs in ("node_modules/.bin", "bin", "Scripts"):
            if each := next(folder.glob(f"{below}/{programs}/{program}"), None):
                return each
    return None


def _row(server: Server, rounds: list[Observation]) -> str:
    seen = "; ".join(_unique(_seen(each) for each in rounds))
    listeners = _unique(f"{each.address}:{each.port}" for one in rounds for each in one.network)
    problems = _unique(each for one in rounds for each in one.problems if _seen(one) != server.expected)
    seconds = max(each.seconds for each in rounds)
    return f"| {server} | {server.expected} | {seen} | {', '.join(listeners)}{''.join(problems)} | {seconds:.1f} |"


def _unique(texts: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(texts))


def _seen(observed: Observation) -> str:
    reaches = {each.reach for each in observed.network}
    reach = Reach.ALL if Reach.ALL in reaches else Reach.LOOPBACK if reaches else None
    return _words(speaks=observed.handshake is not None, reach=reach)


def _words(*, speaks: bool, reach: Reach | None) -> str:
    return f"{'speaks' if speaks else 'is silent'}, {f'listens on {reach}' if reach else 'no listener'}"


if __name__ == "__main__":
    sys.exit(main())
