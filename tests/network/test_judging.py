"""The table of verdicts, cell by cell."""

from dataclasses import replace

import pytest

from upheld.exposure import Bind, Capability, Reach, Start, Started, Strength
from upheld.facts.exposure.exposure import Delegation, Exposure
from upheld.model import Location, Verdict
from upheld.network.judging import Asked, Source, judge, source_says
from upheld.probing.observation import Attempt, Containment, End, Family, Handshake, Listener, Observation

UPHELD, BROKEN, UNVERIFIED = Verdict.UPHELD, Verdict.BROKEN, Verdict.UNVERIFIED


def capability(
    started: Started, strength: Strength = Strength.LISTENS, reach: Reach = Reach.ALL, line: int = 1
) -> Capability:
    return Capability("rule", strength, Location("server.py", line), "listen()", Bind(reach), started=started)


CLEAN = Exposure(files=3)
OPTIONAL = replace(CLEAN, capabilities=(capability(Started.OPTIONAL),))
DEFAULT = replace(CLEAN, capabilities=(capability(Started.DEFAULT), capability(Started.OPTIONAL)))
DELEGATED = replace(CLEAN, delegations=(Delegation("fastmcp", Location("server.py"), "runs it"),))
HIDDEN = replace(CLEAN, capabilities=(capability(Started.UNKNOWN, Strength.CAN),))

RUN = Observation(
    Start(("server",)),
    Handshake("initialize", "2025-06-18", "example", 3, 0.2),
    (),
    (),
    attempts_seen=False,
    containment=Containment.NAMESPACE,
    end=End.ON_EOF,
    exit_code=0,
    seconds=1.0,
)
SILENT = replace(RUN, handshake=None)
LOOPBACK = Listener(Family.TCP, "127.0.0.1", 4000, "server")
EVERYWHERE = Listener(Family.TCP, "::", 3000, "server")
FILE = Listener(Family.UNIX, "/tmp/x.sock", 0, "server")  # noqa: S108 - a name


def verdict(
    exposure: Exposure, observation: Observation | None, *, by_default: bool, policy: str = "stdio-only"
) -> Verdict:
    return judge(Asked(policy, by_default, exposure, observation)).verdict


@pytest.mark.parametrize(
    ("exposure", "observation", "by_default", "strict"),
    [
        (CLEAN, RUN, UPHELD, UPHELD),
        (OPTIONAL, RUN, UPHELD, BROKEN),
        (DELEGATED, RUN, UPHELD, UNVERIFIED),
        (HIDDEN, RUN, UPHELD, UNVERIFIED),
        (DEFAULT, RUN, UNVERIFIED, BROKEN),
        (CLEAN, replace(RUN, listeners=(LOOPBACK,)), BROKEN, BROKEN),
        (OPTIONAL, replace(RUN, listeners=(EVERYWHERE,)), BROKEN, BROKEN),
        (CLEAN, replace(SILENT, listeners=(LOOPBACK,)), BROKEN, BROKEN),
        (CLEAN, SILENT, UNVERIFIED, UNVERIFIED),
        (OPTIONAL, SILENT, UNVERIFIED, UNVERIFIED),
        (DEFAULT, SILENT, UNVERIFIED, BROKEN),
        (DEFAULT, None, UNVERIFIED, BROKEN),
        (OPTIONAL, None, UNVERIFIED, UNVERIFIED),
        (DELEGATED, None, UNVERIFIED, UNVERIFIED),
        (CLEAN, None, UNVERIFIED, UNVERIFIED),
    ],
)
def test_each_cell_of_the_table(
    exposure: Exposure, observation: Observation | None, by_default: Verdict, strict: Verdict
) -> None:
    assert verdict(exposure, observation, by_default=True) == by_default
    assert verdict(exposure, observation, by_default=False) == strict


def test_the_source_alone_breaks_a_default_only_where_that_is_asked() -> None:
    asked = Asked("stdio-only", by_default=True, exposure=DEFAULT, static_decides=True)

    assert judge(asked).verdict is BROKEN
    assert judge(replace(asked, exposure=OPTIONAL)).verdict is UNVERIFIED


def test_a_unix_socket_is_no_network() -> None:
    assert verdict(CLEAN, replace(RUN, listeners=(FILE,)), by_default=False) is UPHELD


def test_a_run_that_could_not_be_watched_upholds_nothing() -> None:
    assert verdict(CLEAN, replace(RUN, watched=False), by_default=True) is UNVERIFIED


def test_udp_counts_as_a_listener() -> None:
    seen = replace(RUN, listeners=(Listener(Family.UDP, "0.0.0.0", 5353, "server"),))  # noqa: S104 - what was seen

    assert verdict(CLEAN, seen, by_default=True) is BROKEN


def test_loopback_is_allowed_where_it_is_promised_and_no_other_interface() -> None:
    local = replace(CLEAN, capabilities=(capability(Started.DEFAULT, reach=Reach.LOOPBACK),))
    unknown = replace(CLEAN, capabilities=(capability(Started.DEFAULT, reach=Reach.UNKNOWN),))

    assert verdict(local, replace(RUN, listeners=(LOOPBACK,)), by_default=False, policy="loopback-only") is UPHELD
    assert verdict(local, replace(RUN, listeners=(EVERYWHERE,)), by_default=False, policy="loopback-only") is BROKEN
    assert verdict(unknown, RUN, by_default=True, policy="loopback-only") is UNVERIFIED


def test_no_network_is_broken_by_a_listener_and_by_an_attempt_and_never_upheld() -> None:
    reached_out = replace(RUN, attempts=(Attempt(Family.TCP, "192.0.2.1", 443, "server"),))

    assert verdict(CLEAN, replace(RUN, listeners=(LOOPBACK,)), by_default=False, policy="no-network") is BROKEN
    assert verdict(CLEAN, reached_out, by_default=False, policy="no-network") is BROKEN
    assert verdict(CLEAN, replace(RUN, attempts_seen=True), by_default=False, policy="no-network") is UNVERIFIED
    assert verdict(CLEAN, None, by_default=False, policy="no-network") is UNVERIFIED


def test_no_outbound_does_not_mind_listeners() -> None:
    reached_out = replace(RUN, attempts=(Attempt(Family.UDP, "192.0.2.1", 53, "server"),))
    listening = replace(RUN, listeners=(EVERYWHERE,), attempts_seen=True)

    assert verdict(DEFAULT, listening, by_default=False, policy="no-outbound") is UNVERIFIED
    assert verdict(CLEAN, reached_out, by_default=False, policy="no-outbound") is BROKEN


def test_source_that_nobody_could_read_is_not_clean() -> None:
    def said(exposure: Exposure) -> Source:
        return source_says(Asked("stdio-only", by_default=True, exposure=exposure))

    assert said(CLEAN) is Source.CLEAN
    assert said(replace(CLEAN, unread=(("server.py", "more than 1 MB"),))) is Source.UNTOLD
    assert said(Exposure()) is Source.UNTOLD


def test_a_bind_without_listening_is_no_breach() -> None:
    probing = replace(CLEAN, capabilities=(capability(Started.DEFAULT, Strength.BINDS),))

    assert verdict(probing, RUN, by_default=False) is UPHELD


def test_the_gravest_capability_comes_first() -> None:
    optional, default = capability(Started.OPTIONAL, line=1), capability(Started.DEFAULT, line=9)
    judged = judge(Asked("stdio-only", by_default=True, exposure=replace(CLEAN, capabilities=(optional, default))))

    assert judged.capabilities == (default, optional)
