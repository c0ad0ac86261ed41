using System.Reflection;

namespace Tollama.ArchitectureTests.Assemblies;

public sealed class AssemblyUsesTests
{
    private static readonly string[] Files =
    [
        "System.IO.File", "System.IO.FileStream", "System.IO.FileInfo", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.IO.StreamReader", "System.IO.StreamWriter",
    ];

    private static readonly string[] Clock =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.TimeProvider.get_System", "System.Diagnostics.Stopwatch", "System.Environment.get_TickCount", "System.Environment.get_TickCount64",
    ];

    // A constructor of a source with one parameter takes a time; the one with two parameters takes the clock as well, which is as it should be.
    private static readonly string[] Timers =
    [
        "System.Threading.Timer", "System.Threading.PeriodicTimer", "System.Timers", "System.Threading.Thread.Sleep", "System.Threading.Tasks.Task.Delay",
        "System.Threading.CancellationTokenSource.CancelAfter", "System.Threading.CancellationTokenSource..ctor(1)",
    ];

    private static readonly string[] Variables =
        ["System.Environment.GetEnvironmentVariable", "System.Environment.GetEnvironmentVariables", "System.Environment.SetEnvironmentVariable"];

    private static readonly string[] Processes = ["System.Diagnostics.Process", "System.Console"];

    [Fact]
    public void The_daemon_links_no_model() =>
        Check("Tollama.Daemon", "Tollama.Numerics", "Tollama.Stats", "Tollama.Neural", "Tollama.Runner");

    [Fact]
    public void The_command_line_is_a_client_like_any_other() => Check("Tollama.Cli", "Tollama.Catalog", "Tollama.Daemon", "Tollama.Data", "Tollama.Store");

    [Theory]
    [InlineData("Tollama.Stats")]
    [InlineData("Tollama.Numerics")]
    public void Models_see_no_network_no_file_no_clock_no_environment(string assembly) =>
        Check(assembly, ["System.Net", .. Files, .. Clock, .. Timers, .. Variables, .. Processes]);

    [Fact]
    public void Models_with_weights_see_files_but_no_network_no_clock_no_environment() =>
        Check("Tollama.Neural", ["System.Net", .. Clock, .. Timers, .. Variables, .. Processes]);

    [Theory]
    [InlineData("Tollama.Catalog")]
    [InlineData("Tollama.Core")]
    public void The_vocabulary_does_no_input_or_output(string assembly) =>
        Check(assembly, ["System.Net.Http", "System.Net.Sockets", .. Files, .. Clock, .. Processes]);

    [Theory]
    [InlineData("Tollama.Catalog")]
    [InlineData("Tollama.Cli")]
    [InlineData("Tollama.Client")]
    [InlineData("Tollama.Daemon")]
    [InlineData("Tollama.Data")]
    [InlineData("Tollama.Runner.Sdk")]
    [InlineData("Tollama.Store")]
    public void Environment_variables_are_read_in_the_core_only(string assembly) => Check(assembly, Variables);

    [Fact]
    public void A_forbidden_use_is_found()
    {
        IReadOnlySet<string> uses = AssemblyUses.Of(typeof(AssemblyUsesTests).Assembly);
        AssemblyUses.Violations(uses, ["System.IO.File"]).ShouldContain("System.IO.File.OpenRead");
        AssemblyUses.Violations(uses, ["Tollama.Core"]).ShouldNotBeEmpty();
    }

    [Fact]
    public void Constructors_are_told_apart_by_their_parameters()
    {
        using CancellationTokenSource timed = new(TimeSpan.FromDays(1), TimeProvider.System);
        IReadOnlySet<string> uses = AssemblyUses.Of(typeof(AssemblyUsesTests).Assembly);
        uses.ShouldContain("System.Threading.CancellationTokenSource..ctor(2)");
        uses.ShouldNotContain("System.Threading.CancellationTokenSource..ctor(1)");
    }

    [Fact]
    public void A_name_that_only_begins_alike_is_no_violation() =>
        AssemblyUses.Violations(["System.IO.FileAttributes", "Tollama.Database.Row"], ["System.IO.File", "Tollama.Data"]).ShouldBeEmpty();

    private static void Check(string assembly, params string[] forbidden)
    {
        IReadOnlySet<string> uses = AssemblyUses.Of(Assembly.Load(assembly));
        uses.Count.ShouldBeGreaterThan(10);
        AssemblyUses.Violations(uses, forbidden).ShouldBeEmpty();
    }
}
