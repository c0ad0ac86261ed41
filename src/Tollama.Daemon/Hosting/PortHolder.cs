using System.Globalization;
using System.Text.Json;
using Tollama.Core.Configuration;

namespace Tollama.Daemon.Hosting;

/// <summary>Says who holds a port that is taken, and how to go on.</summary>
internal static class PortHolder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    internal static async Task<string> DescribeAsync(HostAddress address, CancellationToken cancellationToken)
    {
        string free = (address.Port + 1).ToString(CultureInfo.InvariantCulture);
        string port = address.Port.ToString(CultureInfo.InvariantCulture);
        using HttpClient http = new() { Timeout = Patience, BaseAddress = address.ClientUri };
        try
        {
            string greeting = await http.GetStringAsync(new Uri("/", UriKind.Relative), cancellationToken).ConfigureAwait(false);
            if (greeting.Contains("Ollama is running", StringComparison.Ordinal))
            {
                return $"port {port} is used by Ollama; run `tollama serve --port {free}` (and set TOLLAMA_HOST=:{free} for the CLI)";
            }

            string version = await http.GetStringAsync(new Uri("api/version", UriKind.Relative), cancellationToken).ConfigureAwait(false);
            using JsonDocument answer = JsonDocument.Parse(version);
            if (answer.RootElement.TryGetProperty("name", out JsonElement name) && name.ValueEquals("tollama"))
            {
                string running = answer.RootElement.GetProperty("version").GetString() ?? "?";
                return $"port {port} is used by a tollama daemon already (version {running}): use it as it is, end it first, or run `tollama serve --port {free}`";
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or JsonException or KeyNotFoundException)
        {
            // Whoever it is, it is neither Ollama nor tollama.
        }

        return $"port {port} is used by another program; end it, or run `tollama serve --port {free}`";
    }
}
