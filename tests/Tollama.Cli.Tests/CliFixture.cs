using Microsoft.Extensions.Time.Testing;
using Tollama.Cli.Background;
using Tollama.Core.Configuration;
using Tollama.Testing.Http;

namespace Tollama.Cli.Tests;

/// <summary>A stub daemon, a terminal and a folder: a test parses a command line and looks at what it left behind.</summary>
public abstract class CliFixture : IAsyncLifetime
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollama-cli-");

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected StubDaemon Daemon { get; private set; } = null!;

    private protected TestTerminal Terminal { get; set; } = new();

    private protected IDaemonLauncher? Launcher { get; set; }

    private protected IReadOnlyList<string> SettingFaults { get; set; } = [];

    private protected FakeTables Tables { get; } = new();

    private protected List<ServeOptions> Served { get; } = [];

    private protected Dictionary<string, string> Variables { get; } = [];

    private protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

    protected string Url => Daemon.Address.ToString().TrimEnd('/');

    protected string Folder => _folder.FullName;

    public async ValueTask InitializeAsync()
    {
        Daemon = await StubDaemon.StartAsync(Token);
        Variables["TOLLAMA_HOST"] = Daemon.Address.Authority;
        Variables["TOLLAMA_HOME"] = Folder;
    }

    public async ValueTask DisposeAsync()
    {
        await Daemon.DisposeAsync();
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected Task<int> RunAsync(params string[] args) => RunAsync(Token, args);

    private protected Task<int> RunAsync(CancellationToken cancellationToken, params string[] args)
    {
        CliHost host = new()
        {
            Environment = new TollamaEnvironment(Variables),
            Terminal = Terminal,
            Time = Time,
            Launcher = Launcher,
            Tables = Tables,
            SettingFaults = _ => SettingFaults,
            Serve = (options, _) =>
            {
                Served.Add(options);
                return Task.FromResult(42);
            },
        };
        return CliProgram.RunAsync(args, host, cancellationToken);
    }

    private protected string WriteFile(string name, string text)
    {
        string path = Path.Combine(Folder, name);
        File.WriteAllText(path, text);
        return path;
    }
}
