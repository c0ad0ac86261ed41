namespace Tollama.Neural;

/// <summary>
/// One series on its way through TimesFM: complete values, in whole patches of which the first may begin before the series.
/// </summary>
internal sealed class TimesFmSequence
{
    /// <summary>Cuts a series into patches.</summary>
    /// <param name="values">The values, none missing.</param>
    /// <param name="patchLength">Values in a patch.</param>
    public TimesFmSequence(double[] values, int patchLength)
    {
        Patches = Math.Max((values.Length + patchLength - 1) / patchLength, 1);
        Padding = (Patches * patchLength) - values.Length;
        Values = values;
    }

    /// <summary>The values.</summary>
    public double[] Values { get; }

    /// <summary>How many patches there are.</summary>
    public int Patches { get; }

    /// <summary>How many places of the first patch are before the series.</summary>
    public int Padding { get; }

    /// <summary>The scale after the patches that were written so far.</summary>
    public RunningScale Scale { get; private set; }

    /// <summary>The scales after each patch of the history.</summary>
    public List<RunningScale> Scales { get; } = [];

    /// <summary>Writes the next patch: its scaled values, then 1 for each place that is before the series.</summary>
    /// <param name="values">The values of the patch, without those before the series.</param>
    /// <param name="input">Two numbers a place.</param>
    public void Write(ReadOnlySpan<double> values, Span<float> input)
    {
        Scale = Scale.After(values);
        Scales.Add(Scale);
        int length = input.Length / 2;
        int before = length - values.Length;
        input.Clear();
        input.Slice(length, before).Fill(1);
        for (int i = 0; i < values.Length; i++)
        {
            input[before + i] = (float)Scale.Apply(values[i]);
        }
    }
}
