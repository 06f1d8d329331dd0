"""A server that speaks MCP over stdio."""

import json
import sys


def answers() -> None:
    for line in sys.stdin:
        asked = json.loads(line)
        if asked.get("method") == "initialize":
            about = {"name": "relay", "version": "1.0"}
            said = {"result": {"protocolVersion": "2025-06-18", "capabilities": {}, "serverInfo": about}}
        elif asked.get("method") == "tools/list":
            said = {"result": {"tools": []}}
        else:
            said = {"error": {"code": -32601, "message": "unknown method"}}
        if "id" in asked:
            print(json.dumps({"jsonrpc": "2.0", "id": asked["id"], **said}), flush=True)


answers()
