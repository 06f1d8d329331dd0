"""The review as pages: one model (`page`) for HTML and Markdown, made from a record alone."""
