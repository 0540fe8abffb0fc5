"""What happens before the jury."""

from .deciding import decide

__all__ = ["decide"]
