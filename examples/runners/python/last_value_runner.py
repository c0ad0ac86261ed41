"""A complete tollama runner: a model that repeats the last value. See docs/adding-a-runner-family.md."""
import json, sys
METHODS, loaded = ["hello", "ping", "load", "unload", "forecast", "cancel"], set()  # not "start_timestamp": dates come one a value


def forecast(params):
    if params["model"] not in loaded:
        return "error", {"code": -32001, "message": f"the model '{params['model']}' is not loaded"}
    forecasts, errors, levels = [], [], params.get("quantiles", [])
    for series in params["series"]:
        path = [value for value in series["target"] if value is not None][-1:] * params["horizon"]
        if path:
            forecasts.append({"id": series["id"], "mean": path, "quantiles": {repr(level): path for level in levels}})
        else:
            errors.append({"id": series["id"], "code": "SERIES_NOT_FORECASTABLE", "message": "no value is observed"})
    if not forecasts or (errors and params.get("fail_fast")):
        return "error", {"code": -32002, "message": errors[0]["message"], "data": {"errors": errors}}
    return "result", {"forecasts": forecasts, "errors": errors, "usage": {"runner": "last-value-runner", "series_count": len(params["series"])}}


def answer(method, params):
    if method == "hello":
        return "result", {"name": "last-value-runner", "version": "1.0", "protocol": 1, "families": ["last-value"], "capabilities": METHODS}
    if method in ("load", "unload"):
        (loaded.add if method == "load" else loaded.discard)(params["model"])
        return "result", {"model": params["model"]} if method == "load" else {}
    if method == "forecast":
        return forecast(params)
    return ("result", {}) if method in METHODS else ("error", {"code": -32601, "message": "no such method", "data": {"method": method}})


for line in filter(str.strip, sys.stdin):
    reply = {"id": "unknown"}
    try:
        request = json.loads(line)
        reply["id"], method = request["id"], request["method"]
        kind, value = answer(method, request.get("params", {}))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        kind, value = "error", {"code": -32600 if reply["id"] == "unknown" else -32602, "message": "invalid request", "data": {"details": repr(error)}}
    print(json.dumps(reply | {kind: value}, allow_nan=False), flush=True)
