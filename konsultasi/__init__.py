"""Consultation (e-advokasi): advice through four channels, with a promise that is compensated when it is broken."""
