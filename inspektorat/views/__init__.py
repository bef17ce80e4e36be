"""Pages of inspectorates."""
