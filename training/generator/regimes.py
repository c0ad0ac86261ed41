"""The regimes: what kind of calendar a series has."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Regime:
    """A kind of series.

    name: what its files are called.
    length: values of a series.
    periods: seasonal periods with their shares; 0 stands for a random one of 2 to 120, or none.
    share: its share of a data set.
    steady: True if half of the seasons are strong and steady."""

    name: str
    length: int
    periods: tuple
    share: float
    steady: bool = False


REGIMES = {regime.name: regime for regime in (
    Regime("yearly", 128, ((1, 1.0),), 0.17),
    Regime("quarterly", 176, ((4, 1.0),), 0.14),
    Regime("monthly", 320, ((12, 1.0),), 0.29),
    Regime("weekly", 576, ((52, 0.75), (1, 0.25)), 0.10),
    Regime("daily", 576, ((7, 1.0),), 0.09),
    Regime("hourly", 576, ((24, 0.85), (48, 0.15)), 0.12),
    Regime("other", 576, ((0, 1.0),), 0.09),
)}

LONG_REGIMES = {name: replace(regime, steady=True, length=576 if name == "monthly" else regime.length) for name, regime in REGIMES.items()}
"""The same with monthly series of 576 values and seasons that are stronger and steadier."""
