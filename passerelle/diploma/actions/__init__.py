from .issuing import prepare_diploma, sign_all, sign_diploma
from .keys import establish_keys
from .revoking import revoke

__all__ = ["establish_keys", "prepare_diploma", "revoke", "sign_all", "sign_diploma"]
