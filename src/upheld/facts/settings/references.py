"""The spellings by which a value is taken from elsewhere, and who expands which."""

import re
from enum import StrEnum


class Form(StrEnum):
    """A spelling of references."""

    BRACED = "${NAME}"
    DOLLAR = "$NAME"
    ENV = "${env:NAME}"
    INPUT = "${input:name}"
    CURLY_ENV = "{env:NAME}"
    CURLY = "{name}"
    USER_CONFIG = "${user_config.name}"
    TEMPLATE = "{{ name }}"
    PERCENT = "%NAME%"
    STORE = "op://..."
    PARAMETER = "$(NAME)"


EVERY = frozenset(Form)

_NAME = r"[A-Za-z_][\w.-]{0,120}"
_FORMS = {
    Form.TEMPLATE: r"\$?\{\{[^{}]{0,300}\}\}|<%=?[^%]{0,300}%>",
    Form.ENV: rf"\$\{{env:{_NAME}(?::-?[^{{}}]{{0,300}})?\}}",
    Form.INPUT: rf"\$\{{(?:input|command|prompt):{_NAME}\}}",
    Form.USER_CONFIG: rf"\$\{{user_config\.{_NAME}\}}",
    Form.BRACED: r"\$\{[A-Za-z_]\w{0,120}(?::?[-?+=](?P<default>[^{}]{0,500}))?\}",
    Form.CURLY_ENV: r"(?<!\$)\{(?:env|file):[^{}\s]{1,300}\}",
    Form.CURLY: rf"(?<![\${{])\{{{_NAME}\}}(?!\}})",
    Form.STORE: r"\b(?:op|vault|keyring|keychain|doppler|infisical|awssm|gcpsm|akv)://[^\s\"']{1,300}|^(?:ssm|secretref|ref\+\w{1,30}|!secret|!env|arn:aws)[: ][^\s]{1,300}"
    r"|^ENC\[[^\]]{1,4000}\]|^(?:\$ANSIBLE_VAULT|vault:v\d)",
    Form.PARAMETER: r"\$\([^()\n]{1,300}\)|`[^`\n]{1,300}`",
    Form.PERCENT: r"%[A-Za-z_]\w{1,60}%",
    Form.DOLLAR: r"(?<![\w$])\$[A-Za-z_]\w{0,120}",
}
_ANY = re.compile("|".join(f"(?P<{form.name}>{pattern})" for form, pattern in _FORMS.items()))


def references_in(text: str) -> list[tuple[Form, "re.Match[str]"]]:
    """Return every reference in a text, with its spelling; the group `default` is what stands in for it."""
    return [(Form[next(name for name in _FORM_NAMES if match[name])], match) for match in _ANY.finditer(text)]


def without_references(text: str) -> str:
    """Return what a text holds beside references."""
    return _ANY.sub(" ", text)


_FORM_NAMES = tuple(form.name for form in _FORMS)
