using System.Text.Json;
using Tollama.Core.Errors;
using Tollama.Core.Imputation;
using Tollama.Core.Json;
using Tollama.Core.Requests;

namespace Tollama.Daemon.Operations;

/// <summary>Reads how missing values are to be filled.</summary>
internal static class ImputeReader
{
    private const int MostSeasons = 10;

    private static readonly string[] Known = [RequestFields.SeasonLength.Name, RequestFields.NonNegative.Name];

    /// <summary>What such a request has.</summary>
    internal static RequestShape Shape { get; } = new([], NeedsModel: false)
    {
        TakesTables = true,
        Fields =
        [
            RequestFields.Model, RequestFields.Level, RequestFields.Integer, RequestFields.Options, RequestFields.SeasonLength, RequestFields.NonNegative, RequestFields.Freq,
            RequestFields.OnBadData, RequestFields.Strict, RequestFields.Duplicates, RequestFields.Aggregate, RequestFields.End, RequestFields.TimeZone, RequestFields.Timeout,
            RequestFields.Stream, RequestFields.Time, RequestFields.Target, RequestFields.Id, RequestFields.Covariates, RequestFields.FutureCovariates, RequestFields.Delimiter,
            RequestFields.Decimal, RequestFields.DayFirst, RequestFields.Sheet,
        ],
    };

    /// <summary>The settings.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidRequest"/>: there is no such way, or an option is none; all faults are named.</exception>
    internal static ImputationSettings Read(ForecastRequest request)
    {
        FaultList faults = new();
        string model = request.Model ?? ImputationSettings.Auto;
        if (!ImputationSettings.Models.Contains(model))
        {
            faults.Add(
                "value", [RequestFields.Model.Name], $"'{Excerpt.Of(model)}' fills no missing values; send model=auto, seasonal, arima or ets, or leave it out for auto", model);
        }

        JsonElement options = request.Options ?? default;
        foreach (JsonProperty option in options.ValueKind == JsonValueKind.Object ? options.EnumerateObject().Where(option => !Known.Contains(option.Name)) : [])
        {
            faults.Add(
                "unknown_field",
                [RequestFields.Options.Name, option.Name],
                $"unknown option '{Excerpt.Of(option.Name)}'; those of filling are {string.Join(" and ", Known)}");
        }

        ImputationSettings settings = new()
        {
            Model = model,
            Level = request.Level ?? ImputationSettings.UsualLevel,
            SeasonLengths = Seasons(options, faults),
            NonNegative = Flag(options, faults),
        };
        return faults.Count == 0 ? settings : throw faults.ToException();
    }

    private static List<int>? Seasons(JsonElement options, FaultList faults)
    {
        if (Find(options, Known[0]) is not { } sent)
        {
            return null;
        }

        JsonElement[] all = sent.ValueKind == JsonValueKind.Array ? [.. sent.EnumerateArray().Take(MostSeasons + 1)] : [sent];
        List<int> seasons = [];
        foreach (JsonElement one in all)
        {
            if (JsonNumber.TryReadWhole(one, out long season) && season is >= 1 and <= int.MaxValue)
            {
                seasons.Add((int)season);
            }
        }

        if (seasons.Count == all.Length && all.Length is > 0 and <= MostSeasons)
        {
            return seasons;
        }

        faults.Add(
            "value",
            [RequestFields.Options.Name, Known[0]],
            $"{Known[0]} must be a whole number from 1 on, or an array of 1 to {MostSeasons} of them, not {Excerpt.Of(sent.GetRawText())}");
        return null;
    }

    private static bool? Flag(JsonElement options, FaultList faults)
    {
        if (Find(options, Known[1]) is not { } sent)
        {
            return null;
        }

        if (sent.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            faults.Add("type", [RequestFields.Options.Name, Known[1]], $"{Known[1]} must be true or false, not {Excerpt.Of(sent.GetRawText())}");
        }

        return sent.ValueKind == JsonValueKind.True;
    }

    private static JsonElement? Find(JsonElement options, string name) =>
        options.ValueKind == JsonValueKind.Object && options.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
