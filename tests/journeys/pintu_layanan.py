"""The doors of consultation, of inspectorates and of the scoreboard (tests/journeys/test_pintu.py knocks)."""

from akun.actor import APIP, LKPP, PETUGAS, Peran
from inspektorat.views.bergabung_langkah import LANGKAH as LANGKAH_KEANGGOTAAN
from konsultasi.views.kasus import LANGKAH as LANGKAH_KONSULTASI

UMUM: dict[str, int] = {
    **dict.fromkeys((f"konsultasi:{n}" for n in ("mulai", "koleksi", "janji")), 200),
    **dict.fromkeys(
        (f"konsultasi:{n}" for n in ("entri", "terkirim", "kalender", "berkas", "batal", "keluhan", "lewat_surat")), 404
    ),
    "konsultasi:lacak": 302,
    **dict.fromkeys(
        (f"konsultasi:{n}" for n in ("menjawab", "tutup", "tersimpan", "lengkapi", "selesai", "buka_dari_surat")), 405
    ),
    "inspektorat:bergabung": 200,
    **dict.fromkeys((f"inspektorat:{n}" for n in ("terkirim", "progres", "perbaiki", "undangan_tautan")), 302),
    "inspektorat:undangan": 410,
    "inspektorat:tutup": 405,
    "laporan:papan_publik": 404,
}
BERAKUN = frozenset({Peran.PENGADU, *PETUGAS})
MEJA = frozenset(LKPP - {Peran.ADMIN_SISTEM})
ADVOKASI = frozenset({Peran.PETUGAS_ADVOKASI})
KELUHAN = ADVOKASI | {Peran.PIMPINAN}
KEANGGOTAAN = frozenset({Peran.PEJABAT_DPPH, Peran.ADMIN_SISTEM, Peran.PIMPINAN})
PENCATAT = frozenset({Peran.PEJABAT_DPPH, Peran.ADMIN_SISTEM})
PAPAN = frozenset({Peran.PEJABAT_DPPH, Peran.PENELAAH, Peran.PIMPINAN})
PEJABAT = frozenset({Peran.PEJABAT_DPPH})
PERAN: dict[str, frozenset[Peran]] = {
    **{f"konsultasi:{n}": BERAKUN for n in ("tanya", "milik", "lihat", "tulis_surat")},
    **{f"konsultasi:{n}": MEJA for n in ("meja", "kasus", "dari_surat")},
    **{f"konsultasi:meja_{n}": MEJA for n in ("tamu", "jadwal", "tutup_slot", "antrean", "berkas")},
    **{f"konsultasi:meja_{v.nama}": MEJA for v in LANGKAH_KONSULTASI},
    **{f"konsultasi:{n}": KELUHAN for n in ("keluhan_meja", "meja_keluhan_satu", "meja_keluhan_tangani")},
    "konsultasi:meja_keluhan_jawab": KELUHAN,
    **{f"konsultasi:meja_koleksi{n}": ADVOKASI for n in ("", "_tulis", "_entri", "_ubah", "_langkah")},
    **{f"inspektorat:{n}": KEANGGOTAAN for n in ("keanggotaan", "keanggotaan_daftar", "dasar")},
    **{f"inspektorat:{v.nama}": KEANGGOTAAN for v in LANGKAH_KEANGGOTAAN},
    **{f"inspektorat:{n}": PENCATAT for n in ("keanggotaan_catat", "dari_surat")},
    "inspektorat:daftar": KEANGGOTAAN | {Peran.PENELAAH, Peran.PETUGAS_TU, Peran.VERIFIKATOR},
    **{f"laporan:{n}": PAPAN for n in ("efektivitas", "papan")},
    **{f"laporan:{n}": PEJABAT for n in ("sakelar", "terbitan", "terbitkan")},
    "laporan:undangan": PEJABAT | {Peran.PENELAAH, Peran.VERIFIKATOR},
    **{f"pengaduan:apip_{n}": APIP for n in ("angka", "auditor", "mulai", "percakapan")},
    **{f"pengaduan:apip_templat{n}": frozenset({Peran.ADMIN_APIP}) for n in ("", "_baru", "_ubah", "_hapus")},
}
TANPA_KASUS = frozenset({f"pengaduan:apip_{n}" for n in ("kotak", "angka", "auditor", "mulai", "percakapan")})
"""Pages of an inspectorate that are about no single case."""
