using System.Runtime.CompilerServices;
using System.Text.Json.Serialization.Metadata;
using Tollama.Core.Api;

namespace Tollama.Client;

/// <content>What all operations beside forecasts share.</content>
public sealed partial class TollamaClient
{
    private async IAsyncEnumerable<OperationStreamLine<T>> OperationLinesAsync<T>(
        string path, HttpContent content, JsonTypeInfo<OperationStreamLine<T>> type, [EnumeratorCancellation] CancellationToken cancellationToken)
        where T : class
    {
        IAsyncEnumerable<OperationStreamLine<T>> lines = _connection.LinesAsync(HttpMethod.Post, path, content, type, cancellationToken);
        await foreach (OperationStreamLine<T> line in lines.ConfigureAwait(false))
        {
            yield return line.Error is { } error ? throw ErrorAnswer.Line(error, line.Code, line.Hint) : line;
        }
    }
}
