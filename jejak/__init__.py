"""The trail and the outbox: what was done, by whom, and who has to hear of it. Imports nobody."""
