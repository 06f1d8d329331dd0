"""Running a server to see what it opens: started, spoken to, watched, and ended, always."""
