"""Where a value comes from is told by imports, assignments, types and chains of one file."""

from typing import TYPE_CHECKING

import pytest

from upheld.exposure.source import parsed
from upheld.exposure.source.languages import cursor, query
from upheld.exposure.source.matching import called

if TYPE_CHECKING:
    from tree_sitter import Node

CALLS = {".py": "(call) @call", ".rs": "(call_expression) @call"}


def last_call(path: str, text: str) -> tuple[str, ...]:
    """Return from where the call comes that ends last: that with the longest way to it."""
    file = parsed(path, text.encode())
    assert file
    asked = query(file.language, CALLS.get(path[-3:], "(call_expression) @call"))
    found: list[Node] = cursor(asked).captures(file.tree.root_node)["call"]
    return called(file, max(found, key=lambda node: (node.end_byte, -node.start_byte)))


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("import uvicorn\nuvicorn.run(a)", "uvicorn.run"),
        ("import uvicorn as u\nu.run(a)", "uvicorn.run"),
        ("from uvicorn import run as go\ngo(a)", "uvicorn.run"),
        ("import http.server\nhttp.server.HTTPServer(a)", "http.server.HTTPServer"),
        ("from http import server\nserver.HTTPServer(a)", "http.server.HTTPServer"),
        ("from flask import Flask\napp = Flask(a)\napp.run()", "flask.Flask().run"),
        ("from flask import Flask\ndef f(app: Flask):\n    app.run()", "flask.Flask().run"),
        ("from flask import Flask\ndef make() -> Flask: ...\napp = make()\napp.run()", "flask.Flask().run"),
        ("import flask\nclass A:\n  def i(self):\n    self.app = flask.Flask(a)\n  def g(self):\n    self.app.run()",
         "flask.Flask().run"),
        ("import socket\nwith socket.socket() as s:\n    s.listen()", "socket.socket().listen"),
        ("from .web import app\napp.run()", "?.web.app.run"),
        ("app.run()", "?app.run"),
    ],
)  # fmt: skip
def test_python(text: str, origin: str) -> None:
    assert origin in last_call("src/a.py", text)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("import http from 'node:http'; http.createServer()", "http.createServer"),
        ("import * as http from 'http'; http.createServer()", "http.createServer"),
        ("import { createServer as c } from 'http'; c()", "http.createServer"),
        ("const { createServer: c } = require('http'); c()", "http.createServer"),
        ("const { createServer } = await import('http'); createServer()", "http.createServer"),
        ("import http = require('http'); http.createServer()", "http.createServer"),
        ("const http_1 = __importDefault(require('http')); (0, http_1.default.createServer)()", "http.createServer"),
        ("import express from 'express'; express().listen(1)", "express().listen"),
        ("import express from 'express'; express().use(a).get(b).listen(1)", "express().listen"),
        ("import { Server } from 'http'; function f(s: Server | null) { s?.listen(1) }", "http.Server().listen"),
        ("import { Server } from 'http'; class A { private s: Server; f() { this.s!.listen(1) } }",
         "http.Server().listen"),
        ("import express from 'express'; class A { app = express(); f() { this.app.listen(1) } }", "express().listen"),
        ("import { app } from './app.js'; app.listen(1)", "?./app.js.app.listen"),
        ("Bun.serve(a)", "?Bun.serve"),
    ],
)  # fmt: skip
def test_javascript(text: str, origin: str) -> None:
    assert origin in last_call("src/a.ts", text)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ('import "net/http"\nfunc f() { http.ListenAndServe(a, b) }', "net/http.ListenAndServe"),
        ('import web "net/http"\nfunc f() { web.ListenAndServe(a, b) }', "net/http.ListenAndServe"),
        ('import . "net/http"\nfunc f() { ListenAndServe(a, b) }', "net/http.ListenAndServe"),
        ('import "github.com/labstack/echo/v4"\nfunc f() { e := echo.New(); e.Start(a) }',
         "github.com/labstack/echo.New().Start"),
        ('import "github.com/quic-go/quic-go"\nfunc f() { quic.ListenAddr(a) }',
         "github.com/quic-go/quic-go.ListenAddr"),
        ('import "net/http"\nfunc f(s *http.Server) { s.Serve(l) }', "net/http.Server().Serve"),
        ('import "net/http"\nfunc f() { s := &http.Server{Addr: a}; s.Serve(l) }', "net/http.Server().Serve"),
        ('import "net/http"\ntype a struct { web *http.Server }\nfunc (x *a) f() { x.web.Serve(l) }',
         "net/http.Server().Serve"),
        ('import "net/http"\nfunc n() *http.Server { return nil }\nfunc f() { s := n(); s.Serve(l) }',
         "net/http.Server().Serve"),
    ],
)  # fmt: skip
def test_go(text: str, origin: str) -> None:
    assert origin in last_call("a.go", f"package a\n{text}")


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("use tokio::net::TcpListener; fn f() { TcpListener::bind(a) }", "tokio::net::TcpListener::bind"),
        ("use std::net::{self, TcpListener as L}; fn f() { L::bind(a) }", "std::net::TcpListener::bind"),
        ("use std::net; fn f() { net::TcpListener::bind(a) }", "std::net::TcpListener::bind"),
        ("use tokio::{net::{TcpListener}}; fn f() { TcpListener::bind(a) }", "tokio::net::TcpListener::bind"),
        ("use tokio::net::*; fn f() { TcpListener::bind(a) }", "tokio::net::TcpListener::bind"),
        ("fn f() { axum::serve(a, b) }", "axum::serve"),
        ("use tonic::transport::Server; fn f() { Server::builder().add(a).serve(b) }",
         "tonic::transport::Server::builder().add().serve"),
        ("fn f() { crate::net::serve(a) }", "?crate::net::serve"),
    ],
)  # fmt: skip
def test_rust(text: str, origin: str) -> None:
    assert origin in last_call("a.rs", text)


def test_the_nearest_function_says_what_a_name_stands_for() -> None:
    text = """
    import http from "http"; import { Client } from "other";
    function one() { const s = new Client(); s.connect(); }
    function two() { const s = http.createServer(); s.listen(1); }
    """

    assert last_call("a.ts", text) == ("http.createServer().listen",)


def test_a_name_that_is_assigned_to_itself_comes_to_an_end() -> None:
    assert last_call("a.py", "a = a\na = b\nb = a\na.run()") == ("?a.run",)
