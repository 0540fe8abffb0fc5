"""What the first page asks: the year, what is next, what waits for each role, what is new."""
