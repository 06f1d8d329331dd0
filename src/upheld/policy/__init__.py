"""From SECURITY.md to promises: where the policy is, what it is made of, and one module a kind of promise.

Nothing is imported here: a check that needs one kind of promise does not wait for what reads policies.
"""
