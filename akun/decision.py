"""The answer to "may he?": a decision with the sentence that the person reads."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied


@dataclass(frozen=True)
class Decision:
    """Truthy when allowed; otherwise `sebab` says why not and, where there is one, the way out."""

    boleh: bool
    sebab: str = ""

    def __bool__(self) -> bool:
        return self.boleh


YES = Decision(True)


def no(sebab: object) -> Decision:
    """A refusal with its sentence."""
    return Decision(False, str(sebab))


def require(decision: Decision) -> None:
    """Raise PermissionDenied with the decision's sentence unless it allows."""
    if not decision:
        raise PermissionDenied(decision.sebab)
