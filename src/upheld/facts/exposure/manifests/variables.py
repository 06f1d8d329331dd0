"""What environment variables choose, by their names: `MCP_TRANSPORT=http`, `HOST=0.0.0.0`, `ENABLE_HTTP=true`."""

import re
from collections.abc import Iterable, Iterator

from upheld.exposure import Bind, Reach, Says, Weight
from upheld.facts.exposure.manifests.addresses import bind_of
from upheld.facts.exposure.manifests.choice import Choice, transport_of

_TRANSPORT = re.compile(
    r"(?:[A-Z0-9]+_)*TRANSPORT(?:_(?:TYPE|MODE|PROTOCOL|METHOD))?|(?:MCP_|SERVER_|RUN_|MCP_SERVER_)MODE|MCP_PROTOCOL|MODE"
)
_OTHERS = re.compile(
    r"(?:^|_)(?:LOG|LOGS|LOGGING|LOGGER|MAIL|EMAIL|SMTP|SENTRY|OTEL|OTLP|TRACE|TRACING|METRICS|TELEMETRY|CLIENT|UPSTREAM|REMOTE|PROXY|BACKEND)_"
)
"""Words that make a transport one of something else."""
_SWITCH = re.compile(
    r"(?:(?:MCP|SERVER|FASTMCP)_)?(?:(?:ENABLE|USE|START|RUN|SERVE|WITH|ALLOW)_(?:[A-Z]+_){0,3}(?:HTTP|SSE|STREAMABLE|WEBSOCKET|WS)(?:_(?:HTTP|TRANSPORT|SERVER|MODE|API))*"
    r"|(?:HTTP|SSE|STREAMABLE_HTTP|WEBSOCKET)(?:_(?:TRANSPORT|SERVER|MODE|MODE_ENABLED|ENABLED|TRANSPORT_ENABLED|SERVER_ENABLED))?)"
)
_CLIENT = re.compile(r"(?:^|_)(?:CLIENT|PROXY|CACHE|RETRY|LOG|LOGS|DEBUG|TLS|SSL|KEEPALIVE|COMPRESSION|AUTH)(?:_|$)")
_HOST = re.compile(
    r"(?:[A-Z0-9]+_)*(?:HOST|HOSTNAME|BIND|BIND_HOST|LISTEN|LISTEN_HOST|(?:BIND|LISTEN)_ADDR(?:ESS)?|ADDR(?:ESS)?|ASPNETCORE_URLS)"
)
_PORT = re.compile(
    r"(?:[A-Z0-9]+_)*(?:HTTP|HTTPS|SSE|MCP|SERVER|WEB|WS|LISTEN|BIND|FASTMCP|APP|WEBSOCKET|STREAMABLE_HTTP|API)_PORT"
)
_ON = frozenset({"true", "1", "yes", "on", "enabled"})
_MOST = 500


def chosen_by(variables: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Choice]]:
    """Yield each variable that chooses something, with what it chooses."""
    given = [(name, value.strip()) for name, value in variables][:_MOST]
    for name, value in given:
        if choice := _choice(name.strip(), value):
            yield name, choice


def _choice(name: str, value: str) -> Choice | None:
    upper = name.upper()
    if _SWITCH.fullmatch(upper) and not _CLIENT.search(upper) and value.lower() in _ON:
        return Choice(Says.NETWORK, Weight.STRONG, f"{name}={value}")
    if _TRANSPORT.fullmatch(upper) and not _OTHERS.search(upper):
        says = transport_of(value)
        return Choice(says, Weight.STRONG, f"{name}={value}") if says else None
    bind = bind_of(value)
    if bind is None:
        return None
    if _HOST.fullmatch(upper):
        # Nobody is called at the address of every interface; any other may be that of somebody else.
        return Choice(Says.NETWORK, Weight.STRONG, f"{name}={value}", bind) if _is_every(bind) else None
    if upper == "PORT" or _PORT.fullmatch(upper):
        weight = Weight.WEAK if upper == "PORT" else Weight.MEDIUM
        return Choice(Says.NETWORK, weight, f"{name}={value}", bind) if bind.host is None else None
    return None


def _is_every(bind: Bind) -> bool:
    return bind.host is not None and bind.reach is Reach.ALL
