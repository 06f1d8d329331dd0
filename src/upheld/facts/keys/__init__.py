"""Which keys there are, by their metadata: names, dates and states, never values."""
