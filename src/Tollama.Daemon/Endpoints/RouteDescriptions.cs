using System.Text.Json;

namespace Tollama.Daemon.Endpoints;

/// <summary>All routes of the daemon, with a sentence and an example each: <c>/ui/routes.json</c>, from which the page makes its tab of the API.</summary>
/// <remarks>A test compares the list with the routes that are mapped: none is missing, none is made up.</remarks>
internal static class RouteDescriptions
{
    private const string Forecasts = "Forecasts";
    private const string History = "Looking back";
    private const string Models = "Models";
    private const string Work = "Daemon";
    private const string Python = "Clients of the Python tollama";
    private const string Nixtla = "Nixtla's client";
    private const string Ollama = "Ollama's and OpenAI's clients";

    private const string Series = """
        "series": [{"id": "a", "freq": "D", "timestamps": ["2025-01-01", "2025-01-02", "2025-01-03", "2025-01-04", "2025-01-05", "2025-01-06", "2025-01-07",
          "2025-01-08", "2025-01-09", "2025-01-10", "2025-01-11", "2025-01-12", "2025-01-13", "2025-01-14"],
          "target": [120, 132, 101, 134, 190, 230, 210, 122, 130, 104, 139, 187, 236, 214]}]
        """;

    private const string NixtlaSeries = """
        "series": {"y": [120, 132, 101, 134, 190, 230, 210, 122, 130, 104, 139, 187, 236, 214, 125, 137, 102, 135, 195, 233, 215], "sizes": [21]}, "freq": "D"
        """;

    private const string ThetaModel = """{"model": "theta"}""";

    /// <summary>The list, in the order in which it is shown.</summary>
    internal static IReadOnlyList<RouteDescription> All { get; } =
    [
        new("POST", "/api/forecast", Forecasts, "Forecasts series, and says line by line how far it is.",
            Object("\"model\": \"auto\", \"horizon\": 7", Series), "model=auto&horizon=12", "tollama run auto FILE --horizon 12", TakesTable: true),
        new("POST", "/v1/forecast", Forecasts, "Forecasts series; the answer comes at once and whole.",
            Object("\"model\": \"auto\", \"horizon\": 7, \"quantiles\": [0.1, 0.9]", Series), "model=auto&horizon=12&quantiles=0.1,0.9",
            "tollama run auto FILE --horizon 12", TakesTable: true),
        new("POST", "/api/validate", Forecasts, "Checks a forecast request without forecasting.",
            Object("\"model\": \"auto\", \"horizon\": 7", Series), "model=auto&horizon=12", TakesTable: true),
        new("POST", "/api/inspect", Forecasts, "Says how a table or series are understood: columns, frequency, seasons, gaps.",
            Object("\"model\": \"auto\"", Series), "", "tollama inspect FILE", TakesTable: true),
        new("POST", "/api/backtest", History, "Measures models on the end of the series, as if it were not known.",
            Object("\"models\": [\"auto-ets\", \"naive\"], \"horizon\": 2, \"windows\": 2, \"stream\": false", Series), "models=auto-ets,theta,seasonal-naive&windows=3",
            "tollama backtest FILE --models auto-ets,theta,seasonal-naive", TakesTable: true),
        new("POST", "/api/anomalies", History, "Finds the values that lie outside the interval in which they were expected.",
            Object("\"level\": 99", Series), "level=99", "tollama anomalies FILE", TakesTable: true),
        new("POST", "/api/impute", History, "Fills the missing values of series and leaves the others as they are.",
            """{"series": [{"id": "a", "freq": "D", "target": [120, 132, null, 134, 190, 230, 210, 122, 130, null, 139, 187, 236, 214]}]}""", "level=95",
            "tollama impute FILE", TakesTable: true),
        new("POST", "/api/explain", History, "Says in sentences and numbers what series are made of, and why they are forecast as they are.",
            Object(Series), "", "tollama explain FILE", TakesTable: true),
        new("POST", "/api/analyze", History, "Describes series: frequency, seasons, trend, anomalies, quality.", Object(Series)),
        new("GET", "/v1/models", Models, "Lists installed and available models with their options.", Command: "tollama list"),
        new("GET", "/v1/models/{**name}", Models, "One model, installed or not.", Command: "tollama show theta"),
        new("DELETE", "/v1/models/{**name}", Models, "Removes a model."),
        new("POST", "/v1/models/pull", Models, "Installs a model; answers when it is here.", ThetaModel, Command: "tollama pull theta"),
        new("POST", "/api/pull", Models, "Installs a model, and says line by line how much of it is here.", ThetaModel, Command: "tollama pull theta"),
        new("GET", "/api/tags", Models, "Lists installed models as Ollama does.", Command: "tollama list"),
        new("POST", "/api/show", Models, "All about an installed model: licence, options, origin.", ThetaModel, Command: "tollama show theta"),
        new("DELETE", "/api/delete", Models, "Removes a model.", ThetaModel, Command: "tollama rm theta"),
        new("POST", "/api/copy", Models, "Gives a model a second name.", """{"source": "theta", "destination": "my-theta"}""", Command: "tollama cp theta my-theta"),
        new("POST", "/api/create", Models, "Makes a model of another one with options of its own, or of files.",
            """{"model": "weekly-theta", "from": "theta", "parameters": {"season_length": 7}}""", Command: "tollama create weekly-theta -f Modelfile"),
        new("HEAD", "/api/blobs/{digest}", Models, "Says whether a file of a model to be created is here."),
        new("POST", "/api/blobs/{digest}", Models, "Takes a file of a model to be created."),
        new("GET", "/api/outdated", Models, "Says which models have a newer revision at their hub.", Command: "tollama outdated"),
        new("GET", "/api/export", Models, "A model as one file.", Query: "model=theta", Command: "tollama export theta"),
        new("POST", "/api/import", Models, "Installs a model from such a file.", Query: "model=theta", Command: "tollama import FILE"),
        new("POST", "/api/load", Models, "Brings a model into memory and keeps it there for a while.", """{"model": "theta", "keep_alive": "1h"}"""),
        new("POST", "/api/unload", Models, "Takes a model out of memory.", ThetaModel, Command: "tollama stop theta"),
        new("POST", "/api/generate", Models, "Loads or unloads a model, as Ollama's clients do it.", """{"model": "theta", "keep_alive": 0}"""),
        new("POST", "/api/chat", Models, "Loads or unloads a model, as Ollama's clients do it.", """{"model": "theta", "keep_alive": 0}"""),
        new("POST", "/api/prune", Models, "Removes what no model needs.", """{"dry_run": true}""", Command: "tollama prune"),
        new("POST", "/api/verify", Models, "Checks the files of models by their digests.", ThetaModel),
        new("GET", "/", Work, "Says who answers; browsers get this page."),
        new("GET", "/ui/{**name}", Work, "The files of this page, and this list as routes.json."),
        new("GET", "/api/version", Work, "Name, version and protocol.", Command: "tollama --version"),
        new("GET", "/v1/health", Work, "Whether the process answers."),
        new("GET", "/health/live", Work, "Whether the process answers."),
        new("GET", "/health/ready", Work, "Whether the daemon takes work: its store, its queue."),
        new("GET", "/api/ps", Work, "The models in memory.", Command: "tollama ps"),
        new("GET", "/api/requests", Work, "The requests that the daemon works on.", Command: "tollama requests"),
        new("DELETE", "/api/requests/{id}", Work, "Stops one of them."),
        new("GET", "/api/info", Work, "Daemon, models and runners in one answer.", Command: "tollama info"),
        new("GET", "/metrics", Work, "Numbers for Prometheus."),
        new("POST", "/api/compare", Python, "Forecasts by several models at once.", Object("\"models\": [\"theta\", \"naive\"], \"horizon\": 7", Series)),
        new("POST", "/api/what-if", Python, "Forecasts again with the history or covariates changed.",
            Object("\"model\": \"theta\", \"horizon\": 7", Series,
                "\"scenarios\": [{\"name\": \"more\", \"transforms\": [{\"operation\": \"multiply\", \"field\": \"target\", \"value\": 1.1}]}]")),
        new("POST", "/api/auto-forecast", Python, "Forecasts by a strategy instead of a model.", Object("\"strategy\": \"auto\", \"horizon\": 7", Series)),
        new("POST", "/api/forecast/upload", Python, "Forecasts a table in a form, beside its request as JSON."),
        new("GET", "/validate_api_key", Nixtla, "Whether the key is taken."),
        new("POST", "/validate_token", Nixtla, "Whether the key is taken."),
        new("GET", "/usage", Nixtla, "Requests of this minute and this month."),
        new("GET", "/model_params", Nixtla, "How many values a model reads and how many steps it forecasts.", Query: "model=theta&freq=D"),
        new("POST", "/model_params", Nixtla, "How many values a model reads and how many steps it forecasts.", """{"model": "theta", "freq": "D"}"""),
        new("GET", "/v2/models", Nixtla, "Names of models."),
        new("GET", "/v2/finetuned_models", Nixtla, "An empty list: models are not tuned here."),
        new("GET", "/v2/finetuned_models/{id}", Nixtla, "404: models are not tuned here."),
        new("DELETE", "/v2/finetuned_models/{id}", Nixtla, "404: models are not tuned here."),
        new("POST", "/v2/forecast", Nixtla, "The forecast of /v1/forecast.", Object("\"model\": \"theta\", \"h\": 7", NixtlaSeries)),
        new("POST", "/v2/cross_validation", Nixtla, "Forecasts at earlier origins.",
            Object("\"model\": \"theta\", \"h\": 2, \"n_windows\": 2, \"step_size\": 2", NixtlaSeries)),
        new("POST", "/v2/historic_forecast", Nixtla, "The fit to the history.", Object("\"model\": \"theta\"", NixtlaSeries)),
        new("POST", "/v2/anomaly_detection", Nixtla, "Values outside the interval in which they were expected.",
            Object("\"model\": \"theta\", \"level\": 99", NixtlaSeries)),
        new("POST", "/v2/online_anomaly_detection", Nixtla, "The same of the last values.",
            Object("\"model\": \"theta\", \"h\": 1, \"detection_size\": 3, \"level\": 99", NixtlaSeries)),
        new("POST", "/v2/forecast/async", Nixtla, "A forecast as a job.", Object("\"model\": \"theta\", \"h\": 7", NixtlaSeries)),
        new("POST", "/v2/cross_validation/async", Nixtla, "Forecasts at earlier origins as a job.",
            Object("\"model\": \"theta\", \"h\": 2, \"n_windows\": 2, \"step_size\": 2", NixtlaSeries)),
        new("POST", "/v2/anomaly_detection/async", Nixtla, "Anomalies of the last values as a job.",
            Object("\"model\": \"theta\", \"h\": 1, \"detection_size\": 3, \"level\": 99", NixtlaSeries)),
        new("POST", "/v2/simulate/async", Nixtla, "Sample paths as a job."),
        new("GET", "/v2/{task}/jobs/{id}", Nixtla, "How far a job is, and its answer."),
        new("POST", "/v2/async/jobs/{id}/cancel", Nixtla, "Stops a job."),
        new("POST", "/v2/finetune", Nixtla, "501: models are not tuned here."),
        new("POST", "/v2/finetune/async", Nixtla, "501: models are not tuned here."),
        new("POST", "/v2/explain/async", Nixtla, "501: not offered."),
        new("POST", "/v2/execute_step/async", Nixtla, "501: not offered."),
        new("POST", "/api/embed", Ollama, "400: models here forecast numbers and read no texts."),
        new("POST", "/api/embeddings", Ollama, "400: models here forecast numbers and read no texts."),
        new("POST", "/v1/embeddings", Ollama, "400: models here forecast numbers and read no texts."),
        new("POST", "/v1/chat/completions", Ollama, "400: models here forecast numbers and read no texts."),
        new("POST", "/v1/completions", Ollama, "400: models here forecast numbers and read no texts."),
        new("POST", "/api/push", Ollama, "400: there is no registry that takes models."),
    ];

    /// <summary>The list as JSON: an array of objects with the names of <see cref="RouteDescription"/> in lower case; what is not there is absent.</summary>
    internal static byte[] ToJson()
    {
        using MemoryStream target = new();
        using (Utf8JsonWriter json = new(target))
        {
            json.WriteStartArray();
            foreach (RouteDescription route in All)
            {
                json.WriteStartObject();
                Write(json, "method", route.Method);
                Write(json, "path", route.Path);
                Write(json, "group", route.Group);
                Write(json, "summary", route.Summary);
                Write(json, "body", route.Body);
                Write(json, "query", route.Query);
                Write(json, "command", route.Command);
                json.WriteBoolean("table"u8, route.TakesTable);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        return target.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, value);
        }
    }

    private static string Object(params string[] fields) => $"{{{string.Join(", ", fields)}}}";
}
