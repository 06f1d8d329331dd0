"""Starting a server, speaking with it, watching it, and ending it: one observation."""

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from upheld.exposure import Start
from upheld.nouns import dataclass
from upheld.probing.client import Client
from upheld.probing.descendants import printable
from upheld.probing.environment import clean, program, shown
from upheld.probing.keeping import Order, Outcome, RefusedError, StartError
from upheld.probing.observation import Containment, End, Handshake, Observation
from upheld.probing.pipes import Messages, Tail
from upheld.probing.starting import NotWatchableError, Started, started
from upheld.probing.tracing import Trace, tracer
from upheld.probing.watching import Seen, Watch

_AFTER_LISTENING = 5.0
"""A server that listens and says nothing for so long speaks over the network only."""
_LONGEST_COMMAND = 40_000
"""In letters: it has to fit into a pipe."""
_MOST_NAMED = 5
_FETCHERS = frozenset({"npx", "uvx", "bunx", "pnpx", "pipx"})


def probe(
    start: Start,
    root: Path,
    *,
    settle: float = 2.0,
    deadline: float = 30.0,
    trace: bool = False,
    contain: bool = True,
) -> Observation:
    """Run a server from its start to the end of its last process, and tell what it opened.

    It is watched for `settle` seconds after it has answered, or could have: a listener that comes later is not seen. It
    runs for `deadline` seconds at the most, and is given some more to end. It runs the project's code. Nothing of it
    goes on when this returns or raises.
    """
    until = time.monotonic() + max(deadline - settle, 1)
    probing = _Probing(start, root.resolve(), settle, until, trace=trace, contain=contain)
    first = probing.run(modern=True)
    if first.handshake or first.network or first.end is not End.BY_ITSELF or first.exit_code is None:
        return first
    if time.monotonic() >= until:
        return first
    # Servers of some older libraries end when the first word is not theirs.
    second = probing.run(modern=False)
    if not second.handshake and not second.listeners:
        return first
    return replace(
        second,
        listeners=tuple(sorted({*first.listeners, *second.listeners})),
        attempts=tuple(sorted({*first.attempts, *second.attempts})),
        seconds=first.seconds + second.seconds,
    )


@dataclass
class _Probing:
    """What all runs of one probe share."""

    start: Start
    root: Path
    settle: float
    until: float
    """When it has to have answered."""
    trace: bool
    contain: bool

    def run(self, *, modern: bool) -> Observation:
        """Start the server once."""
        began = time.monotonic()
        folder = (self.root / self.start.folder).resolve()
        if not folder.is_relative_to(self.root) or not folder.is_dir():
            return self._not_started(f"there is no folder `{printable(self.start.folder)}`")
        words = (*self.start.command, *self.start.environment, *self.start.environment.values())
        if any("\0" in word for word in words) or sum(map(len, words)) > _LONGEST_COMMAND:
            return self._not_started("its command or its environment is none that can be given to a program")
        with _scratch_folder() as scratch:
            home = scratch / "home"
            home.mkdir()
            environment = clean(self.start.environment, home)
            name = self.start.command[0] if self.start.command else ""
            found = program(name, folder, environment)
            if found is None:
                return self._not_started(f"there is no program `{printable(name)}` that can be run")
            order = Order(program=found, command=self.start.command, environment=environment, folder=folder)
            with ExitStack() as stack:
                seen = Seen()
                tracing = tracer() if self.trace else None
                if tracing:
                    trace = stack.enter_context(Trace(scratch / "trace", seen))
                    command = (*tracing, "-o", str(trace.pipe), "--", found, *order.command[1:])
                    order = replace(order, program=tracing[0], command=command)
                elif self.trace:
                    seen.problems.add("strace is not installed or may not be used: nothing was traced")
                try:
                    begun = started(order, scratch, seen, contain=self.contain)
                except (StartError, RefusedError, NotWatchableError) as error:
                    return self._not_started(f"`{printable(name)}` could not be started: {printable(str(error))}")
                observed = self._observe(begun, seen, modern=modern)
        return replace(
            observed,
            attempts=seen.attempts,
            attempts_seen=tracing is not None,
            containment=begun.containment,
            uncontained=begun.uncontained,
            seconds=time.monotonic() - began,
            problems=(*observed.problems, *self._hindered(name, begun, seen, observed.handshake)),
        )

    def _observe(self, begun: Started, seen: Seen, *, modern: bool) -> Observation:
        server = begun.server
        with ExitStack() as stack:
            stack.callback(server.close)
            messages, complaints = Messages(server.stdout), Tail(server.stderr)
            stack.callback(_join, messages, complaints)
            with Watch(begun.look, seen), server:
                talked = time.monotonic()
                client = Client(server.stdin, messages, lambda: min(self.until, seen.listened_at + _AFTER_LISTENING))
                handshake = client.shake_hands(modern=modern)
                talked = time.monotonic() - talked
                last = complaints.telling_line
                time.sleep(self.settle)
                seen.ending = True
        outcome = server.outcome()
        if outcome.lost:
            seen.blind("its supervisor was ended before it")
        problems = [*outcome.problems, *sorted(seen.problems)]
        if messages.flooded:
            problems.append("it wrote more on stdout than is read")
        if handshake is None and not outcome.problems:
            problems.append(self._why_silent(outcome, talked, last or complaints.telling_line))
        return self._seen(outcome, seen, messages, handshake, problems)

    def _seen(
        self, outcome: Outcome, seen: Seen, messages: Messages, handshake: Handshake | None, problems: list[str]
    ) -> Observation:
        return Observation(
            start=self.start,
            handshake=handshake,
            listeners=seen.listeners,
            attempts=seen.attempts,
            attempts_seen=False,
            containment=Containment.NONE,
            end=outcome.end,
            exit_code=outcome.exit_code,
            seconds=0,
            problems=tuple(problems),
            watched=seen.watched,
            unsettled=seen.unsettled,
            left=outcome.left,
            junk=messages.junk,
        )

    def _why_silent(self, outcome: Outcome, seconds: float, last: str) -> str:
        if outcome.end is End.BY_ITSELF and outcome.exit_code is not None:
            why = f"it ended with exit code {outcome.exit_code} before it answered"
        else:
            why = f"it did not answer on stdout within {seconds:.0f} seconds"
        line = shown(last, self.start.environment) if last else ""
        return f"{why}; on stderr it said: {line}" if line else why

    def _hindered(self, name: str, begun: Started, seen: Seen, handshake: Handshake | None) -> list[str]:
        """Tell whether it may be for want of the network that it did not answer."""
        if handshake or begun.containment is Containment.NONE:
            return []
        if os.path.basename(name) in _FETCHERS:  # noqa: PTH119
            return [f"`{printable(name)}` fetches what it runs, and was kept from the network: start what is installed"]
        wanted = sorted({each.name or each.address for each in seen.attempts})[:_MOST_NAMED]
        return [f"it was kept from the network, where it wanted to reach {', '.join(wanted)}"] if wanted else []

    def _not_started(self, why: str) -> Observation:
        return Observation(
            start=self.start,
            handshake=None,
            listeners=(),
            attempts=(),
            attempts_seen=False,
            containment=Containment.NONE,
            end=End.BY_ITSELF,
            exit_code=None,
            seconds=0,
            watched=False,
            problems=(why,),
        )


@contextmanager
def _scratch_folder() -> Generator[Path]:
    """Make a folder, and remove it with what the server left in it."""
    folder = tempfile.mkdtemp(prefix="upheld-probe-")
    try:
        yield Path(folder)
    finally:
        try:
            shutil.rmtree(folder, ignore_errors=True)
        except RecursionError:  # folders in folders without end
            subprocess.run(["rm", "-rf", "--", folder], check=False, capture_output=True)  # noqa: S607


def _join(*readers: Messages | Tail) -> None:
    """Wait for the readers to see the end of their streams, which comes when the last process has ended."""
    for each in readers:
        each.thread.join(2)
