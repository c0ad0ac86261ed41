using System.Globalization;
using Microsoft.AspNetCore.Http;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Core.Frequencies;
using Tollama.Core.Validation;
using Tollama.Daemon.Http;
using Tollama.Data.Repair;
using Tollama.Data.Tables;

namespace Tollama.Daemon.Forecasting;

/// <summary>A forecast whose body is a CSV table; model, horizon and the rest stand in the query.</summary>
internal static class TableRequest
{
    private static readonly string[] TableTypes = ["text/csv", "application/csv", "text/tab-separated-values"];

    /// <summary>True for a table: by Content-Type, or when the query names the model and the body is no JSON object.</summary>
    internal static bool IsTable(HttpRequest request, ReadOnlySpan<byte> body)
    {
        string type = request.ContentType ?? "";
        if (TableTypes.Any(table => type.StartsWith(table, StringComparison.OrdinalIgnoreCase)))
        {
            return true;
        }

        ReadOnlySpan<byte> text = body.TrimStart(" \t\r\n"u8);
        return request.Query.ContainsKey("model") && !text.IsEmpty && text[0] != (byte)'{';
    }

    internal static ForecastCall Read(
        HttpContext context, RequestBody body, RequestLimits limits, Func<string, RequestDefaults?> defaults, long started, FaultList faults)
    {
        Dictionary<string, string> query = context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        ParsedRequest request = ForecastRequestReader.ReadSettings(TableSettings.ToJson(query), limits, faults, defaults);
        TableOptions options = TableOptions.FromQuery(query, out IReadOnlyList<Fault> tableFaults);
        foreach (Fault fault in tableFaults)
        {
            faults.Add(fault.Type, [.. fault.Loc.Skip(1)], fault.Msg, fault.Input);
        }

        options = options with { Frequency = options.Frequency ?? (Frequency.TryParse(request.DefaultFreq, out Frequency? own) ? own : null) };
        List<string> warnings = [];
        List<SeriesError> errors = [];
        (IReadOnlyList<PreparedSeries> series, string? input) =
            faults.Count > 0 ? ([], null) : ReadSeries(body, request, options, limits, warnings, errors);
        return new ForecastCall
        {
            Request = request,
            Series = series,
            Warnings = warnings,
            Errors = errors,
            Input = input,
            RequestId = RequestId.Of(context),
            Started = started,
        };
    }

    private static (IReadOnlyList<PreparedSeries> Series, string Input) ReadSeries(
        RequestBody body, ParsedRequest request, TableOptions options, RequestLimits limits, List<string> warnings, List<SeriesError> errors)
    {
        bool strict = options.Strict || request.OnBadData == BadDataPolicy.Strict;
        using MemoryStream stream = new(body.Bytes.ToArray(), writable: false);
        TableLimits tableLimits = options.Limits with { MaxSeries = limits.MaxSeries, MaxPoints = limits.MaxPoints };
        TableContent table = CsvTableReader.Read(stream, options with { Strict = strict, Limits = tableLimits }, CancellationToken.None);
        warnings.AddRange(table.Warnings);
        List<PreparedSeries> prepared = new(table.Series.Count);
        foreach (RawSeries raw in table.Series)
        {
            try
            {
                RepairedSeries repaired = SeriesRepair.Repair(raw, options.Frequency, new RepairOptions { Strict = strict, Duplicates = options.Duplicates });
                warnings.AddRange(repaired.Warnings);
                IReadOnlyList<ParsedCovariate> future = table.Future.TryGetValue(raw.Id, out FutureRows? rows)
                    ? TableFuture.Covariates(repaired, rows, request.Horizon)
                    : [];
                prepared.Add(SeriesConversion.FromRepaired(repaired, options.Frequency?.Name, request.Horizon, future, default));
            }
            catch (TollamaException exception) when (!strict && table.Series.Count > 1)
            {
                errors.Add(new SeriesError { Id = raw.Id, Code = exception.Code.ToWireName(), Message = exception.Message });
            }
        }

        CheckSize(request, prepared.Count, limits);
        string? freq = prepared.Select(one => one.Freq).Distinct().Take(2).Count() == 1 ? prepared[0].Freq : table.Roles.Frequency;
        return (prepared, (table.Roles with { Frequency = freq }).ToString());
    }

    private static void CheckSize(ParsedRequest request, int count, RequestLimits limits)
    {
        long values = (long)count * request.Horizon * (1 + request.Quantiles.Count);
        if (values > limits.MaxForecastValues)
        {
            throw new TollamaException(
                ErrorCode.InvalidRequest,
                string.Create(CultureInfo.InvariantCulture, $"the answer would have {values} numbers; the limit is {limits.MaxForecastValues}"),
                "send fewer series at once");
        }
    }
}
