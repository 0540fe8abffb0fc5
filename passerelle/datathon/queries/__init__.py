"""What we ask of the datathon."""
