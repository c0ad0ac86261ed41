using Tollama.Cli.Terminal;
using Tollama.Core.Requests;

namespace Tollama.Cli.Running;

/// <summary>What <c>tollama run</c> was told.</summary>
internal sealed record RunArguments
{
    /// <summary>The steps of a JSON request that says none; a table's are found by the daemon.</summary>
    public const int DefaultHorizon = 12;

    /// <summary>What was typed of the request, and its model.</summary>
    public required ForecastRequest Request { get; init; }

    /// <summary>Files and patterns, or <c>-</c> for standard input; none when none was named.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>A table that is forecast instead of an input; <see langword="null"/> for none.</summary>
    public byte[]? Table { get; init; }

    public required OutputFormat Format { get; init; }

    public string? OutputPath { get; init; }

    public ProgressMode Progress { get; init; }

    public bool DryRun { get; init; }

    public bool MayStartDaemon { get; init; } = true;

    /// <summary>Where the input comes from.</summary>
    public InputSource Source => new() { Inputs = Inputs, Table = Table, Command = "tollama run", Model = Model, Rest = " --horizon 12" };

    /// <summary>The model; <see langword="null"/> where the best one is chosen.</summary>
    public string? Model => Request.Model;

    /// <summary>Whether the model forecasts quantiles.</summary>
    public bool HasBand { get; init; } = true;

    /// <summary>The levels to ask for: a table for people needs a band, where the model has one.</summary>
    public IReadOnlyList<double>? EffectiveQuantiles => Request.Quantiles ?? (Format == OutputFormat.Table && HasBand ? [0.1, 0.5, 0.9] : null);

    /// <summary>True when the chart needs the end of the history; not said otherwise.</summary>
    public bool? IncludeHistory => Format == OutputFormat.Table && !DryRun ? true : null;

    /// <summary>The request beside a table.</summary>
    /// <param name="isText">Whether the table is one of text: then CSV is written like it, unless something else was said.</param>
    public ForecastRequest ForTable(bool isText) => Request with
    {
        Quantiles = EffectiveQuantiles,
        IncludeHistory = IncludeHistory,
        LikeInput = Request.LikeInput ?? (isText && !DryRun && Format is OutputFormat.Csv or OutputFormat.Tsv ? true : null),
    };
}
