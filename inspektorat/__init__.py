"""The registry of inspectorates (APIP)."""
