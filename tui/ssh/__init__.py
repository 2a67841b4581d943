"""`pulmoscreen serve`: an SSH server that relays bytes and window sizes, and a worker for each person."""
