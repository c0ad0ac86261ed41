using System.Globalization;

namespace Tollama.FakeHub;

/// <summary>The command line: pairs of an option and its value.</summary>
/// <remarks>
/// <c>--port N</c>, <c>--folder OWNER/NAME=DIR</c> (also several times, also for one repository), <c>--file-size OWNER/NAME=BYTES</c> (a
/// <c>model.safetensors</c> of noise), <c>--token TOKEN</c> (known, and needed for everything when given), <c>--https FILE</c> (speaks TLS and writes its
/// authority there).
/// </remarks>
internal sealed class ProgramArguments
{
    private readonly List<Action<HubServer>> _steps = [];
    private readonly List<string> _repositories = [];

    private ProgramArguments()
    {
    }

    public HubServerOptions Options { get; private set; } = new();

    public string? AuthorityFile { get; private set; }

    public static ProgramArguments Parse(string[] args)
    {
        ProgramArguments arguments = new();
        foreach (string[] pair in args.Chunk(2))
        {
            arguments.Take(pair[0], pair.Length == 2 ? pair[1] : throw new ArgumentException($"{pair[0]} needs a value."));
        }

        return arguments;
    }

    /// <summary>Adds all repositories and hashes their files, so that the first client does not wait for it.</summary>
    public void Fill(HubServer hub)
    {
        _steps.ForEach(step => step(hub));
        _repositories.ForEach(id => _ = hub.AddRepository(id).Head);
    }

    private void Take(string option, string value)
    {
        switch (option)
        {
            case "--port":
                Options = Options with { Port = int.Parse(value, CultureInfo.InvariantCulture) };
                break;
            case "--https":
                (Options, AuthorityFile) = (Options with { Https = true }, value);
                break;
            case "--folder":
                AddRepository(value, (repository, folder) => repository.AddFolder(folder));
                break;
            case "--file-size":
                AddRepository(value, (repository, bytes) =>
                    repository.Add("model.safetensors", ServedContent.Pattern(long.Parse(bytes, CultureInfo.InvariantCulture))));
                break;
            case "--token":
                _steps.Add(hub => RequireToken(hub, value));
                break;
            default:
                throw new ArgumentException($"Unknown option {option}.");
        }
    }

    private void AddRepository(string value, Action<ServedRepository, string> fill)
    {
        string[] parts = value.Split('=', 2);
        _repositories.Add(parts[0]);
        _steps.Add(hub => fill(hub.AddRepository(parts[0]), parts[1]));
    }

    private void RequireToken(HubServer hub, string token)
    {
        hub.AddToken(token);
        foreach (string id in _repositories)
        {
            ServedRepository repository = hub.AddRepository(id).Allow(token);
            repository.Gated = "manual";
        }
    }
}
