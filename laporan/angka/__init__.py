"""The figures of the portal: each a small module with one question, a typed result and its definition in words."""
