"""Noise: several distributions, variances that change, autocorrelation."""

import numpy as np

from .arrays import f4, spread


def autoregress(innovations, phi, theta=None):
    """y[t] = phi * y[t - 1] + e[t] + theta * e[t - 1], with a phi and a theta for each row."""
    if theta is not None:
        moving = innovations.copy()
        moving[:, 1:] += theta * innovations[:, :-1]
        innovations = moving
    steps = np.ascontiguousarray(innovations.T)
    out = np.empty_like(steps)
    last = np.zeros(innovations.shape[0], f4)
    coefficient = phi[:, 0]
    for step in range(steps.shape[0]):
        last = coefficient * last + steps[step]
        out[step] = last
    return np.ascontiguousarray(out.T)


def white(rng, count, length):
    """Independent noise of unit size: Gaussian 65 %, Student 22 %, Laplace 8 %, skewed 5 %; in 12 % the variance changes slowly."""
    out = rng.standard_normal((count, length), dtype=f4)
    kind = rng.random(count)
    rows = np.where(kind < 0.22)[0]
    if len(rows):
        freedom = rng.uniform(2.5, 8, (len(rows), 1))
        out[rows] = (out[rows] / np.sqrt(rng.standard_gamma(freedom / 2, (len(rows), length)) * 2 / freedom)).astype(f4)
    rows = np.where((kind > 0.22) & (kind < 0.30))[0]
    if len(rows):
        out[rows] = rng.laplace(size=(len(rows), length)).astype(f4) / 1.41
    rows = np.where((kind > 0.30) & (kind < 0.35))[0]
    if len(rows):
        out[rows] = rng.standard_gamma(1.5, (len(rows), length)).astype(f4) - 1.5
    rows = np.where(rng.random(count) < 0.12)[0]
    if len(rows):
        logarithm = autoregress(
            rng.standard_normal((len(rows), length), dtype=f4) * f4(0.25), np.full((len(rows), 1), 0.95, f4))
        out[rows] *= np.exp(np.clip(logarithm, -2, 2))
    return out


def colored(rng, count, length):
    """White noise, a third of it autocorrelated; standard deviation 1."""
    out = white(rng, count, length)
    rows = np.where(rng.random(count) < 0.35)[0]
    if len(rows):
        phi = rng.uniform(-0.4, 0.9, (len(rows), 1)).astype(f4)
        theta = rng.uniform(-0.6, 0.6, (len(rows), 1)).astype(f4) * (rng.random((len(rows), 1)) < 0.4)
        out[rows] = autoregress(out[rows], phi, theta.astype(f4))
    return out / spread(out)
