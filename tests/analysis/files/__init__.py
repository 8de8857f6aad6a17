"""Builders of small made-up files in the formats that people upload; no file of anybody's is kept."""
