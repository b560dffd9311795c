"""What can be done in the directory. Everything is keyword-only, takes `by` and `at`, and is audited."""

from .accounts import (
    change_password,
    note_locked,
    note_sign_in_failed,
    note_signed_in,
    note_signed_out,
    note_unlocked,
    open_account,
    request_password_reset,
    reset_password,
    switch_account,
)
from .duty import confirm_duty_line, drop_duty_line, set_duty_line
from .invitations import (
    accept_invitation,
    invite_first_administrator,
    invite_professional,
    renew_invitation,
    withdraw_invitation,
)
from .professionals import (
    create_agency,
    create_professional,
    end_role,
    give_role,
    set_letters_only,
    set_reading,
)
from .second_factors import (
    add_passkey,
    add_totp,
    clear_second_factors,
    make_recovery_codes,
    note_passkey_used,
    remove_second_factor,
    use_code,
)
from .texts import drop_lapsed_texts, drop_text, keep_text

__all__ = [
    "accept_invitation",
    "add_passkey",
    "add_totp",
    "change_password",
    "clear_second_factors",
    "confirm_duty_line",
    "create_agency",
    "create_professional",
    "drop_duty_line",
    "drop_lapsed_texts",
    "drop_text",
    "end_role",
    "give_role",
    "invite_first_administrator",
    "invite_professional",
    "keep_text",
    "make_recovery_codes",
    "note_locked",
    "note_passkey_used",
    "note_sign_in_failed",
    "note_signed_in",
    "note_signed_out",
    "note_unlocked",
    "open_account",
    "remove_second_factor",
    "renew_invitation",
    "request_password_reset",
    "reset_password",
    "set_duty_line",
    "set_letters_only",
    "set_reading",
    "switch_account",
    "use_code",
    "withdraw_invitation",
]
