"""Case numbers in addresses: PGD or WBS, the day, and the sequence; anything else is no page of ours."""


class NomorConverter:
    """Matches a case number and nothing else."""

    regex = "[A-Z]{3}[0-9]{12,14}"

    def to_python(self, value: str) -> str:
        """As it stands."""
        return value

    def to_url(self, value: str) -> str:
        """As it stands."""
        return value
