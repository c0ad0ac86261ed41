"""Forecasts of a daemon of tollama over HTTP."""

import json
import time
import urllib.request

import datasets


def forecast(url, model, cases, steps, options=None):
    """The daemon's forecasts of all cases in one request, in their order, and the seconds that it took."""
    body = {
        "model": model, "horizon": steps, "quantiles": [0.1, 0.5, 0.9], "options": options or {},
        "series": [datasets.wire_series(case) for case in cases],
    }
    request = urllib.request.Request(url.rstrip("/") + "/v1/forecast", json.dumps(body).encode(), {"content-type": "application/json"})
    begun = time.monotonic()
    with urllib.request.urlopen(request, timeout=1800) as answer:
        forecasts = json.load(answer)["forecasts"]
    seconds = time.monotonic() - begun
    if [one["id"] for one in forecasts] != [case.id for case in cases]:
        raise ValueError(f"{model} answered {len(forecasts)} of {len(cases)} series")
    return forecasts, seconds
