namespace Tollama.Stats;

/// <summary>A question to a network: what follows these values?</summary>
/// <param name="Length">How many values the history had, which the context may have fewer of: with the steps it tells the questions of a series apart.</param>
/// <param name="Steps">How many steps are asked for.</param>
/// <param name="Context">The last values, NaN where none was observed.</param>
internal sealed record NetworkRow(int Length, int Steps, double[] Context)
{
    /// <summary>The question what follows a history.</summary>
    public static NetworkRow Of(History past, int steps, int contextLength)
    {
        int length = past.Values.Length;
        int start = Math.Max(0, length - contextLength);
        double[] context = past.Values[start..];
        for (int index = start; index < length; index++)
        {
            context[index - start] = past.Observed[index] ? context[index - start] : double.NaN;
        }

        return new NetworkRow(length, steps, context);
    }
}
