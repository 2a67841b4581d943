"""What people read, as data, with the small loader that checks it."""
