"""Changes whenever the same plan and seed may give another figure."""

VERSION = "1"
