"""The quarterly review: a run as a record that is kept, compared with the one before, and shown without the repository.

`record` has the nouns, `taking` makes a record of a run, `saved` writes it to `ledger.json` and reads it back. Whatever
shows a review (`upheld.report.review`) is given a record and nothing else.
"""
