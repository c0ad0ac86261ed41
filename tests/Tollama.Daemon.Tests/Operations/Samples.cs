using Tollama.Catalog;
using Tollama.Core.Api;
using Tollama.Core.Frequencies;
using Tollama.Core.Requests;
using Tollama.Core.Series;
using Tollama.Daemon.Operations;
using Tollama.Store;

namespace Tollama.Daemon.Tests.Operations;

/// <summary>Models, series and calls to try operations on.</summary>
internal static class Samples
{
    public static InstalledModel Model(string name, string family = "stats") => new()
    {
        Name = ModelName.Parse(name),
        Manifest = new ModelManifest
        {
            Name = name,
            Family = family,
            Source = new ModelSource { Type = "builtin" },
            InstalledAt = "2026-01-01T00:00:00Z",
            License = new LicenseInfo { Type = "MIT" },
            Capabilities = ["forecast"],
        },
        Digest = new string('0', 64),
        Size = 1,
        ModifiedAt = DateTimeOffset.UnixEpoch,
    };

    public static TimeSeries Daily(string id, params double[] values) => new()
    {
        Id = id,
        Frequency = Frequency.Parse("D"),
        Times = new SteppedTimes(Timestamp.Parse("2025-01-01"), Frequency.Parse("D"), values.Length),
        FutureTimes = new SteppedTimes(
            Timestamp.Parse("2025-01-01").WithLocal(new DateTime(2025, 1, 1).AddDays(values.Length)), Frequency.Parse("D"), 2),
        Target = [.. values],
    };

    public static ForecastCall Call(ForecastRequest request, params TimeSeries[] series) => new()
    {
        Request = request with { Model = "m", Horizon = 2 },
        Panel = new Panel(series, 2),
        RequestId = "r1",
        Started = 0,
    };
}
