"""What we ask of the diploma office."""
