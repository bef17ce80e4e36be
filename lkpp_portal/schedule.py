"""Everything that happens by the clock, each with its reason. Losing a beat loses nothing: the rows stay due."""

from typing import Any

BEAT: dict[str, dict[str, Any]] = {
    # Deliver events whose wake-up was lost (broker down, worker killed).
    "antar": {"task": "jejak.antar", "schedule": 15.0},
    # Fire deadlines that have come; a promise is kept within a minute.
    "sapu-tenggat": {"task": "sla.sapu", "schedule": 20.0},
    # Send what waits to leave, and try again what failed.
    "kirim-pesan": {"task": "notifikasi.kirim", "schedule": 20.0},
    # Examine uploads whose examination was lost or could not be done.
    "sapu-berkas": {"task": "berkas.sapu", "schedule": 60.0},
    # Remove stored bytes whose request never came to its end.
    "buang-yatim": {"task": "berkas.buang_yatim", "schedule": 86_400.0},
    # Forget abandoned drafts and tokens that have been shown long enough.
    "sapu-draf": {"task": "pengaduan.sapu_draf", "schedule": 300.0},
    # Forget sessions that are over.
    "sapu-sesi": {"task": "akun.sapu_sesi", "schedule": 3600.0},
    # Seal the heads of all chains, so that a cut-off tail is noticed.
    "segel": {"task": "jejak.segel", "schedule": 86_400.0},
}
