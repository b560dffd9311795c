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
from .contact_points import (
    add_contact_point,
    change_contact_point,
    confirm_contact_point,
    retire_contact_point,
)
from .duty import confirm_duty_line, drop_duty_line, set_duty_line
from .invitations import (
    accept_invitation,
    invite_first_administrator,
    invite_professional,
    renew_invitation,
    withdraw_invitation,
)
from .outsiders import add_agency, add_without_account
from .professionals import (
    create_agency,
    create_professional,
    end_role,
    give_role,
    set_letters_only,
    set_reading,
)
from .rota import add_shift, drop_shift
from .second_factors import (
    add_passkey,
    add_totp,
    clear_second_factors,
    make_recovery_codes,
    note_passkey_used,
    remove_second_factor,
    use_code,
)
from .seeding import seed_contact_points
from .texts import drop_lapsed_texts, drop_text, keep_text

__all__ = [
    "accept_invitation",
    "add_agency",
    "add_contact_point",
    "add_passkey",
    "add_shift",
    "add_totp",
    "add_without_account",
    "change_contact_point",
    "change_password",
    "clear_second_factors",
    "confirm_contact_point",
    "confirm_duty_line",
    "create_agency",
    "create_professional",
    "drop_duty_line",
    "drop_lapsed_texts",
    "drop_shift",
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
    "retire_contact_point",
    "seed_contact_points",
    "set_duty_line",
    "set_letters_only",
    "set_reading",
    "switch_account",
    "use_code",
    "withdraw_invitation",
]
