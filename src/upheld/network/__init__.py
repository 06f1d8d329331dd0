"""What is promised of the network, held against the source, the manifests and the running server."""
