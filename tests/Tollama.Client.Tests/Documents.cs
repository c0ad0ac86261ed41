namespace Tollama.Client.Tests;

/// <summary>Answers of a daemon, as they stand on the wire.</summary>
internal static class Documents
{
    public const string Response =
        """
        {"model":"theta","forecasts":[{"id":"a","freq":"D","start_timestamp":"2025-01-03","timestamps":["2025-01-03","2025-01-04"],
        "mean":[3.5,null],"quantiles":{"0.1":[3,3],"0.9":[4,4]},"history":{"timestamps":["2025-01-02"],"target":[2]}}]}
        """;

    public const string Tags =
        """
        {"models":[{"name":"theta","model":"theta","modified_at":"2026-01-01T00:00:00Z","size":4700000000,
        "digest":"0123456789abcdef","details":{"format":"builtin","family":"stats"}}]}
        """;
}
