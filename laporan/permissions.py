"""Who may do what with figures. Each answer is a decision whose sentence the person reads."""

from django.utils.translation import gettext as _

from akun.actor import Actor, Peran
from akun.decision import YES, Decision, no

PEMBACA_PAPAN = frozenset({Peran.PEJABAT_DPPH, Peran.PIMPINAN, Peran.PENELAAH})
"""Who reads the scoreboard and the effectiveness figure."""
PENGUNDANG = frozenset({Peran.PEJABAT_DPPH, Peran.PENELAAH, Peran.VERIFIKATOR})
"""Who sees which inspectorates to invite; who drafts the letter, persuratan says."""


def may_terbitkan(actor: Actor) -> Decision:
    """Switch the public scoreboard on or off, and publish a quarter."""
    if actor.peran == Peran.PEJABAT_DPPH:
        return YES
    return no(_("Papan skor publik dinyalakan dan diterbitkan oleh pejabat DPPH."))
