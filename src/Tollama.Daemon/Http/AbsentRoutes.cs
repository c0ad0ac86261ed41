namespace Tollama.Daemon.Http;

/// <summary>Routes that other programs of this kind have and this one does not: who asks for one is told what there is instead.</summary>
internal static class AbsentRoutes
{
    private const string Usual = "docs/api.md lists the routes";
    private const string NoTrust = "trust scores and model cards are not offered: POST /api/explain says what a model saw, POST /api/backtest measures it, "
        + "POST /api/show has its card";

    private const string NoText = "texts about numbers are not offered: POST /api/analyze describes series, POST /v1/forecast forecasts them, "
        + "POST /api/compare sets models side by side";

    private const string NoAgents = "agents' protocols are not offered: docs/api.md lists the HTTP routes";
    private const string Dashboard = "a browser gets the page at /; GET /api/info, /api/ps, /api/requests and /metrics tell what runs here";
    private const string FirstNixtla = "the first version of Nixtla's API is not offered: its clients from 0.6 on use POST /v2/forecast and its siblings (docs/nixtla.md)";
    private const string NoOpenApi = "an OpenAPI document is not offered: docs/api.md describes the routes";
    private const string Streams = "POST /api/forecast streams unless \"stream\": false is sent";

    private static readonly (string Path, string Hint)[] Hints =
    [
        ("/api/xai", NoTrust),
        ("/api/trust", NoTrust),
        ("/api/explain-decision", NoTrust),
        ("/api/report", NoText),
        ("/api/narrative", NoText),
        ("/api/pipeline", NoText),
        ("/api/counterfactual", "counterfactuals are not offered: send the history before the intervention with what happened as 'actuals' to POST /v1/forecast, "
            + "or changed inputs to POST /api/what-if"),
        ("/api/scenario-tree", "trees of scenarios are not offered: POST /api/what-if takes up to 100 scenarios"),
        ("/api/conformal", "intervals=conformal in a forecast computes them"),
        ("/api/reconcile", "reconciliation is not offered: forecast each level by itself"),
        ("/api/modelfiles", "stored modelfiles are not offered: POST /api/create makes a model with defaults of its own from a Modelfile (docs/downloads.md)"),
        ("/api/ingest", "POST /api/forecast/upload and /api/forecast take tables; with POST /api/validate 'input' says how one was understood"),
        ("/api/forecast/progressive", $"forecasts in stages are not offered: {Streams}"),
        ("/api/forecast/stream", Streams),
        ("/api/events", "a stream of events is not offered: GET /metrics counts, GET /api/requests lists what runs"),
        ("/api/usage", "accounts of usage are not offered: GET /metrics counts requests and series"),
        ("/api/dashboard", Dashboard),
        ("/dashboard", Dashboard),
        ("/a2a", NoAgents),
        ("/.well-known/agent-card.json", NoAgents),
        ("/.well-known/agent.json", NoAgents),
        ("/timegpt", FirstNixtla),
        ("/timegpt_multi_series", FirstNixtla),
        ("/forecast", FirstNixtla),
        ("/forecast_multi_series", FirstNixtla),
        ("/historic_forecast_multi_series", FirstNixtla),
        ("/cross_validation_multi_series", FirstNixtla),
        ("/anomaly_detection_multi_series", FirstNixtla),
        ("/docs", NoOpenApi),
        ("/redoc", NoOpenApi),
        ("/openapi.json", NoOpenApi),
    ];

    /// <summary>What helps who asked for a path that does not exist.</summary>
    internal static string HintOf(string path) => Hints.FirstOrDefault(entry => IsBelow(path, entry.Path)).Hint ?? Usual;

    private static bool IsBelow(string path, string root) =>
        path.StartsWith(root, StringComparison.OrdinalIgnoreCase) && (path.Length == root.Length || path[root.Length] == '/');
}
