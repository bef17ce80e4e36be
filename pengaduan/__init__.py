"""Complaints: submitted, verified, reviewed, escalated to the inspectorate, followed up, closed."""
