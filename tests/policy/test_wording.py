from upheld.policy.wording import Wording


def test_case_does_not_matter() -> None:
    assert Wording(r"\bkeys?\b").search("KEYS") is not None


def test_a_text_without_a_needed_piece_is_not_searched() -> None:
    wording = Wording(r"\w+ing\b", needs="log|record")
    assert wording.search("Logging") is not None
    assert wording.search("Recording") is not None
    assert wording.search("masking") is None
