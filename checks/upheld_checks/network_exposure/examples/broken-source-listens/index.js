#!/usr/bin/env node
import http from "node:http";

const dashboard = http.createServer((request, response) => response.end("ok"));
dashboard.listen(3000);
