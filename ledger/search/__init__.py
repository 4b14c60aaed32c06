"""Finding a door, a person or a matter from a few characters."""
