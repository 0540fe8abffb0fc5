"""What people send to the datathon."""

from .submissions import SubmissionForm

__all__ = ["SubmissionForm"]
