#!/usr/bin/env node
import http from "node:http";

if (process.env.RELAY_HTTP_PORT) {
  http.createServer(answer).listen(Number(process.env.RELAY_HTTP_PORT), "127.0.0.1");
} else {
  serve(process.stdin, process.stdout);
}
