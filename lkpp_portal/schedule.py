"""Everything that happens by the clock, each with its reason. Losing a beat loses nothing: the rows stay due."""

from typing import Any


def _every(seconds: float, task: str) -> dict[str, Any]:
    """A beat that nobody took before the next one is dropped: behind a busy worker they do not pile up."""
    return {"task": task, "schedule": seconds, "options": {"expires": seconds}}


BEAT: dict[str, dict[str, Any]] = {
    # Deliver events whose wake-up was lost (broker down, worker killed).
    "antar": _every(15.0, "jejak.antar"),
    # Fire deadlines that have come; a promise is kept within a minute.
    "sapu-tenggat": _every(20.0, "sla.sapu"),
    # Carry on a move of the calendar whose worker died; take along clocks that were started with its old version.
    "geser-tenggat": _every(60.0, "sla.geser"),
    # Send what waits to leave, and try again what failed.
    "kirim-pesan": _every(20.0, "notifikasi.kirim"),
    # Examine uploads whose examination was lost or could not be done.
    "sapu-berkas": _every(60.0, "berkas.sapu"),
    # Fetch the mails of the helpdesk's mailboxes; a server that was down is caught up with.
    "ambil-surel": _every(60.0, "helpdesk.ambil_surel"),
    # Keep the helpdesk's report of a month on the first working day of the next; a lost day is made up for.
    "bekukan-laporan": _every(3600.0, "helpdesk.bekukan_laporan"),
    # Do long work that was ordered and whose wake-up was lost; throw away results whose day is over.
    "kerjakan-pesanan": _every(15.0, "laporan.kerjakan"),
    "sapu-pesanan": _every(3600.0, "laporan.sapu_pekerjaan"),
    # Publish the statistics of a quarter when it is closed and complete; a lost hour is made up for.
    "terbitkan-statistik": _every(3600.0, "laporan.terbitkan_statistik"),
    # Put the words of newly taken letters into the blind index.
    "baca-surat": _every(60.0, "persuratan.baca_teks"),
    # Examine uploaded letters whose wake-up was lost; forget files and results whose hour is over.
    "sapu-keaslian": _every(30.0, "persuratan.sapu_keaslian"),
    # Remove stored bytes whose request never came to its end.
    "buang-yatim": _every(86_400.0, "berkas.buang_yatim"),
    # Forget abandoned drafts and tokens that have been shown long enough.
    "sapu-draf": _every(300.0, "pengaduan.sapu_draf"),
    "sapu-draf-surat": _every(300.0, "persuratan.sapu_draf"),
    "sapu-draf-konsultasi": _every(300.0, "konsultasi.sapu_draf"),
    # Forget letters of inspectorates whose form nobody finished.
    "sapu-berkas-inspektorat": _every(3600.0, "inspektorat.sapu_berkas"),
    "sapu-draf-tiket": _every(300.0, "helpdesk.sapu_draf"),
    # Forget sessions that are over.
    "sapu-sesi": _every(3600.0, "akun.sapu_sesi"),
    # Seal the heads of all chains, so that a cut-off tail is noticed.
    "segel": _every(86_400.0, "jejak.segel"),
}
