"""What the jury's pages show."""
