"""The error that ends a run with a message: what is wrong, where, and how its user mends it."""


class UserError(Exception):
    """Something that the user of the tool can mend; every room derives its own from it."""
