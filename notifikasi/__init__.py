"""Delivering messages: written as rows first, sent at least once, recognisably the same."""
