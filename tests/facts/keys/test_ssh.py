"""Fingerprints of SSH keys: held against ssh-keygen, on keys that it makes."""

import base64
import shutil
import subprocess
from pathlib import Path

import pytest

from secrets_made import openssh_key
from upheld.facts.keys.encodings.ssh import fingerprint_of_line, fingerprint_of_private


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen, which makes the keys, is not installed")
@pytest.mark.parametrize(
    "kind", [("ed25519",), ("ecdsa", "-b", "521"), ("rsa", "-b", "4096")], ids=lambda kind: kind[0]
)
@pytest.mark.parametrize("passphrase", ["", "a long phrase"], ids=["plain", "encrypted"])
def test_both_halves_have_the_fingerprint_that_ssh_keygen_tells(
    tmp_path: Path, kind: tuple[str, ...], passphrase: str
) -> None:
    file = tmp_path / "key"
    make = ["ssh-keygen", "-q", "-t", *kind, "-N", passphrase, "-C", "ci@example", "-f", str(file)]
    subprocess.run(make, check=True, capture_output=True)
    listed = subprocess.run(["ssh-keygen", "-l", "-f", str(file)], check=True, capture_output=True, text=True).stdout
    private = file.read_bytes()
    in_json = b'{"key": "' + private.replace(b"\n", b"\\n") + b'"}'

    assert fingerprint_of_line(file.with_suffix(".pub").read_text(encoding="utf-8")) == listed.split()[1]
    assert fingerprint_of_private(b"x\n" + private, 2) == listed.split()[1]
    assert fingerprint_of_private(in_json, in_json.index(b"-----")) == listed.split()[1]


def test_both_halves_of_a_made_key_agree() -> None:
    private, public = openssh_key()

    assert fingerprint_of_private(private.encode(), 0) == fingerprint_of_line(public)
    assert fingerprint_of_line(public) != fingerprint_of_line(openssh_key(2)[1])


@pytest.mark.parametrize("cut", [20, 40, 60, 90])
def test_key_that_was_cut_short_has_none(cut: int) -> None:
    private, _ = openssh_key()
    first, *_, last = private.strip().split("\n")
    body = base64.b64encode(base64.b64decode("".join(private.strip().split("\n")[1:-1]))[:cut]).decode()

    assert fingerprint_of_private(f"{first}\n{body}\n{last}\n".encode(), 0) is None


@pytest.mark.parametrize(
    "line", ["", "ssh-rsa", "ssh-rsa AAAA", "ssh-ed25519 ====AAAAC3NzaC1lZDI1NTE5AAAAI", "-----BEGIN PUBLIC KEY-----"]
)
def test_what_is_no_public_key_has_none(line: str) -> None:
    assert fingerprint_of_line(line) is None
