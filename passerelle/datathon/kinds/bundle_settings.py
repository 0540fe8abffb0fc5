"""What is kept of an imported bundle: its columns, its limits. Its file is kept whole beside."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from passerelle.programme.schemas import Strict


class BundleColumn(Strict):
    """A figure of the bundle's leaderboard; a hidden one is never sent to a browser."""

    key: str
    title: str
    direction: Literal["higher", "lower"]
    hidden: bool = False


class BundleSettings(Strict):
    """`primary` is the key of the column that ranks."""

    accepts: list[Literal["predictions", "code"]]
    formats: list[str] = Field(default_factory=lambda: ["zip"])
    megabytes: int = Field(default=50, ge=1)
    columns: list[BundleColumn]
    primary: str
    take: Literal["best", "latest"] = "best"
    remarks: list[str] = Field(default_factory=list)
    twice: float = Field(default=0.0, ge=0, le=1)
