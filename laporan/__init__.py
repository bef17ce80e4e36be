"""Figures: reads everything, writes nothing."""
