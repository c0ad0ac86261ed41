namespace Tollama.Daemon.Runners;

/// <summary>A third party's runner, as described in <c>$TOLLAMA_HOME/runners/&lt;family&gt;.json</c>.</summary>
internal sealed record RunnerDefinition
{
    /// <summary>The family that it serves; the file is named after it.</summary>
    public required string Family { get; init; }

    /// <summary>The executable and its arguments.</summary>
    public required IReadOnlyList<string> Command { get; init; }

    /// <summary>True if each model needs a process of its own. Default: all models of the family share one.</summary>
    public bool Exclusive { get; init; }

    /// <summary>The models that can be pulled.</summary>
    public IReadOnlyList<RunnerDefinitionModel> Models
    {
        get;

        // Source-generated JSON sets an absent init property to null, whatever its initializer says.
        init => field = value ?? [];
    } = [];

    /// <summary>How its process is started.</summary>
    /// <param name="environment">The complete environment of the process.</param>
    public RunnerLaunch Launch(IReadOnlyDictionary<string, string> environment) => new()
    {
        Name = Family,
        FileName = Command[0],
        Arguments = [.. Command.Skip(1)],
        Environment = environment,
        MustBeTrusted = true,
    };
}
