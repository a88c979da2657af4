"""The figures of what Bobbin promises (docs/scaling.md), measured on the real stack: `make bench`.

Nothing here is collected by pytest: a timed assertion fails on a busy machine and proves nothing
on a fast one. Every figure stands beside what bounds it, measured in the same run, so that it is
the ratio that can be compared between machines.
"""
