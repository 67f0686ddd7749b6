"""A second implementation of the formats, and what it checks."""
