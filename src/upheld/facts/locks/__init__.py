"""What a repository locks: every package version in its lock files, with the line that states it."""
