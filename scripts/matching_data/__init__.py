"""Invented people for measuring how well people are matched: `python -m scripts.matching_data --help`.

How the set is made, and what is wrong with it, is in docs/operations/matching_measured.md.
"""
