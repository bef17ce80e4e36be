"""What opens a file inside the limited child. Nothing here imports Django: the child starts fast and knows little."""
