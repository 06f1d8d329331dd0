"""A server that speaks MCP over stdio, and opens a dashboard beside it."""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer


def dashboard() -> None:
    HTTPServer(("127.0.0.1", 39202), BaseHTTPRequestHandler).serve_forever()


def answers() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("method") == "initialize":
            about = {"name": "relay", "version": "1.0"}
            said = {"result": {"protocolVersion": "2025-06-18", "capabilities": {}, "serverInfo": about}}
        else:
            said = {"result": {"tools": []}}
        if "id" in asked:
            print(json.dumps({"jsonrpc": "2.0", "id": asked["id"], **said}), flush=True)


threading.Thread(target=dashboard, daemon=True).start()
answers()
