"""Generates time series for training. Everything is drawn from a seed; no real series enters.

    import numpy as np
    from generator import REGIMES, generate

    generate(REGIMES["monthly"], count=100, rng=np.random.default_rng(1))  # float32, 100 rows of 320 values
"""

from .regimes import LONG_REGIMES, REGIMES, Regime
from .series import generate

__all__ = ["LONG_REGIMES", "REGIMES", "Regime", "generate"]
