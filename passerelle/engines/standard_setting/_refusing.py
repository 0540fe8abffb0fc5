"""What cannot be read as judgements."""


class StandardRefused(ValueError):
    """Judgements that make no standard as asked; the message says what to do."""
