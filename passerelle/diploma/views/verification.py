"""The public doors: drop a file, paste a text, type a number, or ask from a program."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from passerelle.campus.access import requires
from passerelle.engines.credential import Limits, Refusal, read_document

from ..forms import VerificationForm
from ..queries.diplomas import issued_diploma
from ..queries.verification import MOST_BYTES, Answer, answer_about
from ..rules import can_verify
from ..wording import finding_of, vc_api_answer

_FORM_ROOM = 4_000  # the boundaries and field names around a file
