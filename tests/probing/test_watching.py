"""What becomes of what was seen: each socket is told once, by the best of what is known of it."""

import pytest

from upheld.probing.observation import Attempt, Family, Listener
from upheld.probing.sockets import chosen_by_system
from upheld.probing.watching import Seen, leads_away

EVERYWHERE = "0.0.0.0"  # noqa: S104


def test_a_listener_is_told_once_with_the_name_of_its_process() -> None:
    seen = Seen()
    for process in ("?", "node", "?"):
        seen.listens(Listener(Family.TCP, "::", 80, process))

    assert seen.listeners == (Listener(Family.TCP, "::", 80, "node"),)


def test_a_listener_without_a_port_gives_way_to_one_that_has_it() -> None:
    seen = Seen()
    seen.listens(Listener(Family.TCP, EVERYWHERE, 0, "node"))
    assert len(seen.listeners) == 1

    seen.listens(Listener(Family.TCP, "::", 4711, "node"))

    assert [each.port for each in seen.listeners] == [4711]


def test_a_look_up_is_told_with_the_process_where_that_is_known() -> None:
    seen = Seen()
    seen.tries(Attempt(Family.UDP, "", 53, "", "a.example"))
    seen.tries(Attempt(Family.UDP, "127.0.0.1", 53, "node", "a.example"))
    seen.tries(Attempt(Family.UDP, "", 53, "", "b.example"))

    assert [(each.name, each.process) for each in seen.attempts] == [("b.example", ""), ("a.example", "node")]


def test_what_may_listen_is_only_what_was_there_when_the_server_was_asked_to_end() -> None:
    seen = Seen()
    client = Listener(Family.UDP, EVERYWHERE, chosen_by_system()[0], "node")
    seen.may_listen({client})
    seen.ending = True
    seen.may_listen(set())

    assert seen.unsettled == (client,)


@pytest.mark.parametrize(
    ("listener", "listens"),
    [
        (Listener(Family.UDP, EVERYWHERE, chosen_by_system()[5], "n"), False),
        (Listener(Family.UDP, "127.0.0.1", chosen_by_system()[5], "n"), True),
        (Listener(Family.UDP, "::", 5353, "n"), True),
        (Listener(Family.UDP, "::", 0, "n"), False),
        (Listener(Family.TCP, "::", chosen_by_system()[5], "n"), True),
        (Listener(Family.UNIX, "@x", 0, "n"), True),
    ],
)
def test_only_a_udp_socket_like_a_clients_is_unsettled(listener: Listener, *, listens: bool) -> None:
    seen = Seen()

    seen.waits(listener, set())

    assert bool(seen.listeners) is listens


def test_unix_sockets_are_no_reason_to_stop_waiting() -> None:
    seen = Seen()
    seen.listens(Listener(Family.UNIX, "@x", 0, "n"))
    assert seen.listened_at == float("inf")

    seen.listens(Listener(Family.TCP, "127.0.0.1", 80, "n"))

    assert seen.listened_at < float("inf")


def test_a_program_that_has_others_start_programs_is_told() -> None:
    seen = Seen()
    seen.meets(5, "node")
    assert seen.watched

    seen.meets(6, "docker")

    assert not seen.watched
    assert seen.problems == {"`docker` has others start programs: what these open cannot be seen"}


@pytest.mark.parametrize(
    ("address", "away"),
    [("127.0.0.53", False), ("::1", False), ("0.0.0.0", False), ("192.0.2.1", True), ("fe80::1%eth0", True)],  # noqa: S104
)
def test_an_attempt_counts_where_it_leads_away_from_this_machine(address: str, *, away: bool) -> None:
    assert leads_away(address) is away
