class Trouble(Exception):
    """Why the stack cannot start, in one line for the person who started it."""
