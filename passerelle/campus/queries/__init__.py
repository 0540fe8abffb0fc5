"""What we ask of the campus; answers are scoped to who asks, with their joins declared."""
