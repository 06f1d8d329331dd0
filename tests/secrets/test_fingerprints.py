from secrets_made import letters
from upheld.secrets import Fingerprints, all_rules, scan

VALUE, OTHER = letters(40, seed="one"), letters(40, seed="two")


def name(fingerprints: Fingerprints, text: str, encoding: str = "utf-8") -> str:
    data = text.encode(encoding)
    (hit,) = scan(data, all_rules())
    return fingerprints.of(data, hit)


def test_equal_values_have_one_name_wherever_they_stand() -> None:
    fingerprints = Fingerprints(b"salt")

    assert name(fingerprints, f"api_key: {VALUE}\n") == name(fingerprints, f'\n\nclient_secret = "{VALUE}"\n')
    assert name(fingerprints, f"api_key: {VALUE}\n") != name(fingerprints, f"api_key: {OTHER}\n")


def test_a_name_is_that_of_its_salt() -> None:
    text = f"api_key: {VALUE}\n"

    assert name(Fingerprints(b"salt"), text) == name(Fingerprints(b"salt"), text)
    assert name(Fingerprints(b"salt"), text) != name(Fingerprints(b"another"), text)
    assert name(Fingerprints(), text) != name(Fingerprints(), text)


def test_a_name_shows_nothing_of_the_value_and_knows_utf_16() -> None:
    fingerprints = Fingerprints(b"salt")
    text = f"api_key: {VALUE}\n"

    assert name(fingerprints, text, "utf-16") == name(fingerprints, text)
    assert VALUE not in name(fingerprints, text)
