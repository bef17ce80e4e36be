"""The rows of TU's inbox as markup, written in one go: a template would take longer over them than the database."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from akun.templatetags.rupa import keadaan_tenggat, sisa_hari, tanda, tanggal_pendek, tenggat
from persuratan.meja_tu import Baris
from persuratan.models import SuratMasuk
from persuratan.models.masuk import AKHIR
from persuratan.status import Status
from persuratan.views import tanda as rupa
from sla import office

DIPERIKSA = (Status.TERKIRIM, Status.DIPERIKSA_TU)
TANPA_TENGGAT = {*AKHIR, Status.DIJAWAB}
BARIS = (
    '<tr class="govuk-table__row{lewat}" role="row">'
    '<td class="govuk-table__cell" role="cell">{tenggat}</td>'
    '<th class="govuk-table__cell" scope="row" role="rowheader">'
    '<a class="govuk-link tabel__utama" href="{url}">{judul}</a><br>{asal}</th>'
    '<td class="govuk-table__cell" role="cell" data-label="{t_pejabat}">{pejabat}</td>'
    '<td class="govuk-table__cell" role="cell">{tanda}</td>'
    '<td class="govuk-table__cell angka" role="cell" data-label="{t_diterima}">{diterima}</td></tr>\n'
)
ASAL = '<span class="redup kecil">{} · {} · {}</span>'


def baris_tu(rows: Sequence[Baris], now: datetime) -> SafeString:
    """The rows of a page; of a secret letter nothing but the outside."""
    return SafeString("".join(_tulis(rows, now)))


def _tulis(rows: Sequence[Baris], now: datetime) -> Iterator[str]:
    """What the rows have in common is worked out once. Every word from outside is escaped here."""
    tempo, status, rahasia = cache(partial(_tempo, now)), cache(_status), cache(_rahasia)
    kata = {"t_pejabat": _("Pejabat:"), "t_diterima": _("Diterima:")}
    tanpa_perihal, tanpa_tenggat = _("Tanpa perihal"), f'<span class="redup">{_("Tanpa tenggat")}</span>'
    periksa, surat = (reverse(f"persuratan:{nama}", args=["NOMOR"]).split("NOMOR") for nama in ("tu_surat", "surat"))
    for b in rows:
        lewat, batas = (False, tanpa_tenggat)
        if b.jatuh_tempo and b.status not in TANPA_TENGGAT:
            lewat, batas = tempo(b.jatuh_tempo)
        isi, nomor = b.isi, escape(b.nomor)
        awal, akhir = periksa if isi is None or b.status in DIPERIKSA else surat
        yield BARIS.format(
            lewat=" tabel__baris--lewat" if lewat else "",
            tenggat=batas,
            url=f"{awal}{nomor}{akhir}",
            judul=escape(isi.perihal or tanpa_perihal) if isi else nomor,
            asal=ASAL.format(nomor, escape(isi.asal), escape(isi.get_kanal_display()))
            if isi
            else rahasia(b.kerahasiaan),
            pejabat=escape(b.pejabat),
            tanda=status(b.status),
            diterima=escape(tanggal_pendek(b.diterima_pada)),
            **kata,
        )


def _asal(isi: SuratMasuk) -> str:
    return ASAL.format(*map(escape, (isi.nomor, isi.asal, isi.get_kanal_display())))


def _tempo(now: datetime, jatuh_tempo: datetime) -> tuple[bool, SafeString]:
    hari = office.kalender().days_left(now, jatuh_tempo)
    return hari < 0, tenggat(jatuh_tempo, sisa_hari(hari), keadaan_tenggat(hari), "pendek")


def _status(status: str) -> SafeString:
    return _tanda(**rupa.tanda(status))


def _rahasia(kerahasiaan: str) -> SafeString:
    return _tanda(**rupa.tanda_rahasia(kerahasiaan))


def _tanda(kata: str, nada: str, ikon: str) -> SafeString:
    return tanda(kata, nada, ikon)
