namespace Tollama.EndToEnd.Tests.Wire;

/// <summary>Requests that many tests send.</summary>
public static class Bodies
{
    public const string Series = """{"id":"a","freq":"D","timestamps":["2025-01-01","2025-01-02"],"target":[1,2]}""";

    public static string Forecast(string model, string more = "") => $$"""{"model":"{{model}}","horizon":3,"series":[{{Series}}]{{more}}}""";

    public static string Whole(string model, string more = "") => Forecast(model, ",\"stream\":false" + more);

    /// <summary>A forecast of the scriptable runner, which misbehaves as told.</summary>
    public static string Fake(string fake, string more = "", string options = "") =>
        Whole("fake", $$""","options":{"fake":"{{fake}}"{{options}}}{{more}}""");
}
