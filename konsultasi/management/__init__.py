"""Commands of consultation."""
