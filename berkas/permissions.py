"""Who may decide about a file that the gate holds back."""

from akun.actor import LKPP, Actor, Peran


def may_putuskan_karantina(by: Actor) -> bool:
    """Whoever works at LKPP with cases or letters; whether this one is his to decide is asked by the case or letter."""
    return by.peran in LKPP - {Peran.ADMIN_SISTEM}
