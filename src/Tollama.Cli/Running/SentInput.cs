using Tollama.Client;
using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Cli.Running;

/// <summary>What is sent: a body of JSON, or tables with what was typed beside them.</summary>
/// <param name="Body">The body; <see langword="null"/> for tables.</param>
/// <param name="Files">The tables; they can be sent once.</param>
/// <param name="Request">What stands beside them.</param>
internal sealed record SentInput(byte[]? Body, IReadOnlyList<TableFile> Files, ForecastRequest Request)
{
    /// <summary>Whether the daemon found the request or its data wrong, as the user has to set right.</summary>
    public static bool IsRefused(TollamaClientException fault) => fault.Code is ErrorCode.InvalidRequest or ErrorCode.InvalidTable or ErrorCode.InvalidName;

    /// <summary>Waits for work that reads files while it sends them.</summary>
    /// <exception cref="CliException">A file could not be read to its end.</exception>
    public static async Task<T> WhileReadAsync<T>(Task<T> work)
    {
        try
        {
            return await work.ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            throw CliException.Failure($"the input cannot be read to its end: {CauseText.Of(exception)}");
        }
    }
}
