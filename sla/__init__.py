"""Stages, clocks, the working calendar, and the sweep that keeps every promise."""
