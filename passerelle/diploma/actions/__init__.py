from .batch import ask_batch, begin_batch, end_batch, run_batch
from .issuing import prepare_diploma, sign_all, sign_diploma
from .keys import establish_keys
from .mandates import give_mandate, lift_refusal, refuse_to_sign, withdraw_mandate
from .papers import make_paper, printed
from .revoking import revoke

__all__ = [
    "ask_batch",
    "begin_batch",
    "end_batch",
    "establish_keys",
    "give_mandate",
    "lift_refusal",
    "make_paper",
    "prepare_diploma",
    "printed",
    "refuse_to_sign",
    "revoke",
    "run_batch",
    "sign_all",
    "sign_diploma",
    "withdraw_mandate",
]
