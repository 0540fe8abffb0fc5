"""What comes in, checked before any action sees it."""
