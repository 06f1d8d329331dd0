"""How containers are started, as Dockerfiles say."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from making import repository
from upheld.exposure import Offer, Reach, Says, Weight
from upheld.facts.exposure.manifests import offers
from upheld.facts.exposure.manifests.docker_image import filled, last_image


def read(folder: Path, text: str, others: Mapping[str, str] | None = None) -> list[Offer]:
    return [
        each
        for each in offers(repository(folder, {"Dockerfile": text, **(others or {})}))[0]
        if each.source == "Dockerfile"
    ]


def told(found: list[Offer]) -> list[tuple[str, str, int]]:
    return [(each.says.value, each.text, each.location.line) for each in found]


def test_an_entry_point_with_a_transport_is_strong(tmp_path: Path) -> None:
    (offer,) = read(
        tmp_path, 'FROM scratch\nENTRYPOINT ["/app/server", "--transport", "sse", "--address", "0.0.0.0:8000"]\n'
    )

    assert (offer.says, offer.weight, offer.text) == (
        Says.NETWORK,
        Weight.STRONG,
        "ENTRYPOINT --transport sse --address 0.0.0.0:8000",
    )
    assert offer.bind is not None
    assert (offer.bind.reach, offer.bind.port) == (Reach.ALL, "8000")
    assert offer.start is not None
    assert offer.start.command[0] == "/app/server"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('FROM a\nENTRYPOINT ["s"]\nCMD ["stdio"]\n', [("stdio", "CMD stdio", 3)]),
        ('FROM a\nENTRYPOINT s --http\nCMD ["--stdio"]\n', [("network", "ENTRYPOINT --http", 2)]),
        ("FROM a\nCMD exec uvicorn app:app --host 0.0.0.0\n", [("network", "CMD uvicorn --host 0.0.0.0", 2)]),
        ('FROM a\nCMD ["sh", "-c", "node s.js --transport http"]\n', [("network", "CMD --transport http", 2)]),
        ('FROM a\nENV TRANSPORT=http\nCMD ["s"]\n', [("network", "ENV TRANSPORT=http", 2)]),
        ("FROM a\nENV TRANSPORT http\n", [("network", "ENV TRANSPORT=http", 2)]),
        ('FROM a\nCMD ["s", \\\n  # why\n  "--stdio"]\n', [("stdio", "CMD --stdio", 2)]),
        ('FROM a\nCMD ["s"]\n', []),
        ("", []),
        ('CMD ["s", "--http"]\n', []),
    ],
)  # fmt: skip
def test_both_forms_of_commands_are_read(tmp_path: Path, text: str, expected: list[tuple[str, str, int]]) -> None:
    assert told(read(tmp_path, text)) == expected


def test_only_the_last_stage_counts_with_what_it_takes_over(tmp_path: Path) -> None:
    text = """\
FROM a AS base
ENV MCP_TRANSPORT=http
CMD ["s", "--sse"]
FROM b AS other
ENTRYPOINT ["s", "--stdio"]
FROM base
EXPOSE 80
"""
    assert told(read(tmp_path, text)) == [
        ("network", "CMD --sse", 3),
        ("network", "ENV MCP_TRANSPORT=http", 2),
        ("network", "EXPOSE 80", 7),
    ]


def test_a_new_entry_point_drops_the_command_of_the_base(tmp_path: Path) -> None:
    assert read(tmp_path, 'FROM a AS base\nCMD ["--http"]\nFROM base\nENTRYPOINT ["s"]\n') == []


def test_variables_are_filled_in_where_they_are_known(tmp_path: Path) -> None:
    text = (
        "ARG MODE=http\nFROM a\nARG MODE\nARG PORT=9000\nENV T=$MODE\nCMD server --transport ${T} --port ${PORT:-1}\n"
    )

    assert told(read(tmp_path, text)) == [("network", "CMD --transport http --port 9000", 6)]


def test_here_documents_hold_no_instructions(tmp_path: Path) -> None:
    text = 'FROM a\nRUN <<EOF\nENTRYPOINT ["s", "--http"]\nEOF\nCMD ["s", "--stdio"]\n'

    assert told(read(tmp_path, text)) == [("stdio", "CMD --stdio", 5)]


def test_exposing_the_port_that_is_passed_makes_it_sure_and_is_weak_by_itself(tmp_path: Path) -> None:
    passed, exposed = read(tmp_path, 'FROM a\nENTRYPOINT ["s"]\nCMD ["--port", "8080"]\nEXPOSE 8080/tcp\n')

    assert (passed.weight, exposed.weight, exposed.text) == (Weight.STRONG, Weight.WEAK, "EXPOSE 8080")


def test_scripts_are_followed_to_what_they_start(tmp_path: Path) -> None:
    package = '{"scripts": {"start": "cd packages/app && npm run go"}}'
    inner = '{"scripts": {"go": "node server.js --transport http"}}'
    found = read(
        tmp_path,
        'FROM a\nCMD ["sh", "/app/start.sh"]\n',
        {
            "start.sh": "#!/bin/sh\nset -e\nexec npm start\n",
            "package.json": package,
            "packages/app/package.json": inner,
        },
    )

    assert told(found) == [("network", "CMD --transport http (packages/app/package.json:1)", 2)]


def test_a_script_that_decides_is_not_followed(tmp_path: Path) -> None:
    script = 'if [ "$MODE" = http ]; then\n  exec server --http\nfi\nexec server --stdio\n'

    assert read(tmp_path, 'FROM a\nCMD ["./start.sh"]\n', {"start.sh": script}) == []


def test_scripts_that_call_each_other_end(tmp_path: Path) -> None:
    assert (
        read(tmp_path, 'FROM a\nCMD ["npm", "start"]\n', {"package.json": '{"scripts": {"start": "npm start"}}'}) == []
    )


def test_a_label_names_the_server(tmp_path: Path) -> None:
    text = 'FROM a\nLABEL io.modelcontextprotocol.server.name="io.github.example/server"\nCMD ["s", "--http"]\n'
    (offer,) = read(tmp_path, text)

    assert offer.subject == "io.github.example/server"


def test_no_secret_gets_into_an_offer(tmp_path: Path, secret: str) -> None:
    text = f'FROM a\nENV API_KEY={secret}\nENV TRANSPORT=http\nCMD ["s", "--api-key", "{secret}", "--http"]\n'
    found = read(tmp_path, text)

    assert len(found) == 2
    assert not any(secret in each.text or (each.start and secret in str(each.start.environment)) for each in found)


def test_a_filled_text_stays_bounded() -> None:
    assert len(filled("$A" * 1000, {"A": "x" * 1000})) <= 20_000
    assert filled(r"\$A ${A:+b} ${C:-d} $E", {"A": "1"}) == "$A b d $E"


def test_many_stages_are_bounded() -> None:
    assert last_image("FROM a AS b\nFROM b AS b\n" * 2_000) is not None
