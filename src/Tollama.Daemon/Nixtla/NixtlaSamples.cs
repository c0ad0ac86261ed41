namespace Tollama.Daemon.Nixtla;

/// <summary>Sample paths as Nixtla's clients read them: path by path, in each path series by series.</summary>
/// <param name="Paths">How many paths.</param>
/// <param name="Horizon">How many steps each.</param>
/// <param name="Series">How many series.</param>
/// <param name="Values">The values; <see cref="double.NaN"/> for a series that has no paths.</param>
internal sealed record NixtlaSamples(int Paths, int Horizon, int Series, double[] Values);
