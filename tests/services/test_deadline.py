"""The deadline of a run, and threads for which nobody waits."""

import subprocess
import sys
import threading

import pytest

from upheld.services import Reason, ServiceError
from upheld.services.deadline import Deadline, Errands


def test_what_ends_in_time_is_returned_or_raised() -> None:
    assert Deadline(60).within(lambda: 42) == 42
    with pytest.raises(ZeroDivisionError):
        Deadline(60).within(lambda: 1 // 0)


def test_what_does_not_end_in_time_is_an_error_that_names_the_option() -> None:
    never = threading.Event()
    with pytest.raises(ServiceError, match=r"within the 0\.05 seconds that --timeout gives") as caught:
        Deadline(0.05).within(never.wait)
    assert caught.value.reason is Reason.UNREACHABLE
    never.set()


@pytest.mark.parametrize("seconds", [None, float("inf"), 1e300])
def test_without_a_deadline_there_is_always_time(seconds: float | None) -> None:
    assert Deadline(seconds).left > 1000
    assert Deadline(seconds).within(lambda: 42) == 42


def test_nothing_begins_after_the_deadline() -> None:
    begun = threading.Event()
    with pytest.raises(ServiceError):
        Deadline(0).within(begun.set)
    assert not begun.is_set()


def test_errands_run_at_once_and_no_more_than_so_many() -> None:
    together = threading.Barrier(3)
    errands: Errands[int] = Errands(3, Deadline(60))
    running: list[int] = []
    most: list[int] = []

    def errand() -> int:
        running.append(1)
        most.append(len(running))
        together.wait(30)
        running.pop()
        return 1

    for number in range(6):
        errands.submit(number, errand)
    assert dict(errands.outcomes()) == dict.fromkeys(range(6), 1)
    assert max(most) <= 3


def test_an_errand_may_lead_to_another() -> None:
    errands: Errands[int] = Errands(2, Deadline(60))
    errands.submit(3, lambda: None)
    seen: list[int] = []
    for key, _ in errands.outcomes():
        seen.append(key)
        if key:
            errands.submit(key - 1, lambda: None)
    assert seen == [3, 2, 1, 0]


def test_an_error_is_an_outcome_and_does_not_stop_the_others() -> None:
    errands: Errands[str] = Errands(1, Deadline(60))
    errands.submit("bad", lambda: 1 // 0)
    errands.submit("good", lambda: 1)
    outcomes = dict(errands.outcomes())
    assert isinstance(outcomes["bad"], ZeroDivisionError)
    assert outcomes["good"] == 1


def test_at_the_deadline_what_is_open_is_told_and_what_is_done_counts() -> None:
    never = threading.Event()
    errands: Errands[str] = Errands(2, Deadline(1))
    errands.submit("done", lambda: 1)
    errands.submit("open", never.wait)
    outcomes = dict(errands.outcomes())
    assert outcomes["done"] == 1
    assert isinstance(outcomes["open"], ServiceError)
    never.set()


def test_the_end_of_the_interpreter_does_not_wait_for_an_errand() -> None:
    program = (
        "import threading\n"
        "from upheld.services.deadline import Deadline\n"
        "try: Deadline(0.05).within(threading.Event().wait)\n"
        "except Exception as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)
    assert "--timeout" in done.stdout
