namespace Tollama.EndToEnd.Tests.Fuzzing;

/// <summary>A route and the good bodies that its bad ones are made of.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, without a query.</param>
/// <param name="Bodies">Bodies that the route takes.</param>
/// <param name="Queries">Queries that the route takes; none for most.</param>
public sealed record FuzzTarget(HttpMethod Method, string Path, string[] Bodies, string[][] Queries)
{
    private static readonly string[] Requests =
    [
        """{"model":"mock","horizon":3,"series":[{"id":"a","freq":"D","timestamps":["2025-01-01","2025-01-02"],"target":[1,2]}]}""",
        """{"model":"mock","horizon":2,"quantiles":[0.1,0.5,0.9],"stream":false,"keep_alive":"5m","timeout":"30s","seed":7,"options":{"season_length":2},"series":[{"id":"a","freq":"MS","timestamps":["2024-11-01","2024-12-01","2025-01-01"],"target":[1.5,null,-2e3]},{"id":"b","freq":"auto","timestamps":["2025-01-01T00:00:00Z","2025-01-01T01:00:00Z","2025-01-01T02:00:00Z"],"target":[1,2,3],"past_covariates":{"p":[1,2,3]},"future_covariates":{"f":[1,2]},"static_covariates":{"s":"x","n":1}}]}""",
        """{"model":"auto","horizon":4,"fail_fast":true,"include":["fitted","residuals","components","parameters","effects"],"include_history":true,"on_bad_data":"strict","covariates_mode":"strict","parameters":{},"series":[{"id":"w","freq":"W-SUN","timestamps":["2025-01-05","2025-01-12"],"target":[1,2]},{"id":"q","freq":"QE-DEC","timestamps":["2024-09-30","2024-12-31"],"target":[1,2]},{"id":"t","freq":"PT15M","timestamps":["2025-03-30T01:45:00+01:00","2025-03-30T02:00:00+01:00"],"target":[0,0]},{"id":"b","freq":"B","timestamps":["2025-01-03","2025-01-06"],"target":[1,1]}]}""",
    ];

    private static readonly string[] Backtests =
    [
        """{"models":["mock","naive"],"horizon":1,"windows":2,"step":1,"series":[{"id":"a","freq":"D","timestamps":["2025-01-01","2025-01-02","2025-01-03","2025-01-04","2025-01-05"],"target":[1,2,3,4,5]}]}""",
        """{"model":"drift","gap":1,"max_history":4,"metrics":["mase","coverage"],"mase_seasonality":2,"by":["series","horizon","window","group"],"include":["forecasts"],"quantiles":[0.1,0.9],"stream":true,"series":[{"id":"a","target":[1,2,null,4,5,6,7,8],"past_covariates":{"p":[1,2,3,4,5,6,7,8]},"future_covariates":{"f":[1,2,3]}},{"id":"b","target":[1]}]}""",
    ];

    private static readonly string[][] BacktestQueries =
    [
        ["models", "mock,naive", "horizon", "1", "windows", "2"],
        ["model", "drift", "windows", "2", "step", "1", "by", "series,window", "metrics", "mase,smape", "include", "forecasts", "stream", "false"],
    ];

    private static readonly string[] Tables =
    [
        "unique_id,ds,y\nx,2024-01-01,1\nx,2024-01-02,2\nx,2024-01-03,3\ny,2024-01-01,7\ny,2024-01-02,8\ny,2024-01-03,9\n",
        "\uFEFFdate;value\n31.01.2024;1,5\n29.02.2024;2,5\n31.03.2024;NA\n30.04.2024;\n",
        "# a note\n\"when\",\"north, old\",\"south \"\"b\"\"\"\r\n2024Q1,1,2\r\n2024Q2,3,4\r\n2024Q3,5,6\r\n",
        "timestamp\titem_id\ttarget\tprice\n2024-01-01T00:00:00+02:00\ta\t1\t9\n2024-01-01T01:00:00+02:00\ta\t2\t9\n2024-01-01T02:00:00+02:00\ta\t\t8\n",
    ];

    private static readonly string[] Lifecycle =
    [
        """{"model":"mock"}""",
        """{"name":"naive","stream":false,"keep_alive":-1,"verbose":true,"insecure":false,"accept_license":true,"revision":"main","force":false}""",
        """{"model":"","name":"drift:latest","keep_alive":"1h30m","prompt":"","messages":[],"options":{"a":[1,{"b":null}]}}""",
        """{"model":"chronos2","accept_license":true}""",
    ];

    private static readonly string[] Creations =
    [
        """{"model":"made","from":"mock","parameters":{"horizon":3,"quantiles":[0.1,0.9],"freq":"D"},"license":["a","b"],"description":"x"}""",
        """{"name":"made:v1","modelfile":"FROM naive\nPARAMETER season_length 12\nLICENSE \"\"\"a\nb\"\"\"\n","stream":false}""",
        """{"model":"made","files":{"config.json":"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}}""",
    ];

    private static readonly string[] Packed =
    [
        """{"series":{"y":[1.0,null,-2e3,4.5,5,6,7.25,8],"sizes":[5,3],"X":[[1,2,3,4,5,6,7,8],["a","b",null,"a","b","a","b","a"]],"X_future":[[1.5,2,3,4]],"categorical_exog":[1],"start_datetime":["2024-01-01","2024-01-01T05:30:00+09:00"]},"model":"timegpt-2.1","h":2,"freq":"D","level":[80,0,80.0],"clean_ex_first":true,"finetune_steps":0,"finetuned_model_id":null,"feature_contributions":true,"multivariate":false,"model_parameters":{"season_length":2}}""",
        """{"series":{"y":[1.0,2.0,3.0,4.0,5.0,6.0,7.0,8.0],"sizes":[8],"X":[[true,false,true,false,true,false,true,false]]},"model":"naive","h":1,"n_windows":2,"step_size":1,"hist_exog":[0],"freq":"1MS","level":95.5,"refit":true,"full_history":false}""",
    ];

    private static readonly string[] Watched =
    [
        """{"model":"mock","level":95,"last":3,"include":["fitted"],"stream":false,"series":[{"id":"a","freq":"D","start":"2025-01-01","target":[1,2,1,2,1,null,1,2,1,9,1,2]}]}""",
        """{"model":"naive","stream":true,"series":[{"id":"b","target":[5,5,5,5,5,5,5,5,5,6]},{"id":"c","target":[1,2]}]}""",
    ];

    private static readonly string[] Explained =
    [
        """{"model":"mock","horizon":2,"stream":false,"options":{"season_length":2},"series":[{"id":"a","freq":"D","start":"2025-01-01","target":[1,2,1,2,1,null,1,2,1,9,1,2]}]}""",
        """{"model":"naive","stream":true,"series":[{"id":"b","target":[5,5,5,5,5,5,5,5,5,6],"past_covariates":{"p":[1,2,3,4,5,6,7,8,9,0]}},{"id":"c","target":[1,2]}]}""",
    ];

    private static readonly string[][] TableQueries =
    [
        ["model", "mock", "horizon", "2"],
        ["model", "auto", "horizon", "3", "quantiles", "0.1,0.9", "freq", "D", "strict", "true", "stream", "false", "include", "fitted,components", "option.season_length", "2"],
        ["model", "mock", "horizon", "1", "time", "ds", "target", "y", "id", "unique_id", "keep_alive", "5m", "timeout", "30s", "seed", "1", "covariates", "price"],
    ];

    private static readonly string[] Imputations =
    [
        """{"series":[{"id":"a","freq":"D","start":"2024-01-01","target":[1,null,3,4,null]}],"level":90,"model":"arima","integer":true}""",
        """{"series":[{"target":[1,null,3,1,2,3,1,2,3]}],"options":{"season_length":[3],"non_negative":false},"model":"seasonal","stream":true}""",
    ];

    private static readonly string[][] ImputationQueries =
    [
        ["level", "90", "season_length", "2", "non_negative", "false", "model", "auto"],
        ["model", "ets", "time", "ds", "target", "y", "id", "unique_id", "freq", "D", "integer", "true"],
    ];

    /// <summary>Every route that takes a body or a name.</summary>
    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new(HttpMethod.Post, "api/forecast", Requests, []),
        new(HttpMethod.Post, "v1/forecast", Requests, []),
        new(HttpMethod.Post, "api/validate", Requests, []),
        new(HttpMethod.Post, "v2/forecast", Packed, []),
        new(HttpMethod.Post, "v2/cross_validation", Packed, []),
        new(HttpMethod.Post, "v2/historic_forecast", Packed, []),
        new(HttpMethod.Post, "v2/anomaly_detection", Packed, []),
        new(HttpMethod.Post, "v2/online_anomaly_detection", [Packed[1].Replace("\"n_windows\":2", "\"detection_size\":2", StringComparison.Ordinal)], []),
        new(HttpMethod.Post, "model_params", ["""{"model":"timegpt-1","freq":"D"}"""], []),
        new(HttpMethod.Post, "api/forecast", Tables, TableQueries),
        new(HttpMethod.Post, "v1/forecast", Tables, TableQueries),
        new(HttpMethod.Post, "api/validate", Tables, TableQueries),
        new(HttpMethod.Post, "api/impute", Imputations, []),
        new(HttpMethod.Post, "api/impute", Tables, ImputationQueries),
        new(HttpMethod.Post, "api/backtest", Backtests, []),
        new(HttpMethod.Post, "api/backtest", Tables, BacktestQueries),
        new(HttpMethod.Post, "api/anomalies", Watched, []),
        new(HttpMethod.Post, "api/anomalies", Tables, [["model", "mock", "level", "90", "last", "2", "include", "fitted"]]),
        new(HttpMethod.Post, "api/explain", Explained, []),
        new(HttpMethod.Post, "api/explain", Tables, [["model", "mock", "horizon", "2"], ["model", "naive", "covariates", "price", "stream", "true"]]),
        new(HttpMethod.Post, "api/show", Lifecycle, []),
        new(HttpMethod.Post, "api/load", Lifecycle, []),
        new(HttpMethod.Post, "api/unload", Lifecycle, []),
        new(HttpMethod.Post, "api/generate", Lifecycle, []),
        new(HttpMethod.Post, "api/chat", Lifecycle, []),
        new(HttpMethod.Post, "api/pull", Lifecycle, []),
        new(HttpMethod.Post, "v1/models/pull", Lifecycle, []),
        new(HttpMethod.Post, "api/create", Creations, []),
        new(HttpMethod.Post, "api/copy", ["""{"source":"mock","destination":"mock-too"}"""], []),
        new(HttpMethod.Post, "api/prune", ["""{"dry_run":true,"grace":"1h"}""", """{"grace":"0"}"""], []),
        new(HttpMethod.Post, "api/verify", ["""{"model":"mock"}""", "{}"], []),
        new(HttpMethod.Post, "api/blobs/sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", ["", "some bytes"], []),
        new(HttpMethod.Post, "api/import", ["tollama-model.json", "{}"], []),
        new(HttpMethod.Get, "api/export", ["mock"], []),
        new(HttpMethod.Delete, "api/delete", ["""{"model":"drift"}""", """{"name":"drift"}"""], []),
        new(HttpMethod.Delete, "v1/models/*", ["drift", "window-average:latest"], []),
        new(HttpMethod.Get, "v1/models/*", ["mock", "chronos-2", "library/mock:latest"], []),
    ];
}
