"""Who may decide about a file that the gate holds back."""

from akun.actor import PENANGAN, Actor


def may_putuskan_karantina(by: Actor) -> bool:
    """An officer who handles cases; whether this case is his is asked by the case."""
    return by.peran in PENANGAN
