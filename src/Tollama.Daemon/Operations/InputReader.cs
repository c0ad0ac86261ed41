using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Configuration;
using Tollama.Data.Inspection;
using Tollama.Data.Repair;
using Tollama.Data.Tables;
using Tollama.Store;

namespace Tollama.Daemon.Operations;

/// <summary>Reads what was sent: a JSON body whatever its content type says, or a table with the rest in the query.</summary>
internal sealed class InputReader(DaemonOptions options, ModelStore store)
{
    /// <summary>How a warning ends that tells how many steps are forecast where nobody said.</summary>
    internal const string HorizonHint = "say horizon= for another number";

    // Who asks how data are understood may send what a forecast has.
    private static readonly RequestShape Looked = new([], NeedsModel: false);

    // What sends files whose kind it does not know says so.
    private const string Bytes = "application/octet-stream";

    /// <summary>Reads a request and makes its series regular. All of its faults are in <paramref name="faults"/>; without one the call can run.</summary>
    /// <exception cref="TollamaException">A table cannot be read.</exception>
    internal ForecastCall Read(OperationInput input, FaultList faults, CancellationToken cancellationToken) =>
        input.HasRequest ? ReadUpload(input, faults, cancellationToken)
        : input.Tables.Count > 0 || IsTable(input) ? ReadTable(input, faults, cancellationToken)
        : ReadJson(InMemory(input), faults, cancellationToken);

    /// <summary>Says how data are understood: a JSON body, anything else is a table.</summary>
    /// <exception cref="TollamaException">They cannot be read.</exception>
    internal InspectResponse Inspect(OperationInput input, CancellationToken cancellationToken) =>
        input.Tables.Count == 0 && input.TableForm == JsonTableForm.None && !TableReader.IsTable(input.ContentType) && input.Beginning.TrimStart(" \t\r\n"u8) is [(byte)'{', ..]
            ? InspectJson(input, cancellationToken)
            : InspectTable(input, cancellationToken);

    /// <summary>
    /// True for a table: by its first bytes, by content type, when it is one that is written in JSON, or when the query names the model and the body is no JSON object.
    /// </summary>
    private static bool IsTable(OperationInput input)
    {
        if (input.Shape is { TakesTables: false })
        {
            return false;
        }

        if (input.TableForm != JsonTableForm.None || TableReader.IsTable(input.ContentType) || TableReader.IsTable(input.Beginning))
        {
            return true;
        }

        ReadOnlySpan<byte> text = input.Beginning.TrimStart(" \t\r\n"u8);
        bool isBytes = input.ContentType.StartsWith(Bytes, StringComparison.OrdinalIgnoreCase);
        bool namesModel = input.Query.Any(pair => pair.Key == RequestFields.Model.Name || pair.Key == RequestFields.Model.Alias);
        return (namesModel || isBytes || input.Shape is not null) && !text.IsEmpty && text[0] != (byte)'{';
    }

    // What is in a file begins with no bracket: how it begins is enough to be told what is wrong with it.
    private static OperationInput InMemory(OperationInput input) => input.Spooled is { } file ? input with { Body = file.Head.ToArray() } : input;

    private static TableInput TableOf(OperationInput input) => input.Spooled ?? TableInput.Of(input.Body);

    private ForecastCall ReadJson(OperationInput input, FaultList faults, CancellationToken cancellationToken)
    {
        InstalledModel? model = null;
        ForecastRequest request = ForecastRequestReader.Read(input.Body, options.Limits, faults, name => DefaultsOf(model = Find(name)), input.Shape, cancellationToken);
        foreach ((string name, string _) in input.Query)
        {
            faults.Add("unknown_field", [name], $"the query parameter '{Excerpt.Of(name)}' is not read beside a JSON body; say it in the body");
        }

        if (faults.Count > 0)
        {
            return Begin(input, request, model);
        }

        bool isDescribed = input.Shape is { NeedsHorizon: false };
        if (isDescribed)
        {
            // Who asks what data are like wants no refusal because they are not good.
            request = request with { OnBadData = request.OnBadData ?? BadDataPolicy.Repair };
        }

        PanelRepair repair = new(request, faults, options.Limits) { TakesIrregular = isDescribed };
        Panel panel = repair.Repair(cancellationToken);
        List<string> warnings = [.. repair.Warnings];
        if (request.Horizon is null && !isDescribed && faults.Count == 0)
        {
            (int horizon, string reason) = UsualHorizon(panel);
            warnings.Add($"{CountText.Of(horizon, "step is", "steps are")} forecast, {reason}; {HorizonHint}");
            request = request with { Horizon = horizon };
            RequestSize.Check(panel.Series.Count, request, options.Limits, faults);
            panel = faults.Count > 0 ? panel : new PanelRepair(request, faults, options.Limits).Repair(cancellationToken);
        }

        return Begin(input, request, model) with { Panel = panel, Warnings = warnings, Errors = repair.Errors };
    }

    private static (int Horizon, string Reason) UsualHorizon(Panel panel)
    {
        Core.Frequencies.Frequency? frequency = panel.Series.Select(series => series.Frequency).FirstOrDefault(found => found is not null);
        return (Core.Frequencies.DefaultHorizon.Of(frequency), frequency is null ? TableRepair.UsualNumber : $"usual for steps of {frequency.Words}");
    }

    private ForecastCall ReadTable(OperationInput input, FaultList faults, CancellationToken cancellationToken)
    {
        InstalledModel? model = null;
        ForecastRequest request = ForecastRequestReader.ReadQuery(input.Query, options.Limits, faults, name => DefaultsOf(model = Find(name)), input.Shape);
        RefuseMeasures(request, input.Shape, faults);
        return faults.Count > 0 ? Begin(input, request, model) : ReadRows(input, request, model, faults, cancellationToken);
    }

    // The actual values of a table would be the last rows of its own history: that is a backtest, which has measures, as the choice of a model by one has.
    private static void RefuseMeasures(ForecastRequest request, RequestShape? shape, FaultList faults)
    {
        if (request.Select is null && shape?.Fields is null)
        {
            foreach (RequestField field in new[] { RequestFields.Metrics, RequestFields.MaseSeasonality }.Where(field => field.TextOf(request) is not null))
            {
                faults.Add(
                    "value", [field.Name],
                    $"{field.Name} measures forecasts against actuals, and a table has none; ask for a backtest of the table (tollama backtest, POST /api/backtest), or send JSON with actuals");
            }
        }
    }

    private ForecastCall ReadUpload(OperationInput input, FaultList faults, CancellationToken cancellationToken)
    {
        InstalledModel? model = null;
        ForecastRequest request = ReadBeside(input, faults, name => DefaultsOf(model = Find(name)), cancellationToken);
        return faults.Count > 0 ? Begin(input, request, model) : ReadRows(input, request, model, faults, cancellationToken);
    }

    // The JSON request beside files.
    private ForecastRequest ReadBeside(OperationInput input, FaultList faults, Func<string, RequestDefaults?>? defaults, CancellationToken cancellationToken)
    {
        ForecastRequest request = ForecastRequestReader.Read(input.Body, options.Limits, faults, defaults, input.Shape, cancellationToken);
        return ForecastRequestReader.With(request, TableSettings.Of(request, faults).Concat(input.Query), options.Limits, faults);
    }

    private ForecastCall ReadRows(
        OperationInput input, ForecastRequest request, InstalledModel? model, FaultList faults, CancellationToken cancellationToken)
    {
        TableContent table = ReadContent(input, request, cancellationToken);
        RequestSize.Check(table.Series.Count, request, options.Limits, faults);
        if (faults.Count > 0)
        {
            return Begin(input, request, model);
        }

        TableRepair repair = new(request, options.Limits) { MayLackFuture = input.Shape is { MayLackFuture: true } };
        Panel panel = repair.Repair(table, cancellationToken);
        List<string> warnings = [.. repair.Warnings];
        if (request.Horizon is null && input.Shape is not { NeedsHorizon: false })
        {
            int steps = panel.Horizon - (request.Gap ?? 0);
            warnings.Add($"{CountText.Of(steps, "step is", "steps are")} forecast, {repair.HorizonReason}; {HorizonHint}");
            request = request with { Horizon = steps };
            RequestSize.Check(table.Series.Count, request, options.Limits, faults);
        }

        return Begin(input, request, model) with
        {
            Panel = panel,
            Warnings = warnings,
            Errors = repair.Errors,
            Input = DescribeInput(table, panel),
            Form = table.Form,
            IsFreeOfBody = true,
        };
    }

    /// <summary>Says how a table is understood, and what a forecast of it would do.</summary>
    private InspectResponse InspectTable(OperationInput input, CancellationToken cancellationToken)
    {
        FaultList faults = new();
        ForecastRequest request = input.HasRequest
            ? ReadBeside(input with { Shape = input.Shape! with { NeedsModel = false } }, faults, defaults: null, cancellationToken)
            : ForecastRequestReader.ReadQuery(input.Query, options.Limits, faults, shape: Looked);
        if (faults.Count > 0)
        {
            throw faults.ToException();
        }

        TableContent table = ReadContent(input, request, cancellationToken);
        TableRepair repair = new(request, options.Limits) { KeepsErrors = true };
        Panel panel = repair.Repair(table, cancellationToken);
        return Describe(panel, request, panel.Horizon - (request.Gap ?? 0), repair.HorizonReason, repair.Warnings, repair.Errors) with
        {
            Input = DescribeInput(table, panel),
            Timezone = ZoneOf(request),
            Columns = table.Columns,
        };
    }

    private InspectResponse InspectJson(OperationInput input, CancellationToken cancellationToken)
    {
        FaultList faults = new();
        // A request as it would be sent to be forecast is taken, too.
        RequestShape described = new([RequestFields.Horizon.Name], NeedsModel: false) { Fields = [.. RequestFields.All.Where(field => field != RequestFields.Horizon)] };
        ForecastRequest request = ForecastRequestReader.Read(input.Body, options.Limits, faults, defaults: null, described, cancellationToken);
        request = request with { OnBadData = request.OnBadData ?? BadDataPolicy.Repair };
        PanelRepair? repair = faults.Count > 0 ? null : new PanelRepair(request, faults, options.Limits);
        Panel? panel = repair?.Repair(cancellationToken);
        if (faults.Count > 0 || repair is null || panel is null)
        {
            throw faults.ToException();
        }

        (int horizon, string reason) = UsualHorizon(panel);
        return Describe(panel, request, horizon, reason, repair.Warnings, repair.Errors) with { Timezone = ZoneOf(request) };
    }

    private static InspectResponse Describe(
        Panel panel, ForecastRequest request, int horizon, string reason, IReadOnlyList<string> warnings, IReadOnlyList<SeriesError> errors) => new()
        {
            Series = SeriesOf(panel, request),
            SeriesCount = panel.Series.Count,
            Horizon = horizon,
            HorizonReason = reason,
            Model = AutoStrategies.Models[AutoStrategies.Usual],
            Options = Advice.Of(panel),
            Warnings = warnings,
            Errors = errors.Count > 0 ? errors : null,
            TollamaVersion = ServerIdentity.Version,
        };

    private static IReadOnlyList<InspectedSeries> SeriesOf(Panel panel, ForecastRequest request)
    {
        IReadOnlyList<InspectedSeries> described = SeriesInspection.Of(panel);
        return request.IncludeHistory == true
            ? [.. described.Zip(panel.Series, (one, series) => one with { History = HistoryTail.Of(series, request.HistoryLength) })]
            : described;
    }

    private static string? ZoneOf(ForecastRequest request) => request.TimeZone is { } zone ? Core.Frequencies.ZoneText.Canonical(zone) : null;

    private TableContent ReadContent(OperationInput input, ForecastRequest request, CancellationToken cancellationToken)
    {
        TableReading reading = new()
        {
            Strict = request.OnBadData == BadDataPolicy.Strict,
            MergesRepeats = request.Duplicates is not null and not DuplicateMerge.Refuse,
            Frequency = Core.Frequencies.Frequency.TryParse(request.Freq, out Core.Frequencies.Frequency? frequency) ? frequency.Name : null,
            TimeZone = request.TimeZone,
            KeepsForm = request.LikeInput == true,
            LooksAhead = input.Shape is not { NeedsHorizon: false },
            Limits = TableLimits.Of(options.Limits, options.MaxBodyBytes),
        };
        return input.Tables.Count > 0
            ? TableReader.Read(input.Tables, request.Table, reading, cancellationToken)
            : TableReader.Read(TableOf(input), request.Table, reading, input.ContentType, cancellationToken);
    }

    private static string DescribeInput(TableContent table, Panel panel)
    {
        string?[] frequencies = [.. panel.Series.Select(series => series.Freq).Distinct().Take(2)];
        return (table.Roles with { Frequency = frequencies.Length == 1 ? frequencies[0] : table.Roles.Frequency }).ToString();
    }

    private static ForecastCall Begin(OperationInput input, ForecastRequest request, InstalledModel? model) => new()
    {
        Request = request,
        Model = model,
        Panel = new Panel([], Math.Max(1, request.Horizon ?? 1)),
        RequestId = input.RequestId,
        Started = input.Started,
    };

    private InstalledModel? Find(string model) => ModelName.TryParse(model, out ModelName? name) ? store.Find(name) : null;

    private static RequestDefaults? DefaultsOf(InstalledModel? model) => model is null ? null : ModelDefaults.OfRequest(model);
}
