import os

TOKEN = os.environ["APP_TOKEN"]
