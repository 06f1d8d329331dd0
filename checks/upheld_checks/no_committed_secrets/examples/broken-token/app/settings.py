TOKEN = "<planted token>"
