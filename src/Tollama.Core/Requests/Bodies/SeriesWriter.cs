using System.Text.Json;
using Tollama.Core.Frequencies;
using Tollama.Core.Series;

namespace Tollama.Core.Requests.Bodies;

/// <summary>Writes series as JSON, as <see cref="SeriesReader"/> reads them.</summary>
internal static class SeriesWriter
{
    private const int LongestTimestamp = 96;

    /// <summary>Writes an array of series.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="series">The series.</param>
    /// <param name="place">Where they will stand: a model is not told what happened after the history.</param>
    /// <param name="shortTimes">Whether the first time stamp may stand for all, where frequency and length tell the others.</param>
    public static void WriteAll(Utf8JsonWriter writer, IReadOnlyList<TimeSeries> series, FieldPlaces place, bool shortTimes)
    {
        writer.WriteStartArray();
        foreach (TimeSeries one in series)
        {
            Write(writer, one, place, shortTimes);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, TimeSeries series, FieldPlaces place, bool shortTimes)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, series.Id);
        if (series.Freq is { } freq)
        {
            writer.WriteString("freq"u8, freq);
        }

        if (series.Times is { Count: > 0 } times)
        {
            WriteTimes(writer, series, times, shortTimes);
        }

        writer.WritePropertyName("target"u8);
        series.Target.WriteTo(writer);
        if (series.Actuals is { } actuals && place == FieldPlaces.Body)
        {
            writer.WritePropertyName("actuals"u8);
            actuals.WriteTo(writer);
        }

        WriteCovariates(writer, CovariateUse.PastName, series.Covariates, covariate => covariate.Past);
        WriteCovariates(writer, CovariateUse.FutureName, series.Covariates, covariate => covariate.Future);
        if (series.StaticCovariates.Count > 0)
        {
            writer.WriteStartObject(CovariateUse.StaticName);
            foreach ((string name, JsonElement value) in series.StaticCovariates)
            {
                writer.WritePropertyName(name);
                value.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void WriteTimes(Utf8JsonWriter writer, TimeSeries series, IReadOnlyList<Timestamp> times, bool shortTimes)
    {
        if (shortTimes && series.Frequency is { } frequency && SteppedTimes.Tell(times, frequency))
        {
            writer.WritePropertyName("start_timestamp"u8);
            Write(writer, times[0]);
            return;
        }

        writer.WriteStartArray("timestamps"u8);
        foreach (Timestamp time in times)
        {
            Write(writer, time);
        }

        writer.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter writer, Timestamp time)
    {
        Span<byte> text = stackalloc byte[LongestTimestamp];
        time.SelfEvident().TryFormat(text, out int length);
        writer.WriteStringValue(text[..length]);
    }

    // A covariate whose future is known stands in both objects, each part once.
    private static void WriteCovariates(Utf8JsonWriter writer, string field, IReadOnlyList<Covariate> covariates, Func<Covariate, Column?> part)
    {
        bool isOpen = false;
        foreach (Covariate covariate in covariates)
        {
            if (part(covariate) is not { } column)
            {
                continue;
            }

            if (!isOpen)
            {
                writer.WriteStartObject(field);
                isOpen = true;
            }

            writer.WritePropertyName(covariate.Name);
            column.WriteTo(writer);
        }

        if (isOpen)
        {
            writer.WriteEndObject();
        }
    }
}
