from .batch import ask_batch, begin_batch, end_batch, run_batch
from .issuing import prepare_diploma, sign_all, sign_diploma
from .keys import declare_key_lost, establish_keys, rotate_key
from .mandates import give_mandate, lift_refusal, refuse_to_sign, withdraw_mandate
from .papers import make_paper, printed
from .revoking import revoke
from .suspending import lift_suspension, suspend

__all__ = [
    "ask_batch",
    "begin_batch",
    "declare_key_lost",
    "end_batch",
    "establish_keys",
    "give_mandate",
    "lift_refusal",
    "lift_suspension",
    "make_paper",
    "prepare_diploma",
    "printed",
    "refuse_to_sign",
    "revoke",
    "rotate_key",
    "run_batch",
    "sign_all",
    "sign_diploma",
    "suspend",
    "withdraw_mandate",
]
