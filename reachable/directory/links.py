"""Paths that go into mail. The pages behind them are in `web/account`; a test holds the two together."""

INVITATION_PATH = "/invitation/{token}/"
RESET_PATH = "/password/reset/{key}/{token}/"


def invitation(token: str) -> str:
    return INVITATION_PATH.format(token=token)


def password_reset(key: object, token: str) -> str:
    return RESET_PATH.format(key=key, token=token)
