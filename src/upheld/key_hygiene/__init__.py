"""What is to be said of keys by their metadata: pure functions of a key, a promise's limits and a moment.

`ages` counts, `covering` tells which keys a promise speaks of, `freshness` whether a file still counts; `rotation`,
`usage`, `expiry`, `overlap`, `incidents` and `workflow_secrets` are the rules, each of which makes a `Remark`.
"""
