"""Names that the reader and the writer of a CBOM share: properties for what CycloneDX has no field for."""

TYPES = frozenset("private-key public-key secret-key key shared-secret password credential token other unknown".split())
"""Types of related cryptographic material that are keys; `certificate` is an asset of its own."""

SOURCE, KIND, OWNER, SCOPE, CHANGED, LAST_USED, EXPIRES, STATE, ID, TAKEN = (
    f"upheld:key:{name}"
    for name in ("source", "kind", "owner", "scope", "changed", "last-used", "expires", "state", "id", "evidence-time")
)
"""`changed` and `expires` only ever are `never`: other times have fields. `evidence-time` may be `unknown`."""
