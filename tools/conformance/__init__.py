"""Standards' own material and test suites, held against the credential engine (for developers)."""
