using System.Text.Json;
using Tollama.Soak.Clients;
using Tollama.Soak.Daemons;
using Tollama.Soak.Operations;
using Tollama.Soak.Reports;
using Tollama.Soak.Rounds;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Checks;

/// <summary>Prunes and verifies the store while nothing runs, and looks at its files.</summary>
internal sealed class StoreCheck(SoakHome home, Tally tally, SoakClient client)
{
    public async Task RunAsync(RoundKind kind, CancellationToken token)
    {
        string where = $"the store after a round of {kind.Name}";
        await client.AskAsync(Post("prune", """{"grace":"0"}"""), token);
        Answer? again = await client.AskAsync(Post("prune", """{"grace":"0","dry_run":true}"""), token);
        if (again is { Status: 200 } && JsonElement.Parse(again.Text).GetProperty("removed") is var left && left.GetArrayLength() > 0)
        {
            tally.Violate(where, $"pruned, and there is more to prune: {left.GetRawText()}");
        }

        await client.AskAsync(Post("verify", "{}") with { Check = StoreOperations.IsSound }, token);
        string[] files = [.. home.StoreFiles().Where(file => file.Contains("partial", StringComparison.Ordinal) || file.StartsWith("pulls", StringComparison.Ordinal) || file.Contains("tmp", StringComparison.Ordinal))];
        if (files.Length > 0)
        {
            tally.Violate(where, $"left over though nothing runs: {string.Join(", ", files)}");
        }

        if (home.TemporaryFiles().ToArray() is { Length: > 0 } temporary)
        {
            tally.Violate(where, $"temporary files are left: {string.Join(", ", temporary)}");
        }
    }

    private static SoakRequest Post(string operation, string json) => SoakRequest.Post(operation, "/api/" + operation, json) with { Area = Area.Store };
}
