"""What this machine can verify, and whether the tool that is installed on it sees a broken promise."""
