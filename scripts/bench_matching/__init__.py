"""How well people are matched: `make bench-matching`, with the figures in docs/operations/matching_measured.md.

`theirs` runs in an environment of its own, which has the recordlinkage package; the rest runs in the usual one.
"""
