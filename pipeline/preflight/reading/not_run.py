"""What is raised where nobody could look."""


class NotRunError(Exception):
    """A check could not look at what it judges; the reason is a sentence in the user's language."""
