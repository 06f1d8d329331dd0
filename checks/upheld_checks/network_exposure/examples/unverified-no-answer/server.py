raise SystemExit("RELAY_URL is not set")
