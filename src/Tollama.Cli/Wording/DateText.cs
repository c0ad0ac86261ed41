namespace Tollama.Cli.Wording;

/// <summary>Time stamps for people: midnight is not written where every stamp has it.</summary>
internal sealed class DateText
{
    private static readonly string[] Midnights = ["T00:00:00Z", "T00:00:00+00:00", "T00:00:00.000", "T00:00:00", "T00:00", " 00:00:00", " 00:00"];

    private readonly string _suffix;

    public DateText(IReadOnlyList<string> timestamps) =>
        _suffix = Midnights.FirstOrDefault(
            midnight => timestamps.Count > 0 && timestamps.All(stamp => stamp.EndsWith(midnight, StringComparison.Ordinal))) ?? "";

    public string Format(string timestamp) =>
        timestamp.EndsWith(_suffix, StringComparison.Ordinal) ? timestamp[..^_suffix.Length] : timestamp;
}
