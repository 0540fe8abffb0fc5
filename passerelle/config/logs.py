"""What a log may never hold: the secrets that stand in addresses."""

from __future__ import annotations

import logging
import re

_SECRET = re.compile(r"/(link|calendar)/[^/\s]+")


class HideSecrets(logging.Filter):
    """Personal links and calendar addresses are written without their key.

    >>> record = logging.LogRecord("x", 30, "", 0, "Gone: %s", ("/link/abc/",), None)
    >>> HideSecrets().filter(record), record.getMessage()
    (True, 'Gone: /link/…/')
    """

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = _SECRET.sub(r"/\1/…", record.getMessage())
        record.args = None
        return True
