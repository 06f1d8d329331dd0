#!/usr/bin/env node
import http from "node:http";

http.createServer(answer).listen(3000, "127.0.0.1");
serve(process.stdin, process.stdout);
