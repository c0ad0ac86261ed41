namespace Tollama.Daemon.Nixtla;

/// <summary>Writes answers as Nixtla's clients read them: every field that they look for is there, and none is called <c>data</c>.</summary>
internal static class NixtlaJson
{
    private static readonly ReadOnlyMemory<byte> Mean = "mean"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Sizes = "sizes"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Indexes = "idxs"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Intervals = "intervals"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Weights = "weights_x"u8.ToArray();
    private static readonly ReadOnlyMemory<byte> Contributions = "feature_contributions"u8.ToArray();

    /// <summary>Writes an answer.</summary>
    internal static async Task WriteAsync(PackedWriter writer, NixtlaAnswer answer, string requestId)
    {
        writer.Begin();
        writer.Count("input_tokens"u8, answer.InputTokens);
        writer.Count("output_tokens"u8, answer.Mean.Length);
        writer.Count("finetune_tokens"u8, 0);
        await writer.NumbersAsync(Mean, answer.Mean).ConfigureAwait(false);
        if (answer.Sizes is not null)
        {
            await writer.WholesAsync(Sizes, answer.Sizes).ConfigureAwait(false);
        }

        if (answer.Indexes is not null)
        {
            await writer.WholesAsync(Indexes, answer.Indexes).ConfigureAwait(false);
        }

        await writer.IntervalsAsync(Intervals, answer.Intervals).ConfigureAwait(false);
        if (answer.TellsFeatures)
        {
            await writer.NumbersAsync(Weights, answer.WeightsX).ConfigureAwait(false);
            await writer.RowsAsync(Contributions, answer.Contributions).ConfigureAwait(false);
        }

        writer.Text("request_id"u8, requestId);
        writer.Texts("warnings"u8, answer.Warnings);
        writer.End();
    }
}
