"""The portal for programs: published statistics for all; with a key, what its owner may read. Nothing writes."""
