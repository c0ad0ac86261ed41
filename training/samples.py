"""Cuts training samples out of stored series: histories, what follows them, and weights. Needs numpy only."""

import numpy as np

STEPS = 64
"""The longest future of a sample; the network forecasts as many steps at once."""

NAIVE_PERIODS = {"yearly": 1, "quarterly": 4, "monthly": 12, "weekly": 1, "daily": 7, "hourly": 24, "other": 1}
"""The period of the naive forecast whose error is the unit of the loss, as in MASE."""

SHARES = {"yearly": 0.17, "quarterly": 0.15, "monthly": 0.30, "weekly": 0.10, "daily": 0.09, "hourly": 0.11, "other": 0.08}
"""The share of each regime in a batch."""

HISTORIES = {
    "yearly": (22, 0.5, 6, 100, 4, 20),
    "quarterly": (44, 0.55, 8, 150, 6, 24),
    "monthly": (85, 0.6, 12, 512, 12, 36),
    "weekly": (160, 0.8, 10, 512, 10, 60),
    "daily": (260, 0.8, 14, 512, 14, 64),
    "hourly": (450, 0.6, 40, 512, 24, 64),
    "other": (90, 0.8, 8, 512, 6, 64),
}
"""Lengths of histories: median, sigma of the logarithm, least, most; then the least and the most steps of the future."""


def pool(data, rng, count, context):
    """About count samples of all regimes.

    data: the series of each regime, a row each.
    Returns the histories (right-aligned in rows of context values, NaN before and where a value is missing), the futures (rows of STEPS values, NaN
    behind their end), the weights of the samples, and the lengths of the histories. Histories have mean 0 and standard deviation 1, and their futures are in
    the same unit; the weight is one over the error of the naive forecast in that unit."""
    parts = [cut(data[name], rng, name, int(round(count * share)), context) for name, share in SHARES.items()]
    pasts, futures, weights, lengths = (np.concatenate(part) for part in zip(*parts))
    return pasts, futures, weights.astype(np.float32), lengths


def cut(rows, rng, name, count, context):
    """Samples of one regime."""
    length = rows.shape[1]
    past_lengths, steps, end = places(rng, name, count, length, context)
    chosen = np.sort(rng.integers(0, len(rows), count))
    series = np.concatenate([np.asarray(rows[chosen]), np.full((count, 1), np.nan, np.float32)], 1)
    offsets = np.arange(-context, STEPS)[None, :]
    inside = (offsets >= -past_lengths[:, None]) & (offsets < steps[:, None])
    window = np.take_along_axis(series, np.where(inside, end[:, None] + offsets, length), 1)
    past, future = window[:, :context], window[:, context:]
    past, future, weight = scaled(past, future, naive_error(past, past_lengths, NAIVE_PERIODS[name]))
    turned = np.where(rng.random(count) < 0.10)[0]
    past[turned] *= -1
    future[turned] *= -1
    gappy = np.where((rng.random(count) < 0.05) & (past_lengths > 20))[0]
    if len(gappy):
        holes = past[gappy]
        holes[rng.random(holes.shape) < rng.uniform(0.01, 0.15, (len(gappy), 1))] = np.nan
        past[gappy] = holes
    return past, future, weight, past_lengths


def places(rng, name, count, length, context):
    """How long each history is, how long its future, and where in its series they meet."""
    median, sigma, least, most, fewest_steps, most_steps = HISTORIES[name]
    most = min(most, context, length - fewest_steps)
    past_lengths = np.clip(np.exp(np.log(median) + sigma * rng.standard_normal(count)), least, most).astype(int)
    if name == "monthly" and length > 400:
        past_lengths = np.where(rng.random(count) < 0.3, rng.integers(180, most + 1, count), past_lengths)
    steps = np.minimum(rng.integers(fewest_steps, most_steps + 1, count), length - past_lengths)
    end = past_lengths + (rng.random(count) * (length - past_lengths - steps + 1)).astype(int)
    return past_lengths, steps, end


def naive_error(past, past_lengths, period):
    """The mean absolute error of the seasonal naive forecast within the history; of the naive one where the history is short."""
    plain = np.nanmean(np.abs(past[:, 1:] - past[:, :-1]), 1)
    if period == 1:
        return plain
    with np.errstate(all="ignore"):
        both = np.isfinite(past[:, period:]) & np.isfinite(past[:, :-period])
        change = np.where(both, np.abs(past[:, period:] - past[:, :-period]), np.nan)
        mean = np.nanmean(np.where(np.isfinite(change).any(1, keepdims=True), change, 0), 1)
        return np.where(past_lengths > period + 2, np.nan_to_num(mean), plain)


def scaled(past, future, error):
    """History and future in standard deviations of the history, and the weight of the sample; 0 for a constant history."""
    mean = np.nanmean(past, 1, keepdims=True)
    deviation = np.nanstd(past, 1, keepdims=True)
    weight = 1 / np.clip(error / np.maximum(deviation[:, 0], 1e-9), 0.12, 2.0)
    weight[deviation[:, 0] < 1e-5] = 0
    deviation = np.maximum(deviation, 1e-9)
    return (past - mean) / deviation, np.clip((future - mean) / deviation, -25, 25), weight


def batches(data, rng, count, context, patch, size):
    """Samples in batches of about equal lengths, so that little is computed for padding: histories, futures, weights."""
    pasts, futures, weights, lengths = pool(data, rng, count, context)
    order = np.argsort(lengths + rng.random(len(lengths)), kind="stable")
    for number in rng.permutation(len(order) // size):
        chosen = order[number * size:(number + 1) * size]
        width = min(context, -(-lengths[chosen].max() // patch) * patch)
        yield pasts[chosen][:, -width:].copy(), futures[chosen], weights[chosen]
