#!/usr/bin/env node
import http from "node:http";

serve(process.stdin, process.stdout);
http.createServer(metrics).listen(9464);
