"""事项: the list of matters, and one matter with its course."""
