using Tollama.FakeHub;
using Tollama.Soak.Daemons;
using Tollama.Soak.Faults;
using Tollama.Soak.Reports;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Rounds;

/// <summary>All kinds of rounds that are possible on this machine.</summary>
internal static class RoundKinds
{
    private static readonly string[] RunnerCodes = ["RUNNER_FAILED", "RUNNER_UNAVAILABLE"];

    private static readonly string[] HubCodes = ["HUB_UNAVAILABLE", "DOWNLOAD_CORRUPT", "TIMEOUT"];

    /// <summary>Nothing goes wrong but clients.</summary>
    public static RoundKind Calm { get; } = new("calm", [], new Dictionary<Area, string[]>());

    public static IReadOnlyList<RoundKind> All(DaemonUnderTest daemon, SoakHome home, HubServer hub, Tally tally)
    {
        List<RoundKind> kinds =
        [
            Calm,
            new("dying runners", RunnerFaults.All(daemon), Excuse(RunnerCodes, Area.Forecasts)) { RunnersDie = true },
            new("a bad hub", HubFaults.All(hub), Excuse(HubCodes, Area.Pulls)),
            new("bad connections", ConnectionFaults.All(daemon), Excuse([])),
            new("killed daemons", DaemonFaults.Kills(daemon, home, tally), Excuse([])) { EndsDaemon = true },
            new("terminated daemons", DaemonFaults.Terminations(daemon, home, tally), Excuse(["DRAINING"], Enum.GetValues<Area>())) { EndsDaemon = true },
        ];
        if (home.HasOwnDisk)
        {
            kinds.Add(new RoundKind("a full disk", DiskFaults.All(home), Excuse(["INSUFFICIENT_STORAGE"], Area.Store, Area.Pulls)));
        }

        if (DaemonUnderTest.CanStepClock)
        {
            kinds.Add(new RoundKind("a clock that steps", ClockFaults.All(daemon, home, tally), Excuse(["DRAINING"], Enum.GetValues<Area>())) { EndsDaemon = true });
        }

        return kinds;
    }

    /// <summary>What of this kind cannot be done here, in words.</summary>
    public static IEnumerable<string> Impossible(SoakHome home)
    {
        if (!home.HasOwnDisk)
        {
            yield return "no full disk: this user may not mount a tmpfs";
        }

        if (!DaemonUnderTest.CanStepClock)
        {
            yield return "no clock steps: libfaketime is not installed (apt-get install libfaketime); tests with FakeTimeProvider step the clock of the store, of keep-alive and of timeouts";
        }
    }

    private static Dictionary<Area, string[]> Excuse(string[] codes, params Area[] areas) => areas.ToDictionary(area => area, _ => codes);
}
