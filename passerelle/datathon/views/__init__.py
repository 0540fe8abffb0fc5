"""The pages of the datathon."""
