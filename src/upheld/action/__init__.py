"""The GitHub Action's entry: the runner's environment in, one run, and its reports where the runner reads them."""
