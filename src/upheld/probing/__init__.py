"""Running a server to see what it opens: started, spoken to, watched, and ended, always.

`probe` is in `upheld.probing.probe`: the supervisor's process imports this package too, and must start at once.
"""
