using Tollama.EndToEnd.Tests.Wire;

namespace Tollama.EndToEnd.Tests.Daemons;

/// <summary>Holds forecasts of the scriptable runner until it is opened.</summary>
public sealed class Gate(TestHome home)
{
    private readonly string _file = home.PathOf("gate");

    /// <summary>A forecast that the runner works on until the gate opens.</summary>
    public string Body(string more = "") => Bodies.Fake("hold", more, $$""","until_file":"{{_file}}" """);

    /// <summary>The same, streamed.</summary>
    public string StreamBody => Body().Replace("\"stream\":false", "\"stream\":true", StringComparison.Ordinal);

    public void Open() => File.WriteAllText(_file, "");
}
