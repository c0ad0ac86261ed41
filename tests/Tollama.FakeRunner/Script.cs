namespace Tollama.FakeRunner;

/// <summary>The command line: how the runner behaves as a whole. What it does on a request stands in the request's <c>options</c>.</summary>
internal sealed class Script
{
    private readonly Dictionary<string, string> _values = [];

    public Script(string[] arguments)
    {
        foreach (string argument in arguments)
        {
            string[] parts = argument.TrimStart('-').Split('=', 2);
            _values[parts[0]] = parts.Length > 1 ? parts[1] : "";
        }
    }

    /// <summary>normal, silent, wrong-version (newer), old-version, exit, error, terse (only what is required and the version), no-version.</summary>
    public string Hello => _values.GetValueOrDefault("hello", "normal");

    /// <summary>What is answered to hello, as it is.</summary>
    public string? HelloResult => _values.GetValueOrDefault("hello-result");

    /// <summary>normal, crash-again (on every process but the first), error, error-again, other-model (answers for another model).</summary>
    public string Load => _values.GetValueOrDefault("load", "normal");

    /// <summary>normal, silent.</summary>
    public string Ping => _values.GetValueOrDefault("ping", "normal");

    /// <summary>normal, silent.</summary>
    public string Cancel => _values.GetValueOrDefault("cancel", "normal");

    /// <summary>What hello lists.</summary>
    public string[] Capabilities => _values.GetValueOrDefault("capabilities", "hello,load,unload,forecast,cancel,ping").Split(',');

    /// <summary>The file to which every start and every request is appended.</summary>
    public string? Journal => _values.GetValueOrDefault("journal");

    /// <summary>The file to which every line of a forecast is appended as it came.</summary>
    public string? Record => _values.GetValueOrDefault("record");

    /// <summary>A local port to connect to and keep open: the peer sees the end of the process, however it came.</summary>
    public int? BeaconPort => _values.TryGetValue("beacon", out string? port) ? int.Parse(port, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>Stay alive when stdin ends.</summary>
    public bool IgnoresEof => _values.ContainsKey("ignore-eof");

    /// <summary>Stay alive on SIGTERM.</summary>
    public bool IgnoresTerm => _values.ContainsKey("ignore-term");

    /// <summary>Start a child process that outlives its parent unless the tree is killed.</summary>
    public bool HasChild => _values.ContainsKey("child");

    /// <summary>Start a child process that leaves the session, the group and the tree.</summary>
    public bool HasStray => _values.ContainsKey("stray");

    /// <summary>Do nothing but wait: the child.</summary>
    public bool IsChild => _values.ContainsKey("wait");

    /// <summary>One forecast in this many ends the process; 0 = none.</summary>
    public int DeathRate => int.Parse(_values.GetValueOrDefault("death-rate", "0"), System.Globalization.CultureInfo.InvariantCulture);
}
