using System.Globalization;
using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Cli.Verifying;

/// <summary>What a reference implementation forecast with a model's real weights.</summary>
internal sealed record ReferenceFile
{
    /// <summary>Who computed it, with what.</summary>
    public string? Source { get; init; }

    public IReadOnlyList<ReferenceCase> Cases { get => field ?? []; init; }

    /// <summary>Reads and checks a file.</summary>
    public static ReferenceFile Read(string path)
    {
        const string Remedy = "docs/verify-real-weights.md says what such a file holds";
        try
        {
            ReferenceFile file = JsonSerializer.Deserialize(File.ReadAllBytes(path), ReferenceJsonContext.Default.ReferenceFile) ?? new ReferenceFile();
            return Complaint(file) is { } complaint ? throw CliException.Usage($"{path}: {complaint}", Remedy) : file;
        }
        catch (JsonException exception)
        {
            throw CliException.Usage($"{path} is no file of reference forecasts: {CauseText.Of(exception)}", Remedy);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw CliException.Usage($"{path} cannot be read: {CauseText.Of(exception)}", Remedy);
        }
    }

    private static string? Complaint(ReferenceFile file) =>
        file.Cases.Count == 0 ? "there are no cases in it" : file.Cases.Select(Complaint).FirstOrDefault(complaint => complaint is not null);

    private static string? Complaint(ReferenceCase one)
    {
        string? wrong = one.Quantiles.Keys.FirstOrDefault(level => !IsLevel(level));
        return one.Horizon == 0 || one.Target.Count == 0 ? $"case '{one.Name}' has no target, or neither mean nor quantiles"
            : wrong is not null ? $"case '{one.Name}': '{wrong}' is no quantile level, a number between 0 and 1"
            : one.Quantiles.Values.Any(row => row.Length != one.Horizon) ? $"case '{one.Name}': every list must have {one.Horizon} values, one for each step"
            : null;
    }

    private static bool IsLevel(string text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double level) && level is > 0 and < 1;
}
