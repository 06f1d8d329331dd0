"""What is shown of a server that was watched."""

import json
from dataclasses import replace
from typing import Any

from upheld.exposure import Start
from upheld.model import Location
from upheld.probing.observation import Attempt, Containment, End, Family, Handshake, Listener, Observation
from upheld.report.probe import render
from upheld.report.style import PLAIN, Style

SEEN = Observation(
    Start(("node", "dist/index.js"), Location("package.json", 12), {"KEY": "never shown"}),
    Handshake("initialize", "2025-06-18", "relay 1.0", 1, 0.25),
    (),
    (),
    attempts_seen=True,
    containment=Containment.NAMESPACE,
    end=End.ON_EOF,
    exit_code=0,
    seconds=2.5,
)


def text(**changes: Any) -> list[str]:
    return render(replace(SEEN, **changes), "text", PLAIN).splitlines()


def test_a_server_that_keeps_off_the_network() -> None:
    assert text() == [
        "node dist/index.js  (package.json:12)",
        "  kept from the network by a network namespace of its own",
        "  relay 1.0 answered initialize (2025-06-18), 1 tool after 0.25 s",
        "  it listened nowhere",
        "  ended when its input was closed with exit code 0, after 2.5 s",
    ]


def test_every_socket_is_told_with_its_reach() -> None:
    lines = text(
        listeners=(
            Listener(Family.TCP, "::", 3000, "node"),
            Listener(Family.TCP, "127.0.0.1", 40001, "node"),
            Listener(Family.UNIX, "@pipe", 0, "node"),
        ),
        attempts=(Attempt(Family.TCP, "192.0.2.1", 443, "node"), Attempt(Family.UDP, "", 53, "node", "relay.example")),
        unsettled=(Listener(Family.UDP, "0.0.0.0", 51000, "node"),),  # noqa: S104 - what was seen
    )

    assert "  it listened on tcp [::]:3000 (every interface), node" in lines
    assert "  it listened on tcp 127.0.0.1:40001 (loopback), node" in lines
    assert "  it listened on unix @pipe (no network), node" in lines
    assert "  it tried to reach tcp 192.0.2.1:443, node" in lines
    assert "  it tried to reach relay.example, node" in lines
    assert "  it held udp 0.0.0.0:51000, a client's or a listener's" in lines
    assert "  it listened nowhere" not in lines


def test_what_makes_an_observation_less_than_whole_is_told() -> None:
    lines = text(
        handshake=None,
        attempts_seen=False,
        containment=Containment.NONE,
        uncontained="the system allows no namespaces",
        problems=("it did not answer in 30 seconds",),
        left=("daemon",),
        start=replace(SEEN.start, build="npm run build"),
    )

    assert lines[1] == "  kept from the network by nothing (the system allows no namespaces)"
    for line in (
        "  it answered no handshake",
        "  no listener was seen",
        "  connections that do not last were not seen (--trace)",
        "  it may have to be built first: npm run build",
        "  it did not answer in 30 seconds",
        "  daemon went on when it had ended, and was ended",
    ):
        assert line in lines


def test_of_what_never_ran_nothing_but_the_reason_is_told() -> None:
    lines = text(handshake=None, watched=False, exit_code=None, problems=("there is no program `node`",))

    assert lines == ["node dist/index.js  (package.json:12)", "  there is no program `node`"]


def test_json_holds_all_of_it_and_no_value_of_a_variable() -> None:
    written = render(replace(SEEN, listeners=(Listener(Family.TCP, "::1", 80, "node"),)), "json", PLAIN)
    read = json.loads(written)

    assert read["start"]["environment"] == ["KEY"]
    assert "never shown" not in written
    assert read["listeners"] == [
        {"family": "tcp", "address": "::1", "port": 80, "process": "node", "reach": "loopback"}
    ]
    assert (read["containment"], read["exit_code"], read["handshake"]["tools"]) == (SEEN.containment.value, 0, 1)


def test_what_a_server_calls_itself_cannot_paint_the_terminal() -> None:
    named = replace(SEEN, handshake=replace(SEEN.handshake, server="\x1b[31m::error::x\nnext"))  # type: ignore[type-var]
    shown = render(named, "text", Style(colour=False))

    assert "\x1b" not in shown
    assert not any(line.lstrip().startswith("::") for line in shown.splitlines())
