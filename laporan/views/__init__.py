"""Pages of the figures, by what they show."""
