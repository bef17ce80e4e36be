"""Forms of the helpdesk, by page."""
