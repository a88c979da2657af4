"""A second Daphne beside the stack, with the same settings: what nothing of ours can beat."""
