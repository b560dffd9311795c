"""The invented night that a newcomer sees. Nobody in it exists; no mail leaves it."""
