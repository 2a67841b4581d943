"""What a worker process knows of its parent."""
