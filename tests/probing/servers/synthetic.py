"""Servers that behave: each function is one, started by its name. It imports nothing that is not in Python."""

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

TOOLS = {"tools": [{"name": "add"}, {"name": "multiply"}]}
WHOLE_LIFE = 30
"""Whatever goes wrong here, no process outlives a test run by much."""


def answer(number: object, **rest: Any) -> None:
    write(json.dumps({"jsonrpc": "2.0", "id": number} | rest))


def write(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def speak(*, modern: bool = False, legacy: bool = True) -> None:
    for line in sys.stdin:
        request = json.loads(line)
        method, number = request["method"], request.get("id")
        if method == "server/discover" and modern:
            assert request["params"]["_meta"]["io.modelcontextprotocol/protocolVersion"] == "2026-07-28"
            meta = {"io.modelcontextprotocol/serverInfo": {"name": "new", "version": "2"}}
            answer(number, result={"supportedVersions": ["2026-07-28"], "capabilities": {}, "_meta": meta})
        elif method == "initialize" and legacy:
            info = {"name": "old", "version": "1"}
            answer(number, result={"protocolVersion": "2025-11-25", "capabilities": {}, "serverInfo": info})
        elif method == "tools/list":
            answer(number, result=TOOLS)
        elif number is not None:
            answer(number, error={"code": -32601, "message": "no such method"})


def listen(host: str = "127.0.0.1") -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listener.bind((host, 0))
    listener.listen()
    return listener


def quiet() -> None:
    speak()


def only_initialize() -> None:
    speak()


def only_new() -> None:
    speak(modern=True, legacy=False)


def both_eras() -> None:
    speak(modern=True)


def ends_on_unknown_words() -> None:
    line = sys.stdin.readline()
    if json.loads(line)["method"] != "initialize":
        sys.exit("expected initialize")
    answer(json.loads(line)["id"], result={"protocolVersion": "2024-11-05", "serverInfo": {"name": "strict"}})
    speak()


def silent_on_unknown_words() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        if request["method"] == "initialize":
            answer(request["id"], result={"protocolVersion": "2025-06-18", "serverInfo": {"name": "mute"}})
        elif request["method"] == "tools/list":
            answer(request["id"], result=TOOLS)


def another_version() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        version = request["params"]["_meta"]["io.modelcontextprotocol/protocolVersion"]
        if version != "2027-01-01":
            answer(request["id"], error={"code": -32004, "message": "no", "data": {"supported": ["2027-01-01"]}})
        elif request["method"] == "server/discover":
            answer(request["id"], result={"supportedVersions": ["2027-01-01"]})
        else:
            answer(request["id"], result=TOOLS)


def many_pages() -> None:
    for line in sys.stdin:
        request = json.loads(line)
        if request["method"] == "initialize":
            answer(request["id"], result={"protocolVersion": "2025-11-25"})
        elif request["method"] == "tools/list":
            page = int(request["params"].get("cursor", "0"))
            answer(request["id"], result=TOOLS | ({"nextCursor": str(page + 1)} if page < 2 else {}))
        elif "id" in request:
            answer(request["id"], error={"code": -32601, "message": "no"})


def asks_first() -> None:
    answer("a", method="ping")
    answer("b", method="sampling/createMessage", params={})
    replies: dict[str, Any] = {}
    while len(replies) < 2:
        message = json.loads(sys.stdin.readline())
        if "method" in message:
            answer(message["id"], error={"code": -32601, "message": "later"})
        else:
            replies[message["id"]] = message
    assert replies["a"]["result"] == {}
    assert replies["b"]["error"]["code"] == -32601
    speak()


def loopback() -> None:
    held = listen()
    speak()
    held.close()


def every_interface() -> None:
    held = listen("::")
    speak()
    held.close()


def unbound() -> None:
    with socket.socket() as held:
        held.listen()
        speak()


def only_bound() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        speak()


def multipath() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, 262) as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        speak()


def network_only() -> None:
    held = listen()
    sys.stdin.read()
    time.sleep(WHOLE_LIFE)
    held.close()


def udp() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as held:
        held.bind(("", 5454))
        speak()


def udp_client() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as held:
        held.sendto(b"hello", ("127.0.0.1", 9))
        speak()


def unix() -> None:
    with socket.socket(socket.AF_UNIX) as named, socket.socket(socket.AF_UNIX) as abstract:
        named.bind(str(Path(os.environ["TMPDIR"], "s")))
        named.listen()
        abstract.bind("\0upheld-test")
        abstract.listen()
        speak()


def late() -> None:
    threading.Timer(0.6, lambda: held.append(listen())).start()
    held: list[socket.socket] = []
    speak()


def short() -> None:
    time.sleep(0.2)
    held = listen()
    time.sleep(0.1)
    held.close()
    speak()


def very_short() -> None:
    for _ in range(3):
        listen().close()
    speak()


def grandchild() -> None:
    code = f"import subprocess, sys; subprocess.run([sys.executable, {__file__!r}, 'network_only'])"
    subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    speak()


def daemon() -> None:
    if os.fork():
        os.wait()
        speak()
        return
    os.setsid()
    if os.fork():
        os._exit(0)
    for stream in range(3):
        os.close(stream)
    time.sleep(0.1)
    held = listen()
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(WHOLE_LIFE)
    held.close()


def daemon_after_the_end() -> None:
    if os.fork():
        sys.exit(3)
    os.setsid()
    held = listen()
    time.sleep(WHOLE_LIFE)
    held.close()


def never_answers() -> None:
    sys.stdin.read()


def floods() -> None:
    os.set_blocking(1, True)
    while True:
        os.write(1, b"no message at all\n" * 4000)


def floods_one_line() -> None:
    while True:
        os.write(1, b"x" * 65536)


def ignores_everything() -> None:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    speak()
    time.sleep(WHOLE_LIFE)


def ends_on_term() -> None:
    speak()
    time.sleep(WHOLE_LIFE)


def bomb() -> None:
    """Double nine times, then wait: five hundred processes if nobody stepped in."""
    for _ in range(9):
        os.fork()
    time.sleep(WHOLE_LIFE)


def bomb_of_sessions() -> None:
    for _ in range(9):
        if not os.fork():
            os.setsid()
    time.sleep(WHOLE_LIFE)


def prints_secrets() -> None:
    sys.exit(f"cannot log in with {os.environ['SERVICE_TOKEN']} and {'abcd1234' * 4}\n")


def shows_environment() -> None:
    sys.stderr.write(" ".join(sorted(os.environ)) + "\n")
    sys.exit(2)


def exits_at_once() -> None:
    sys.exit(7)


def wrong_json() -> None:
    for line in sys.stdin:
        for wrong in (f"{{{line[:10]}", "[" * 100_000, "[]", "null"):
            write(wrong)


def wrong_answers() -> None:
    for line in sys.stdin:
        number = json.loads(line).get("id")
        answer(number, result=[1])
        answer(number, result={"supportedVersions": 3, "protocolVersion": None})
        answer([], result={})


def junk_first() -> None:
    write("Welcome to the server!\n\nlistening to you")
    speak()


def calls_home() -> None:
    with suppress(OSError):
        socket.create_connection(("192.0.2.55", 443), timeout=1)
    with suppress(OSError):
        socket.getaddrinfo("telemetry.example.org", 443)
    speak()


def needs_network() -> None:
    socket.getaddrinfo("api.example.org", 443)


def digs() -> None:
    os.chdir(os.environ["TMPDIR"])
    for _ in range(1500):
        os.mkdir("d")  # noqa: PTH102 - no path would be short enough
        os.chdir("d")
    speak()


def kills_its_parent() -> None:
    time.sleep(0.3)
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(WHOLE_LIFE)


SERVERS: dict[str, Callable[[], object]] = {
    name: each
    for name, each in list(globals().items())
    if callable(each) and getattr(each, "__module__", "") == "__main__"
}

if __name__ == "__main__":
    SERVERS[sys.argv[1]]()
