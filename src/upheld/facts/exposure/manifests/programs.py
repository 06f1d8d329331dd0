"""Programs that are known to listen, and those that put a network transport around a server of stdio."""

import re
from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from upheld.exposure import Bind, Reach, Says, Weight
from upheld.facts.exposure.manifests.choice import WEIGHTS, Choice, chosen
from upheld.facts.exposure.manifests.variables import chosen_by
from upheld.facts.workflows.invocation import invoked
from upheld.nouns import dataclass

_ALL, _LOOPBACK = Reach.ALL, Reach.LOOPBACK
_LISTEN: Mapping[str, Reach] = {
    "uvicorn": _LOOPBACK, "gunicorn": _LOOPBACK, "hypercorn": _LOOPBACK, "daphne": _LOOPBACK, "granian": _LOOPBACK,
    "waitress-serve": _ALL, "http.server": _ALL, "http-server": _ALL, "live-server": _ALL, "json-server": _LOOPBACK,
    "nginx": _ALL, "httpd": _ALL, "puma": _ALL, "unicorn": _ALL, "mcp-inspector": _LOOPBACK, "inspector": _LOOPBACK, "mcpo": _ALL, "webpack-dev-server": _LOOPBACK,
}  # fmt: skip
"""Where each listens when nothing is said, by its documentation."""
_WITH_COMMAND: Mapping[tuple[str, ...], Reach] = {
    ("flask", "run"): _LOOPBACK, ("fastapi", "run"): _ALL, ("fastapi", "dev"): _LOOPBACK, ("streamlit", "run"): _ALL,
    ("next", "start"): _ALL, ("next", "dev"): _ALL, ("vite", "dev"): _LOOPBACK, ("vite", "preview"): _LOOPBACK,
    ("vite", "serve"): _LOOPBACK, ("wrangler", "dev"): _LOOPBACK, ("caddy", "run"): _ALL, ("mcp", "dev"): _LOOPBACK,
    ("fastmcp", "dev"): _LOOPBACK, ("langgraph", "dev"): _LOOPBACK, ("rails", "server"): _LOOPBACK, ("func", "start"): _ALL,
}  # fmt: skip
_BRIDGES: Mapping[str, Reach] = {
    "supergateway": _ALL,
    "mcp-proxy": _LOOPBACK,
    "mcpo": _ALL,
    "mcp-bridge": _ALL,
    "mcp-http-bridge": _ALL,
}
"""They serve over the network what speaks stdio, unless an address is what they are given."""
CLIENTS = frozenset({"mcp-remote", "mcp-remote-client", "@smithery/cli"})
"""They speak stdio and call an address."""
_CALLS = frozenset({"--sse", "--streamableHttp", "--streamable-http", "--url"})
_OUTPUT = ("--outputTransport", "--output-transport", "--server", "--transport")
_RUNNERS = re.compile(
    r"(?:cross-env(?:-shell)?|dotenvx?|tini|dumb-init|catchsegv|su-exec|gosu|nodemon|concurrently|infisical|doppler)"
)
_ASSIGNED = re.compile(r"[A-Za-z_]\w{0,80}=")
_MOST_STEPS = 4


@dataclass(frozen=True)
class Program:
    """The program that a command starts in the end, with its arguments."""

    name: str
    words: tuple[str, ...]

    @property
    def is_bridge(self) -> bool:
        """Whether it puts a transport around a server that speaks another."""
        return self.name in _BRIDGES


def program_of(words: tuple[str, ...]) -> Program:
    """Return what a command starts, without what only starts it: `npx`, `uv run`, `cross-env`, `tini --`."""
    for _ in range(_MOST_STEPS):
        # `npx @scope/name@1` is told by the last part of the name.
        words = invoked(tuple(re.sub(r"^(@[\w.-]+/[\w.-]+)@.*$", r"\1", word) for word in words))
        if not words or not (_RUNNERS.fullmatch(words[0]) or _ASSIGNED.match(words[0])):
            break
        rest = list(words[1:])
        while rest and (rest[0].startswith("-") or _ASSIGNED.match(rest[0])):
            rest.pop(0)
        if not rest:
            break
        words = tuple(rest)
    return Program(words[0] if words else "", words)


def started_by(words: tuple[str, ...], assigned: tuple[str, ...] = ()) -> Choice | None:
    """Return what a command chooses: by its arguments, by its program, or else by variables that are set for it."""
    program = program_of(words)
    chosen_here = _by_words(program)
    if chosen_here or program.name in CLIENTS:
        return chosen_here
    return _by_variables((*assigned, *assigned_in(words, program)))


def assigned_in(words: tuple[str, ...], program: Program) -> tuple[str, ...]:
    """Return the variables that a command sets for the program that it starts: `cross-env MODE=fast node x`."""
    return tuple(word for word in words[: len(words) - len(program.words)] if _ASSIGNED.match(word))


def _by_variables(assigned: tuple[str, ...]) -> Choice | None:
    found = [choice for _, choice in chosen_by((name, value) for name, _, value in map(_parts, assigned))]
    if not found:
        return None
    first = max(found, key=lambda choice: WEIGHTS.index(choice.weight))
    together = [first, *(each for each in found if each is not first and each.says is first.says)]
    binds = [each.bind for each in together if each.bind]
    bind = next((each for each in binds if each.host is not None), binds[0] if binds else None)
    return replace(first, text=" ".join(each.text for each in together), bind=bind)


def _parts(assigned: str) -> tuple[str, str, str]:
    return assigned.partition("=")


def _by_words(program: Program) -> Choice | None:
    if program.name in CLIENTS:
        return None
    if program.is_bridge:
        return _bridged(program)
    reach = _LISTEN.get(program.name) or _WITH_COMMAND.get((program.name, *program.words[1:2]))
    reach = _LOOPBACK if reach is None and program.name == "vite" and len(program.words) == 1 else reach
    if reach is None:
        return chosen(program.words)
    if any(word.partition("=")[2].startswith("unix:") or word.startswith(("unix:", "--uds")) for word in program.words):
        return None
    return _listening(program, reach)


def _bridged(program: Program) -> Choice | None:
    own = program.words[1:]
    own = own[: own.index("--")] if "--" in own else own
    for option, value in pairwise(own):
        if option in _OUTPUT and value.lower() == "stdio":
            return Choice(Says.STDIO, Weight.STRONG, f"{program.name} {option} stdio")
    called = any(word.startswith(("http://", "https://", "ws://", "wss://")) for word in own)
    if called and not any(option in _OUTPUT for option in own):
        return None
    options = tuple(word for word in own if word not in _CALLS and not word.startswith("--stdio"))
    return _listening(Program(program.name, (program.name, *options)), _BRIDGES[program.name])


def _listening(program: Program, reach: Reach) -> Choice:
    said = chosen(program.words)
    text = f"{program.name} {said.text}".strip() if said and said.says is Says.NETWORK else program.name
    bind = said.bind if said and said.bind else Bind(reach)
    return Choice(Says.NETWORK, Weight.STRONG, text, bind if bind.host is not None else replace(bind, reach=reach))
