"""Pages of consultation, by reader."""
