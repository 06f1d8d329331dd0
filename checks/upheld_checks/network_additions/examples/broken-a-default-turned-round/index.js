#!/usr/bin/env node
import http from "node:http";

import { options } from "./options.js";

if (options.transport === "http") {
  http.createServer(answer).listen(3000);
} else {
  serve(process.stdin, process.stdout);
}
