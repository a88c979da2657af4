"""Bobbin and another server under the same load, in one go: `make bench-peer PEERBENCH=folder`.

The folder holds the load generator: a package `bench` with adapters, scenarios and the peer's
script. Here is Bobbin's side of it.
"""
