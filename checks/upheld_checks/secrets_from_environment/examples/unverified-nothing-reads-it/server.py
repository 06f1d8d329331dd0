import os

token = os.environ["OTHER_TOKEN"]
