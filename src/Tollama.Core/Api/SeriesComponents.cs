namespace Tollama.Core.Api;

/// <summary>What a history is made of: <c>trend + seasonal + remainder</c>, or their product where <see cref="Multiplicative"/> says so; a number a value each.</summary>
public sealed record SeriesComponents
{
    /// <summary>Level and trend.</summary>
    public required double[] Trend { get; init; }

    /// <summary>The seasons by their length in values: <c>"12"</c>; empty when there is none.</summary>
    public required IReadOnlyDictionary<string, double[]> Seasonal { get; init; }

    /// <summary>What is left; <c>null</c> where a value is missing.</summary>
    public required double[] Remainder { get; init; }

    /// <summary>True when the seasons multiply the trend; absent when they are added to it.</summary>
    public bool? Multiplicative { get; init; }

    /// <summary>Whose components they are: those of the model, or of a decomposition beside it.</summary>
    public required string Method { get; init; }

    /// <summary>The components of values, with what trend and seasons leave of them.</summary>
    /// <param name="values">The values; <see cref="double.NaN"/> for one that is missing.</param>
    /// <param name="trend">The trend, as many numbers.</param>
    /// <param name="seasonal">The seasons by their length, as many numbers each.</param>
    /// <param name="multiplicative">Whether the seasons multiply the trend.</param>
    /// <param name="method">Whose components they are.</param>
    public static SeriesComponents Of(
        double[] values, double[] trend, IReadOnlyDictionary<string, double[]> seasonal, bool multiplicative, string method)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(trend);
        ArgumentNullException.ThrowIfNull(seasonal);
        double[] rest = [.. trend];
        foreach (double[] season in seasonal.Values)
        {
            for (int place = 0; place < rest.Length; place++)
            {
                rest[place] = multiplicative ? rest[place] * season[place] : rest[place] + season[place];
            }
        }

        for (int place = 0; place < rest.Length; place++)
        {
            double left = multiplicative ? values[place] / rest[place] : values[place] - rest[place];
            rest[place] = double.IsFinite(left) ? left : double.NaN;
        }

        return new SeriesComponents
        {
            Trend = trend,
            Seasonal = seasonal,
            Remainder = rest,
            Multiplicative = multiplicative ? true : null,
            Method = method,
        };
    }
}
