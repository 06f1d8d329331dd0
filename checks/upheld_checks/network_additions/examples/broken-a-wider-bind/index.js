#!/usr/bin/env node
import http from "node:http";

if (process.env.RELAY_HTTP_PORT) {
  http.createServer(answer).listen(Number(process.env.RELAY_HTTP_PORT));
} else {
  serve(process.stdin, process.stdout);
}
