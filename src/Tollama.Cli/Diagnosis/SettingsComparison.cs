using Tollama.Core.Api;
using Tollama.Core.Configuration;

namespace Tollama.Cli.Diagnosis;

/// <summary>Compares what is set in this shell with what the daemon was started with: a variable that is set here later does not reach it.</summary>
internal sealed class SettingsComparison(TollamaEnvironment here, IReadOnlyList<SettingInfo> daemon)
{
    // Read by this program, or by both each for itself.
    private static readonly string[] OfTheCaller = ["TOLLAMA_HOST", "TOLLAMA_PORT", "TOLLAMA_API_KEY", "TOLLAMA_REFERENCE_ENDPOINT", "SSL_CERT_FILE"];

    public Check Check()
    {
        Dictionary<string, string> values = daemon.ToDictionary(setting => setting.Name, setting => setting.Value);
        string[] different =
        [
            .. here.Effective()
                .Where(variable => !variable.IsDefault && !OfTheCaller.Contains(variable.Name) && values.GetValueOrDefault(variable.Name) != variable.Value)
                .Select(variable => variable.Name),
        ];
        return different.Length == 0
            ? new Check("settings", CheckStatus.Ok, "what is set here is set in the daemon as well")
            : new Check(
                "settings",
                CheckStatus.Warning,
                $"set here, but the daemon has another value: {string.Join(", ", different)}",
                "the daemon reads its environment when it starts: set them where it is started, and restart it");
    }
}
