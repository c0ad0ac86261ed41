using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Json;
using Tollama.Core.Requests.Bodies;
using Tollama.Core.Series;

namespace Tollama.Core.Requests;

/// <summary>Reads a forecast request and collects all of its faults.</summary>
/// <remarks>The numbers of the series are checked but not kept: the daemon hands them to the runner as the bytes they came in.</remarks>
public static class ForecastRequestReader
{
    private const int MaxDepth = 16;

    private const string SeriesName = "series";

    /// <summary>Reads a JSON body in one pass.</summary>
    /// <param name="body">The JSON text. The result refers to it: keep it until the request is answered.</param>
    /// <param name="limits">How large a request may be.</param>
    /// <param name="faults">Receives every fault found.</param>
    /// <param name="defaults">The defaults of a model, by the name in the request; <see langword="null"/> for none.</param>
    /// <param name="shape">How the request differs from that of a forecast; <see langword="null"/> for a forecast.</param>
    /// <param name="aborted">Fires when nobody waits for the request any more.</param>
    /// <returns>The request; to be used only when there is no fault.</returns>
    public static ForecastRequest Read(
        ReadOnlyMemory<byte> body,
        RequestLimits limits,
        FaultList faults,
        Func<string, RequestDefaults?>? defaults = null,
        RequestShape? shape = null,
        CancellationToken aborted = default)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(faults);
        if (body.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            faults.Add("missing", [], "the request has no body; send a JSON object with model, horizon and series");
            return new ForecastRequest();
        }

        try
        {
            Utf8JsonReader reader = new(body.Span, new JsonReaderOptions { MaxDepth = MaxDepth });
            return Read(ref reader, body, ReadingRules.OfBody(limits, aborted) with { Shape = shape }, faults, defaults);
        }
        catch (JsonException exception)
        {
            NoJson.Report(exception, body.Span, faults);
        }
        catch (InvalidOperationException)
        {
            faults.Add("json", [], "the body is not valid JSON: a text is not valid UTF-8");
        }

        return new ForecastRequest();
    }

    /// <summary>Reads the settings of a table from the texts of a query.</summary>
    /// <param name="query">Names and texts; a text that is empty says nothing.</param>
    /// <param name="limits">How large a request may be.</param>
    /// <param name="faults">Receives every fault found.</param>
    /// <param name="defaults">The defaults of a model, by the name in the request; <see langword="null"/> for none.</param>
    /// <param name="shape">How the request differs from that of a forecast; <see langword="null"/> for a forecast. A horizon need not be said: a table has one, or its frequency.</param>
    public static ForecastRequest ReadQuery(
        IEnumerable<KeyValuePair<string, string>> query, RequestLimits limits, FaultList faults, Func<string, RequestDefaults?>? defaults = null, RequestShape? shape = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(faults);
        ArgumentNullException.ThrowIfNull(limits);
        ForecastRequest request = new();
        List<KeyValuePair<string, string>> options = [];
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string name, string text) in query)
        {
            if (text.Length > 0 && !seen.Add(name))
            {
                ReportTwice([name], faults);
            }
            else if (name.StartsWith(RequestFields.OptionPrefix, StringComparison.Ordinal) && name.Length > RequestFields.OptionPrefix.Length)
            {
                options.Add(new KeyValuePair<string, string>(name[RequestFields.OptionPrefix.Length..], text));
            }
            else if (RequestFields.Find(name, FieldPlaces.Query) is not { } field || !RequestShape.Has(shape, field))
            {
                ReportUnknown([], name, RequestFields.NamesAt(FieldPlaces.Query).Where(known => RequestShape.Has(shape, RequestFields.Find(known, FieldPlaces.Query)!)), faults);
            }
            else if (text.Length > 0)
            {
                request = Agreeing(field.ReadText(request, text, limits, faults), request, name, faults);
            }
        }

        request = WithOptions(request, options, limits, faults);
        request = Complete(request, ModelsOf(request, shape), limits, faults, defaults);
        ReportMissing(request, faults, (shape?.NeedsModel ?? true) && request.Select is null, needsHorizon: false);
        RequestChecks.Report(request, shape, faults);
        return request;
    }

    /// <summary>Adds settings of a table to a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="settings">Names as in a query, and texts; a text that is empty says nothing.</param>
    /// <param name="limits">How large a request may be.</param>
    /// <param name="faults">Receives every fault found.</param>
    public static ForecastRequest With(ForecastRequest request, IEnumerable<KeyValuePair<string, string>> settings, RequestLimits limits, FaultList faults)
    {
        ArgumentNullException.ThrowIfNull(settings);
        foreach ((string name, string text) in settings.Where(setting => setting.Value.Length > 0))
        {
            RequestField field = RequestFields.Find(name, FieldPlaces.Query) ?? throw new ArgumentException($"A query has no field '{name}'.", nameof(settings));
            ForecastRequest read = field.ReadText(request, text, limits, faults);

            // A frequency may be the model's own, which a setting may well replace.
            request = field == RequestFields.Freq ? read : Agreeing(read, request, name, faults);
        }

        return request;
    }

    /// <summary>Reads a request from the object that follows.</summary>
    /// <param name="reader">A reader before the object.</param>
    /// <param name="text">The text that the reader reads.</param>
    /// <param name="rules">How strictly.</param>
    /// <param name="faults">Receives every fault found.</param>
    /// <param name="defaults">The defaults of a model; <see langword="null"/> for none.</param>
    internal static ForecastRequest Read(
        ref Utf8JsonReader reader, ReadOnlyMemory<byte> text, ReadingRules rules, FaultList faults, Func<string, RequestDefaults?>? defaults)
    {
        ForecastRequest request = new();
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            faults.Add("type", [], "the body must be a JSON object with model, horizon and series. A table of records is read by forecast, validate and inspect, with model and horizon in the query");
            reader.Skip();
            reader.Read();
            return request;
        }

        List<SeriesDraft>? drafts = null;
        HashSet<string> seen = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            rules.Aborted.ThrowIfCancellationRequested();
            string name = reader.GetString()!;
            reader.Read();
            if ((name == SeriesName || rules.IsExtra(name) || rules.Find(name) is not null) && !seen.Add(name) && rules.RefusesUnknown)
            {
                ReportTwice([name], faults);
            }

            if (name == SeriesName && rules.NeedsSeries)
            {
                drafts = SeriesReader.ReadAll(ref reader, ref text, rules, faults);
            }
            else
            {
                request = ReadField(ref reader, name, request, rules, faults);
            }
        }

        reader.Read();
        request = Complete(request.WithPythonSeason(), ModelsOf(request, rules.Shape), rules.Limits, faults, defaults);
        rules.Shape?.Check?.Invoke(request.Extras, (drafts ?? []).Select(draft => draft.Id).ToHashSet(StringComparer.Ordinal), faults);
        ReportMissing(request, faults, (rules.Shape?.NeedsModel ?? true) && request.Select is null, rules.NeedsHorizon && !rules.MayLackHorizon);
        RequestChecks.Report(request, rules.Shape, faults);
        if (drafts is null && rules.NeedsSeries)
        {
            faults.Add("missing", [SeriesName], "series is required: an array of objects with id and target");
        }

        if (faults.Count > 0 || drafts is null)
        {
            return request;
        }

        request = rules.MayLackHorizon ? request with { Horizon = request.Horizon ?? StepsOfFuture(drafts, request.Gap ?? 0) } : request;
        return request with { Series = Finish(drafts, request, rules, faults) };
    }

    /// <summary>A name that an object has twice. Which of the two values counts is nothing that its sender could know.</summary>
    internal static void ReportTwice(IReadOnlyList<string> at, FaultList faults) =>
        faults.Add("duplicate", at, $"'{at[^1]}' is there twice; send it once");

    internal static void ReportUnknown(IReadOnlyList<string> at, string field, IEnumerable<string> known, FaultList faults)
    {
        if (faults.IsFull)
        {
            faults.Add("unknown_field", at, "");
            return;
        }

        string[] names = [.. known];
        bool isQuery = names.Contains(RequestFields.Decimal.Name);
        bool isElsewhere = at.Count == 0 && RequestFields.Find(field, isQuery ? FieldPlaces.Query : FieldPlaces.Body) is not null;
        string meant = FieldHints.For(field, names, isQuery, isSeries: at is [SeriesName, ..])
            ?? (isElsewhere ? "it is a field of other requests and has no effect here: leave it out"
            : NearestName.Best(field, names) is { } near ? $"did you mean '{near}'?" : $"known fields are {string.Join(", ", names)}");
        faults.Add("unknown_field", [.. at, field], string.Concat("unknown field '", Excerpt.Of(field), "'; ", meant));
    }

    private static ForecastRequest ReadField(ref Utf8JsonReader reader, string name, ForecastRequest request, ReadingRules rules, FaultList faults)
    {
        if (rules.IsExtra(name))
        {
            return ReadExtra(ref reader, name, request, rules, faults);
        }

        if (rules.Find(name) is not { } field)
        {
            if (rules.RefusesUnknown)
            {
                ReportUnknown([], name, rules.Names, faults);
            }

            reader.Skip();
            return request;
        }

        if (field == RequestFields.Options && request.Options is not null && reader.TokenType != JsonTokenType.Null)
        {
            if (!faults.HasTwice(name))
            {
                faults.Add("value", [name], "options and parameters are two names of one thing: send options only");
            }

            reader.Skip();
            return request;
        }

        return Agreeing(field.ReadJson(ref reader, request, rules.Limits, faults), request, name, faults);
    }

    private static ForecastRequest ReadExtra(ref Utf8JsonReader reader, string name, ForecastRequest request, ReadingRules rules, FaultList faults)
    {
        ValueSurvey survey = ValueSurvey.Of(reader);
        string? fault = survey.FaultOf(rules.Limits) ?? (survey.HasBrokenText ? "has a text that is not valid Unicode" : null);
        if (fault is not null)
        {
            faults.Add("value", [name], $"{name} {fault}");
            reader.Skip();
            return request;
        }

        if (DuplicateNames.Find(reader) is { } twice)
        {
            ReportTwice([name, .. twice], faults);
            reader.Skip();
            return request;
        }

        return request with { Extras = new Dictionary<string, JsonElement>(request.Extras, StringComparer.Ordinal) { [name] = JsonElement.ParseValue(ref reader) } };
    }

    // Two names of one thing may say the same twice, as some clients do. Which of two that differ counts is nothing that their sender could know.
    private static ForecastRequest Agreeing(ForecastRequest read, ForecastRequest before, string name, FaultList faults)
    {
        foreach (RequestField field in RequestFields.All)
        {
            // Of options only their values can differ; that is looked at where they are put together.
            if (field != RequestFields.Options && field.TextOf(before) is { } earlier && field.TextOf(read) is { } later && !field.AreOne(earlier, later)
                && !faults.HasTwice(name))
            {
                string names = (name == field.Name ? field.Alias : name) is { } other
                    ? $"{field.Name} and {other} are two names of one thing, and differ"
                    : $"{field.Name} is said twice, and differently";
                faults.Add("value", [name], $"{names}: '{Excerpt.Of(earlier)}' and '{Excerpt.Of(later)}'; send one of them");
            }
        }

        return read;
    }

    private static ForecastRequest WithOptions(
        ForecastRequest request, List<KeyValuePair<string, string>> options, RequestLimits limits, FaultList faults)
    {
        if (options.Count == 0)
        {
            return request;
        }

        if (options.Count > limits.MaxOptions)
        {
            faults.Add("limit", [RequestFields.Options.Name], $"{options.Count} options; the limit is {limits.MaxOptions}");
            return request;
        }

        JsonElement all = OptionText.With(request.Options, options);
        foreach (JsonProperty earlier in request.Options is { ValueKind: JsonValueKind.Object } named ? named.EnumerateObject() : default)
        {
            if (!JsonElement.DeepEquals(all.GetProperty(earlier.Name), earlier.Value) && !faults.HasTwice(earlier.Name))
            {
                string other = RequestFields.OptionPrefix + earlier.Name;
                faults.Add("value", [other], $"{earlier.Name} and {other} are two names of one thing, and differ; send one of them");
            }
        }

        return request with { Options = all };
    }

    // Of a list the first names count; how long it may be is checked elsewhere.
    private static IReadOnlyList<string> ModelsOf(ForecastRequest request, RequestShape? shape)
    {
        const int MostAsked = 32;
        return request.Model is { } model ? [model]
            : request.Models is { } models ? [.. models.Take(MostAsked)]
            : shape?.Models is { } field && request.Extras.TryGetValue(field, out JsonElement sent) && sent.ValueKind == JsonValueKind.Array
                ? [.. sent.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Take(MostAsked).Select(one => one.GetString()!)]
                : [];
    }

    /// <summary>What the request does not say is said by its model, or the first of several, if that was made with defaults.</summary>
    private static ForecastRequest Complete(
        ForecastRequest request, IReadOnlyList<string> models, RequestLimits limits, FaultList faults, Func<string, RequestDefaults?>? defaults)
    {
        foreach (string model in defaults is null ? [] : models)
        {
            if (defaults!(model) is { } own)
            {
                request = Complete(request, model, own, models.Count == 1, limits, faults);
            }
        }

        return request;
    }

    // Levels of one model are no levels of the others.
    private static ForecastRequest Complete(
        ForecastRequest request, string model, RequestDefaults own, bool isOnly, RequestLimits limits, FaultList faults)
    {
        RequestDefaults counting = own with
        {
            Horizon = request.Horizon is null ? own.Horizon : null,
            Quantiles = isOnly && request.Quantiles is null ? own.Quantiles : null,
        };
        DefaultLimits.Check(model, counting, limits, faults);
        return request with
        {
            Horizon = request.Horizon ?? (IsFaulty(RequestFields.Horizon, faults) ? null : own.Horizon),
            Quantiles = request.Quantiles ?? (isOnly ? own.Quantiles : null),
            Freq = request.Freq ?? own.Freq,
        };
    }

    private static void ReportMissing(ForecastRequest request, FaultList faults, bool needsModel = true, bool needsHorizon = true)
    {
        if (needsModel && request.Model is null && !IsFaulty(RequestFields.Model, faults))
        {
            faults.Add("missing", [RequestFields.Model.Name], "model is required; 'tollama list' shows what is installed");
        }

        if (needsHorizon && request.Horizon is null && !IsFaulty(RequestFields.Horizon, faults))
        {
            faults.Add("missing", [RequestFields.Horizon.Name], "horizon is required: the number of steps to forecast, at least 1");
        }
    }

    private static bool IsFaulty(RequestField field, FaultList faults) =>
        faults.Items.Any(fault => fault.Loc is [_, var first] && (first == field.Name || first == field.Alias));

    // How far the future of covariates is known says how many steps are meant, as the rows of a table do.
    private static int? StepsOfFuture(List<SeriesDraft> drafts, int gap)
    {
        int[] steps = [.. drafts.Select(draft => draft.StepsOfFuture - gap).OfType<int>().Where(count => count > 0)];
        return steps.Length == 0 ? null : steps.Min();
    }

    private static TimeSeries[] Finish(List<SeriesDraft> drafts, ForecastRequest request, ReadingRules rules, FaultList faults)
    {
        // Nothing is prepared for an answer that is too long.
        int before = faults.Count;
        RequestSize.Check(drafts.Count, request, rules.Limits, faults);
        if (faults.Count > before)
        {
            return [];
        }

        HashSet<string> ids = new(drafts.Count, StringComparer.Ordinal);
        TimeSeries[] series = new TimeSeries[drafts.Count];
        for (int i = 0; i < series.Length; i++)
        {
            rules.Aborted.ThrowIfCancellationRequested();
            string index = i.ToString(CultureInfo.InvariantCulture);
            if (!ids.Add(drafts[i].Id) && drafts[i].HasId && rules.Limits != RequestLimits.None)
            {
                faults.Add("value", [SeriesName, index, "id"], $"the id '{drafts[i].Id}' was used by an earlier series; ids must differ", drafts[i].Id);
            }

            if (rules.Shape is { MayLackFuture: true })
            {
                drafts[i].FitFutures((request.Gap ?? 0) + (request.Horizon ?? 1));
            }

            series[i] = drafts[i].Finish(request.Horizon ?? (rules.MayLackHorizon ? 1 : null), request.Gap ?? 0, request.Freq, index, faults);
        }

        return series;
    }
}
