import pytest

from kinds_read import told
from making import document
from upheld.policy.kinds.network_exposure import NetworkExposure


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("The server talks to its client over stdio.", "stdio-only"),
        ("- **Transport**: stdio", "stdio-only"),
        ("Our bridge is stdio-only.", "stdio-only"),
        ("It communicates via standard input/output streams.", "stdio-only"),
        ("- No TCP ports are opened", "stdio-only"),
        ("The daemon does not listen on any network port.", "stdio-only"),
        ("- No inbound connections are accepted", "stdio-only"),
        ("- **No network exposure**: a plain child process", "stdio-only"),
        ("Talks over stdio, no HTTP server.", "stdio-only"),
        ("The panel binds to 127.0.0.1 only.", "loopback-only"),
        ("The API listens on localhost.", "loopback-only"),
        ("The bind address defaults to 127.0.0.1.", "loopback-only"),
        ("Runs as a stdio child process of the editor.", "stdio-only"),
        ("It has no internet-facing surface.", "stdio-only"),
        ("The dashboard is only reachable from loopback.", "loopback-only"),
        ("Works entirely offline.", "no-network"),
        ("This tool makes no network requests.", "no-network"),
        ("- **No network access**: nothing is fetched", "no-network"),
        ("The editor does not require internet access.", "no-network"),
        ("Plug-ins run with network access disabled.", "no-network"),
        ("Your notes never leave your device.", "no-outbound"),
        ("All processing happens locally.", "no-outbound"),
        ("The extension does not send data to external servers.", "no-outbound"),
        ("- No outbound connections from the sandbox", "no-outbound"),
        ("- No network requests to external services", "no-outbound"),
        ("All data remains on your Mac.", "no-outbound"),
        ("- **Local-only operation**: No cloud dependencies", "no-network"),
        ("- It does not provide a network service.", "stdio-only"),
        ("The stdio transport has no listening socket.", "stdio-only"),
        ("The indexer does not upload your private notes to the hosted preview.", "no-outbound"),
        ("This tool transmits no source text or queries to any third party.", "no-outbound"),
        ("The converter reads your files, but never transmits them.", "no-outbound"),
        ("Binds to 127.0.0.1 by default, and checks the Host header.", "loopback-only"),
        ("- `web.type=none` (no web server unless the `http` profile is on)", "stdio-only"),
        ("It exposes its state on 127.0.0.1:7000 by default.", "loopback-only"),
        ("Once installed, nothing in it touches the network.", "no-network"),
        ("The tool performs no network I/O.", "no-network"),
        ("Each workflow is local and offline.", "no-network"),
        ("It never opens a listening socket.", "stdio-only"),
        ("It does not make external network requests by default.", "no-outbound"),
        ("No cloud model is contacted.", "no-outbound"),
        ("The add-on does not communicate with any remote server.", "no-outbound"),
        ("All traffic between them stays on loopback.", "loopback-only"),
    ],
)
def test_an_exposure_is_read_as_its_policy(text: str, policy: str) -> None:
    ((_, force, fields),) = told(NetworkExposure, text)
    assert (force, fields) == ("commitment", {"policy": policy})


@pytest.mark.parametrize(
    "text",
    [
        "Servers that are stdio-only are out of scope.",
        "## Out of scope\n\n- Programs that bind to localhost",
        "Supports stdio and HTTP transports.",
        "Logs go to stderr, so that nothing disturbs stdio.",
        "The HTTP server binds to 0.0.0.0.",
        "The file `.env` is local-only.",
        "It does not connect to remote hosts without TLS.",
        "It does not make external requests other than to the registry.",
        "Running without network access is not supported.",
        "If you run it offline by default, updates are missed.",
        "Our tests run the binary over stdio.",
        "Never expose the admin page to the public internet.",
        "We do not share your name with other third-party services.",
        "Passwords are stored locally.",
        "| Local only | ❌ not enforced, no network access check |\n| --- | --- |\n| a | b |",
    ],
)
def test_other_words_about_networks_are_left(text: str) -> None:
    assert told(NetworkExposure, text) == []


def test_a_line_makes_two_promises_of_two_policies_but_none_twice() -> None:
    read = told(NetworkExposure, "- Offline by default. Nothing leaves your machine. Nothing is sent elsewhere.")
    assert [fields["policy"] for _, _, fields in read] == ["no-network", "no-outbound"]


def test_a_wrapped_sentence_stands_on_the_line_of_its_words() -> None:
    ((line, _, _),) = told(NetworkExposure, "The service that comes with the editor\nlistens on localhost.")
    assert line == 2


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("Bind the server to localhost.", "practice"),
        ("## Best practices\n\n- Restrict access to localhost", "practice"),
        ("## Best practices\n\n- The server communicates over stdio", "commitment"),
    ],
)
def test_a_bidding_is_advice_and_a_statement_commits(text: str, force: str) -> None:
    ((_, read, _),) = told(NetworkExposure, text)
    assert read == force


@pytest.mark.parametrize(
    ("text", "by_default"), [("Speaks over stdio by default.", True), ("Speaks over stdio.", False)]
)
def test_what_holds_by_default_only_is_known_but_no_field(text: str, by_default: bool) -> None:  # noqa: FBT001
    (promise,) = NetworkExposure.read(document(text))
    assert promise.by_default is by_default
    assert promise.fields() == {"policy": "stdio-only"}


@pytest.mark.parametrize(
    "text",
    [
        "- **CORS origin validation** (same-origin + localhost only)",
        "- Certificate files stay in the protected local folder.",
        "The feature is not exposed on localhost by default.",
        "| Missing | State |\n| --- | --- |\n| No telemetry | TODO |",
        "This is no proof that providers collect no telemetry.",
        "A malicious file cannot open a socket.",
        "The only outbound traffic is to the mirror.\n\n- No telemetry",
        "- No internet exposure of the databases",
        "Passwords never leave your device unencrypted.",
    ],
)
def test_what_says_nothing_of_the_network_is_left(text: str) -> None:
    assert told(NetworkExposure, text) == []


def test_what_introduces_a_list_denies_each_of_its_items() -> None:
    text = "The server does not:\n\n- open any listening ports\n- connect to the internet\n- send data elsewhere\n"
    assert told(NetworkExposure, text) == [
        (3, "commitment", {"policy": "stdio-only"}),
        (4, "commitment", {"policy": "no-network"}),
        (5, "commitment", {"policy": "no-outbound"}),
    ]


def test_what_users_are_told_not_to_do_denies_nothing() -> None:
    assert told(NetworkExposure, "Users should not:\n\n- open any listening ports\n") == []


def test_what_is_bound_may_have_a_name() -> None:
    assert told(NetworkExposure, "It binds its API port to 127.0.0.1.") == [
        (1, "commitment", {"policy": "loopback-only"})
    ]


@pytest.mark.parametrize(
    ("text", "policies"),
    [
        ("## Reporting a vulnerability\n\nThis is a small local tool without any network access.", ["no-network"]),
        ("## Reporting a vulnerability\n\nThe server runs entirely offline.", ["no-network"]),
        ("## Reporting a vulnerability\n\nWe need to know whether you work entirely offline.", []),
        ("## Out of scope\n\nThe server runs entirely offline.", []),
    ],
)
def test_a_plain_sentence_on_the_software_holds_beside_what_is_said_of_reports(text: str, policies: list[str]) -> None:
    assert [fields["policy"] for _, _, fields in told(NetworkExposure, text)] == policies


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("It never opens a socket.", "no-network"),
        ("It opens no listening socket.", "stdio-only"),
        ("The container runs with `--network none`.", "no-network"),
        ("There is no egress.", "no-outbound"),
        ("The parser contains no networking code.", "no-network"),
        ("The plug-in cannot go online.", "no-network"),
        ("- **Inbound:** none", "stdio-only"),
        ("| Outbound | none |\n| --- | --- |\n| Outbound traffic | none |", "no-outbound"),
        ("`127.0.0.1` is the address that the daemon listens on.", "loopback-only"),
        ("Connections are limited: only clients on the same machine are served.", "loopback-only"),
        ("Remote clients are refused.", "loopback-only"),
        ("Your files are never uploaded.", "no-outbound"),
        ("No phoning home.", "no-outbound"),
        ("As it needs no network access, a remote attack is out of scope.", "no-network"),
        ("All metrics are local-only; nothing is sent to our servers.", "no-outbound"),
    ],
)
def test_each_policy_may_be_told_in_many_words(text: str, policy: str) -> None:
    assert [fields["policy"] for _, _, fields in told(NetworkExposure, text)] == [policy]


@pytest.mark.parametrize(
    "text",
    [
        "If a file must never leave the machine, exclude it.",
        "Please include:\n\n- your configuration (stdio only, or HTTP)\n",
        "# Policy\n\n## Past advisories\n\nThe hosted server binds to localhost, so it was not affected.\n",
    ],
)
def test_what_is_no_statement_on_the_software_is_left(text: str) -> None:
    assert not told(NetworkExposure, text)


def test_a_loopback_address_stands_on_the_line_that_names_it() -> None:
    text = "The server binds its port\nto `127.0.0.1` unless told otherwise.\n"
    assert [line for line, _, _ in told(NetworkExposure, text)] == [2]


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        ("The bridge has no listener of any sort.", "stdio-only"),
        ("No inbound or outbound network traffic.", "no-network"),
        ("Network access is neither needed nor attempted.", "no-network"),
        ("It does not talk to the internet.", "no-network"),
        ("The firmware lacks network libraries.", "no-network"),
        ("| Network | no |\n| --- | --- |\n| Network traffic | none |", "no-network"),
        ("There are no calls to external services.", "no-outbound"),
        ("The exporter never contacts external servers.", "no-outbound"),
        ("Your prompts don't leave your laptop.", "no-outbound"),
        ("Pages are filtered inside of your browser.", "no-outbound"),
        ("The port can't be reached remotely.", "loopback-only"),
        ("Other machines cannot connect.", "loopback-only"),
        ("The socket sits on the loopback interface.", "loopback-only"),
        ("Listening ports: 0", "stdio-only"),
        ("Commands arrive on stdin, and answers go to stdout.", "stdio-only"),
    ],
)
def test_a_thing_may_be_denied_by_any_word_of_denial(text: str, policy: str) -> None:
    assert [fields["policy"] for _, _, fields in told(NetworkExposure, text)] == [policy]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("### Does it listen on a port?\n\nNo.", ["stdio-only"]),
        ("| Question | Answer |\n| --- | --- |\n| Does the tool use the internet? | Never |", ["no-network"]),
        ("### Does it listen on a port?\n\nYes, on 443.", []),
    ],
)
def test_a_no_denies_what_is_asked_above_it(text: str, found: list[str]) -> None:
    assert [fields["policy"] for _, _, fields in told(NetworkExposure, text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "Agents have no network access.",
        "- No outbound requests from the guest",
        "Refresh tokens never leave your machine.",
        "When it is run over stdio, no token is needed.",
        "Clients using stdio start the server themselves.",
        "Makes no network requests except to the tracker.",
        "It opens no ports below 1024.",
        "The daemon may bind to localhost.",
        "An older line, abandoned since, spoke over stdio.",
        "- No remote access: it cannot be reached from the web",
        "Without network access, updates fail.",
    ],
)
def test_what_holds_of_a_part_or_in_a_case_is_no_policy_of_the_software(text: str) -> None:
    assert told(NetworkExposure, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("- No telemetry", []),
        ("- No telemetry\n- No network requests", ["no-network"]),
        ("We don't collect usage data or analytics.", []),
        ("No telemetry is collected or sent.", []),
        ("No telemetry is sent to third parties.", ["no-outbound"]),
    ],
)
def test_no_telemetry_does_not_say_that_nothing_leaves(text: str, found: list[str]) -> None:
    assert [fields["policy"] for _, _, fields in told(NetworkExposure, text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "The client never transmits passwords.",
        "The app does not transmit your notes in plain text.",
        "The gateway sends no tokens to third parties.",
        "Do not upload samples to public scanners.",
    ],
)
def test_what_is_kept_from_some_says_nothing_of_the_rest(text: str) -> None:
    assert told(NetworkExposure, text) == []


def test_what_listens_on_loopback_is_not_taken_for_what_does_not_listen() -> None:
    text = "The agent listens on 127.0.0.1 only; it does not listen on any network interface."
    assert [fields["policy"] for _, _, fields in told(NetworkExposure, text)] == ["loopback-only"]


def test_a_consequence_says_nothing_against_the_fact_before_it() -> None:
    text = "The tool opens no ports, so remote vulnerabilities do not concern it."
    assert [fields["policy"] for _, _, fields in told(NetworkExposure, text)] == ["stdio-only"]
