"""Open data: tables of closed quarters, frozen, in which nothing below k can be read or worked out."""
