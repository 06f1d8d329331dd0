TOKEN = "<planted token>"  # gitleaks:allow
