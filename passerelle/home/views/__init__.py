"""What the addresses of home show."""
