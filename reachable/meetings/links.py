"""The one address that a mail about a meeting carries. Everything else is found from the front page."""


def answer(token: str) -> str:
    """Where an invitation is answered without an account (guests:answer)."""
    return f"/answer/{token}/"
