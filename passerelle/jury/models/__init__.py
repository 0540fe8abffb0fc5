"""What is true of the jury."""

from .decisions import Decision

__all__ = ["Decision"]
