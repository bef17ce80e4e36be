"""Hours, columns and changes of the calendar in words."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from akun.templatetags.rupa import angka, tanggal_polos
from sla.holidays import HARI
from sla.models import JamKerja, Kebijakan

KOLOM = {
    "nama": gettext_lazy("Nama"),
    "jumlah": gettext_lazy("Lama batas waktu"),
    "satuan": gettext_lazy("Satuan"),
    "boleh_jeda": gettext_lazy("Boleh dijeda"),
    "pengingat": gettext_lazy("Pengingat"),
    "eskalasi_2": gettext_lazy("Ketua tim diberi tahu"),
    "eskalasi_3": gettext_lazy("Direktur diberi tahu"),
    "dasar_hukum": gettext_lazy("Dasar hukum"),
    "kebijakan_internal": gettext_lazy("Kebijakan internal"),
}
PERUBAHAN = {
    "libur_ditambah": gettext_lazy("Hari libur ditambahkan: %(nama)s, %(tanggal)s."),
    "libur_diubah": gettext_lazy("Hari libur diubah: %(nama)s, %(tanggal)s."),
    "libur_dihapus": gettext_lazy("Hari libur dihapus: %(nama)s, %(tanggal)s."),
    "ketetapan": gettext_lazy("Ketetapan hari libur tahun %(nama)s dicatat."),
    "musim_ditambah": gettext_lazy("Musim ditambahkan: %(nama)s, %(tanggal)s."),
    "musim_dihapus": gettext_lazy("Musim dihapus: %(nama)s, %(tanggal)s."),
    "jam_diubah": gettext_lazy("Jam kerja diubah: %(nama)s."),
}


def uraian(data: Mapping[str, Any]) -> str:
    """What a change of the calendar was, in one sentence."""
    pola = PERUBAHAN.get(str(data.get("apa", "")))
    if pola is None:
        return _("Kalender kerja diubah.")
    hari = [tanggal_polos(date.fromisoformat(d)) for d in data.get("tanggal", [])]
    return str(pola) % {"nama": data.get("nama", ""), "tanggal": _(" sampai ").join(hari)}


def nama_kolom(kolom: str) -> str:
    """What an officer calls a column of a policy."""
    return str(KOLOM[kolom])


def nilai_kolom(kolom: str, nilai: Any) -> str:
    """What stands in a column of a policy."""
    if isinstance(nilai, bool):
        return _("Ya") if nilai else _("Tidak")
    if kolom == "satuan":
        return str(Kebijakan.Satuan(nilai).label)
    if kolom == "pengingat":
        return _days_before(nilai)
    if kolom in {"eskalasi_2", "eskalasi_3"}:
        return _days_after(nilai)
    return str(nilai)


def alarm(k: Kebijakan) -> list[str]:
    """When somebody is told, besides the owner on the due day: working days before and after."""
    semua = (
        (k.pengingat, _("Pengingat %(n)s sebelum")),
        (k.eskalasi_2, _("Ketua tim %(n)s sesudah")),
        (k.eskalasi_3, _("Direktur %(n)s sesudah")),
    )
    return [kata % {"n": n} for n, kata in semua if n]


def _days_before(n: int) -> str:
    if not n:
        return _("Tidak ada")
    return ngettext("%(n)s hari kerja sebelumnya", "%(n)s hari kerja sebelumnya", n) % {"n": n}


def _days_after(n: int) -> str:
    if not n:
        return _("Tidak")
    return ngettext("%(n)s hari kerja sesudahnya", "%(n)s hari kerja sesudahnya", n) % {"n": n}


def jam_seminggu(jam: Iterable[JamKerja | tuple[int, Any, Any]]) -> list[str]:
    """Weekly hours in few words: days that follow each other and have the same hours stand together."""
    per_hari: dict[int, str] = {}
    for j in jam:
        hari, buka, tutup = (j.hari, j.buka, j.tutup) if isinstance(j, JamKerja) else j
        satu = f"{buka:%H.%M}–{tutup:%H.%M}"
        per_hari[hari] = f"{per_hari[hari]}, {satu}" if hari in per_hari else satu
    runs: list[list[int]] = []
    for hari in sorted(per_hari):
        if runs and runs[-1][-1] == hari - 1 and per_hari[hari] == per_hari[runs[-1][0]]:
            runs[-1].append(hari)
        else:
            runs.append([hari])
    return [f"{HARI[r[0]]}{f'–{HARI[r[-1]]}' if len(r) > 1 else ''} {per_hari[r[0]]}" for r in runs]


def akibat(diperiksa: int, bergeser: int, terlambat: int) -> str:
    """What a change does to the open clocks, in one sentence."""
    if not bergeser:
        return _("Tidak ada tenggat yang bergeser (%(n)s diperiksa).") % {"n": angka(diperiksa)}
    kata = ngettext(
        "%(n)s tenggat bergeser, %(m)s menjadi terlambat.", "%(n)s tenggat bergeser, %(m)s menjadi terlambat.", bergeser
    )
    return kata % {"n": angka(bergeser), "m": angka(terlambat)}


def lama(waktu: timedelta) -> str:
    """A length of time: days, hours and minutes, as far as there are any."""
    jam, menit = divmod(round(waktu.total_seconds() / 60), 60)
    hari, jam = divmod(jam, 24)
    bagian = [
        kata % {"n": n} for n, kata in ((hari, _("%(n)s hari")), (jam, _("%(n)s jam")), (menit, _("%(n)s menit"))) if n
    ]
    return " ".join(bagian) or _("%(n)s menit") % {"n": 0}
