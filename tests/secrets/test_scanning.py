import time

import pytest

from secrets_made import HEXADECIMAL, found, letters
from upheld.secrets import Category, Confidence, Hit, all_rules, scan

TOKEN = "glpat-" + letters(20)


def hits(text: str | bytes, path: str = "") -> list[Hit]:
    return list(scan(text.encode() if isinstance(text, str) else text, all_rules(), path=path))


def test_a_hit_says_where_a_value_stands_and_holds_nothing_of_it() -> None:
    (hit,) = hits(f"first\nsecond: ä {TOKEN} end\n")

    assert (hit.rule, hit.category, hit.confidence) == ("gitlab-token", Category.API_KEYS, Confidence.HIGH)
    assert (hit.line, hit.column) == (2, 11)
    assert hit.end - hit.offset == len(TOKEN)
    assert TOKEN not in repr(hit)


def test_hits_come_in_their_order_with_their_lines() -> None:
    other = "dop_v1_" + letters(64, HEXADECIMAL)
    places = [(hit.line, hit.column) for hit in hits(f"{TOKEN}\n\n {other} {TOKEN}\r\n{other}")]

    assert places == [(1, 1), (3, 2), (3, 74), (4, 1)]


def test_of_what_overlaps_the_surest_is_told() -> None:
    assert found(f'gitlab_api_token = "{TOKEN}"') == [("gitlab-token", "high")]
    assert found(f"https://user:{TOKEN}@gitlab.com/x.git") == [("address-with-password", "high")] or found(
        f"https://user:{TOKEN}@gitlab.com/x.git"
    ) == [("gitlab-token", "high")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_has_the_lines_of_its_text(encoding: str) -> None:
    (hit,) = hits(f"one line of text\ntwo {TOKEN}\n".encode(encoding))

    assert (hit.line, hit.column) == (2, 5)


def test_a_binary_file_has_no_secrets() -> None:
    assert hits(b"\0\1\2\3" + TOKEN.encode()) == []


@pytest.mark.parametrize("before", ["", " ", '"', "'", "=", ":", "(", ">", "\\n", "/", "\t"])
@pytest.mark.parametrize("after", ["", "\n", '"', "<", ")", ";", ",", "\\n", "\r\n", "&"])
def test_a_token_is_found_between_all_marks_that_end_one(before: str, after: str) -> None:
    assert found(f"{before}{TOKEN}{after}") == [("gitlab-token", "high")]


def test_a_part_of_something_longer_is_no_token() -> None:
    assert found(f"x{TOKEN}") == []
    assert found(f"{TOKEN}x{letters(9)}") == []


def test_base64_of_something_longer_holds_no_token() -> None:
    assert found(f"{letters(200)}/{TOKEN}") == []


def test_what_looks_typed_is_never_sure_and_nothing_among_tests() -> None:
    typed = "glpat-" + "abcdefgh" + "12345678" + "ABCD"

    assert found(typed) == [("gitlab-token", "medium")]
    assert found(typed, "tests/test_client.py") == []
    assert found(f"# an example\n{typed}") == []


def test_locks_and_encrypted_files_hold_only_what_is_sure() -> None:
    unsure = f"api_key: {letters(32)}\n"

    assert found(unsure) == [("assigned-secret", "medium")]
    assert found(unsure, "sub/yarn.lock") == []
    assert found(f"{unsure}sops: ENC[AES256_GCM,data:x]\n") == []
    assert found(f"{TOKEN}\n", "yarn.lock") == [("gitlab-token", "high")]


def test_a_bundle_holds_only_what_is_sure() -> None:
    packed = "a();" * 600

    assert found(f'{packed}api_key="{letters(32)}";{packed}') == []
    assert found(f'{packed}api_key="{TOKEN}";{packed}') == [("gitlab-token", "high")]


def test_many_hits_in_one_line_take_linear_time() -> None:
    def seconds(count: int) -> float:
        text = f"{TOKEN} ".encode() * count
        start = time.process_time()
        assert sum(1 for _ in scan(text, all_rules())) == count
        return time.process_time() - start

    seconds(10)
    # Quadratic work would take a hundred times as long.
    assert seconds(20_000) < 40 * max(seconds(2_000), 0.01)
