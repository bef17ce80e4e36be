"""The fault drills: prove that every deadline fires exactly once, never early, whatever breaks meanwhile.

`./portal faults sla` starts real servers of its own (settings as in production), real Celery workers, beat and
`manage.py sla_sweep --loop`, lets 20,000 deadlines fall due while things are killed, stopped, emptied and set wrong,
and judges after each fault from the rows alone: fired once, not early, within 60 s of being due or of recovery, told
once, chain unbroken. An independent witness in the database notes when each event was really written. The exit code is
1 when one of these promises is broken. docs/operasi.md shows a measured table.
"""
