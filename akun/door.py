"""Deny by default: a view without one of these marks opens to nobody (akun.middleware, tests/house)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponseBase

from akun.actor import Actor, Peran

V = TypeVar("V", bound=Callable[..., Any])


def public(view: V) -> V:
    """Anybody may open this page."""
    view.door = "public"  # type: ignore[attr-defined]
    return view


def for_roles(*peran: Peran) -> Callable[[V], V]:
    """Only these roles may open this page; what they may see there is asked again per object."""

    def mark(view: V) -> V:
        view.door = frozenset(peran)  # type: ignore[attr-defined]
        return view

    return mark


@dataclass(frozen=True)
class KeyDoor:
    """A door for programs: a key in the request opens it, never a session.

    `open` says on whose behalf the program asks, or answers with the refusal; `peran` are the roles that may at all.
    """

    peran: frozenset[Peran]
    open: Callable[[HttpRequest], Actor | HttpResponseBase]


class ActorRequest(HttpRequest):
    """A request behind a door: the middleware has put the actor on it."""

    actor: Actor
