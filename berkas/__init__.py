"""Attachments: the intake gate, the sealed store, and the way out."""
