"""The rows of the queue as markup, written in one go: a template would take longer over them than the database does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from html import escape

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from akun.templatetags.rupa import keadaan_tenggat, sisa_hari, tanda, tanggal_pendek, tenggat
from helpdesk.pilihan import Jenis
from helpdesk.status import TERBUKA, Status
from helpdesk.tabel import Baris, Pembaca
from helpdesk.views.lembar import url_tiket
from helpdesk.views.tanda import tanda as tanda_status
from helpdesk.views.tanda import tanda_kelas
from sla import office

BARIS = (
    '<tr class="govuk-table__row{lewat}" role="row">'
    '<td class="govuk-table__cell" role="cell">{tenggat}</td>'
    '<th class="govuk-table__cell" scope="row" role="rowheader">'
    '<a class="govuk-link tabel__utama" href="{url}">{judul}</a><br><span class="redup kecil">{asal}</span></th>'
    '<td class="govuk-table__cell" role="cell">{kelas}</td>'
    '<td class="govuk-table__cell" role="cell">{tanda}</td>'
    '<td class="govuk-table__cell" role="cell" data-label="{t_pemegang}">{pemegang}</td>'
    '<td class="govuk-table__cell angka" role="cell" data-label="{t_diterima}">{diterima}</td></tr>\n'
)


def baris_antrean(rows: Sequence[Baris], pembaca: Pembaca, kueri: str) -> SafeString:
    """The rows of a page; `kueri` is the queue's filter, which travels along."""
    return SafeString("".join(_Halaman(rows, pembaca, kueri).tulis())) if rows else SafeString()


@dataclass
class _Halaman:
    """What the rows of a page have in common is worked out once. Every word from outside is escaped here."""

    rows: Sequence[Baris]
    pembaca: Pembaca
    kueri: str

    def tulis(self) -> Iterator[str]:
        """The rows, one after the other."""
        awal, _nomor, akhir = escape(url_tiket(self.rows[0].nomor, kueri=self.kueri)).partition(self.rows[0].nomor)
        tempo, status, kelas = cache(self._tempo), cache(self._status), cache(self._kelas)
        kata = {"t_pemegang": _("Pemegang:"), "t_diterima": _("Diterima:")}
        anda, bebas = _("Anda"), _("Belum ada")
        for t in self.rows:
            lewat, batas = tempo(t.jatuh_tempo if t.status in TERBUKA else None, t.status, t.kalender)
            milik = t.pemegang_id is not None and t.pemegang_id == self.pembaca.actor.user_id
            yield BARIS.format(
                lewat=" tabel__baris--lewat" if lewat else "",
                tenggat=batas,
                url=f"{awal}{escape(t.nomor)}{akhir}",
                judul=escape(t.judul),
                asal=escape(" · ".join(self._asal(t))),
                kelas=kelas(t.kelas, t.jenis),
                tanda=status(t.status),
                pemegang=escape(anda if milik else t.pemegang or bebas),
                diterima=escape(tanggal_pendek(t.diterima_pada)),
                **kata,
            )

    def _asal(self, t: Baris) -> Iterator[str]:
        """The number, and what tells this ticket from others."""
        yield t.nomor
        if self.pembaca.meja is not None and self.pembaca.meja.is_lkpp:
            yield t.meja
        elif t.lkpp:
            yield _("juga di LKPP")
        if t.hak_prioritas:
            yield _("hak kompensasi")
        if t.pending:
            yield _("belum terjawab")

    def _tempo(self, tempo: datetime | None, status: str, kalender: str) -> tuple[bool, SafeString]:
        """Whether the ticket is late, and its deadline; while the reporter is waited for, nobody is late."""
        if tempo is None:
            return False, format_html('<span class="redup">{}</span>', _("Tanpa tenggat"))
        if status == Status.MENUNGGU_PENGGUNA:
            return False, tenggat(tempo, _("Menunggu pelapor"), "jeda", "pendek")
        if tempo < self.pembaca.now:
            hari = min(-1, office.kalender(kalender).days_left(self.pembaca.now, tempo))
            return True, tenggat(tempo, sisa_hari(hari), "lewat", "pendek")
        hari = office.kalender(kalender).days_left(self.pembaca.now, tempo)
        return False, tenggat(tempo, sisa_hari(hari), keadaan_tenggat(hari), "pendek")

    def _status(self, status: str) -> SafeString:
        return _tag(tanda_status(status))

    def _kelas(self, kelas: str, jenis: str) -> SafeString:
        """The class of an incident; of anything else what it is."""
        if not kelas and jenis != Jenis.GANGGUAN:
            return format_html('<span class="redup">{}</span>', Jenis(jenis).label)
        return _tag(tanda_kelas(kelas))


def _tag(rupa: dict[str, str]) -> SafeString:
    return tanda(rupa["kata"], rupa["nada"], rupa["ikon"])
