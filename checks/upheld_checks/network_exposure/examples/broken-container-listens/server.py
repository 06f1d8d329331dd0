"""A server that speaks MCP over stdio, or over HTTP where it is asked to."""

import argparse
import json
import sys
from http.server import BaseHTTPRequestHandler, HTTPServer


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


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--transport", choices=["stdio", "http"], default="stdio")
    arguments = parser.parse_args()
    if arguments.transport == "http":
        HTTPServer(("127.0.0.1", 8000), BaseHTTPRequestHandler).serve_forever()
    else:
        answers()


if __name__ == "__main__":
    main()
