"""The database engine of the portal: Django's for PostgreSQL, with two things that make short pages quicker."""
