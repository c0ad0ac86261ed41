using Tollama.Core.Frequencies;

namespace Tollama.Data.Tests.Time;

/// <summary>Short ways to write time stamps in tests.</summary>
internal static class Stamps
{
    public static Timestamp[] Of(params string[] texts) =>
        Array.ConvertAll(texts, text => Timestamp.TryParse(text, out Timestamp stamp) ? stamp : throw new FormatException(text));

    public static Timestamp[] Series(string frequency, DateTime start, int count)
    {
        Frequency steps = Frequency.Parse(frequency);
        DateTime first = steps.IsOnAnchor(start) ? start : steps.Add(start, 1);
        Timestamp form = Timestamp.FromLocal(first).Showing(steps);
        return [.. Enumerable.Range(0, count).Select(step => form.WithLocal(steps.Add(first, step)))];
    }

    public static string[] Texts(this IEnumerable<Timestamp> stamps) => [.. stamps.Select(stamp => stamp.ToString())];
}
