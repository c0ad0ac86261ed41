namespace Tollama.Neural;

/// <summary>A variate while it is forecast: its past, then what is known or already forecast of its future.</summary>
internal sealed class Toto2Variate
{
    private readonly int _length;
    private readonly double[] _values;
    private readonly bool[] _observed;

    /// <summary>Begins with the past.</summary>
    /// <param name="row">The variate.</param>
    /// <param name="futurePatches">How many patches will be forecast.</param>
    /// <param name="length">Values in a patch.</param>
    public Toto2Variate(Toto2Row row, int futurePatches, int length)
    {
        _length = length;
        ContextPatches = row.Values.Length / length;
        Group = row.Group;
        IsTarget = row.Future.Length == 0;
        _values = new double[row.Values.Length + (futurePatches * length)];
        _observed = new bool[_values.Length];
        row.Values.CopyTo(_values, 0);
        row.Observed.CopyTo(_observed, 0);
        for (int i = 0; i < Math.Min(row.Future.Length, futurePatches * length); i++)
        {
            bool isKnown = !double.IsNaN(row.Future[i]);
            _values[row.Values.Length + i] = isKnown ? row.Future[i] : 0;
            _observed[row.Values.Length + i] = isKnown;
        }
    }

    /// <summary>The patches of the past.</summary>
    public int ContextPatches { get; }

    /// <summary>The variates of a group look at each other.</summary>
    public int Group { get; }

    /// <summary>True if it is to be forecast, false if it only helps.</summary>
    public bool IsTarget { get; }

    /// <summary>The forecast so far, a list of values for each quantile level.</summary>
    public List<double>[] Quantiles { get; private set; } = [];

    /// <summary>The scale of each patch of the past and of some patches of the future.</summary>
    public InstanceScale[] Scales(int futurePatches, int fewest)
    {
        int count = (ContextPatches + futurePatches) * _length;
        return Toto2Scaler.Of(_values.AsSpan(0, count), _observed.AsSpan(0, count), _length, fewest);
    }

    /// <summary>For each of the first positions whether there is a token: not in the past where nothing was observed.</summary>
    public bool[] TokensUpTo(int positions) =>
        [.. Enumerable.Range(0, positions).Select(position => position >= ContextPatches || _observed.AsSpan(position * _length, _length).Contains(true))];

    /// <summary>Writes a patch: the scaled values, then 1 for each that was not observed.</summary>
    public void Write(int patch, InstanceScale scale, Span<float> input)
    {
        for (int i = 0; i < _length; i++)
        {
            int place = (patch * _length) + i;
            input[i] = _observed[place] ? (float)scale.Apply(_values[place]) : 0;
            input[_length + i] = _observed[place] ? 0 : 1;
        }
    }

    /// <summary>The values between which forecasts have to stay: those of the past, and some scales around them.</summary>
    public (double Low, double High) Limits(double cap, InstanceScale last)
    {
        double[] past = [.. _values.Take(ContextPatches * _length).Where((_, i) => _observed[i])];
        return cap == 0 || past.Length == 0
            ? (double.NegativeInfinity, double.PositiveInfinity)
            : (past.Min() - (cap * last.Spread), past.Max() + (cap * last.Spread));
    }

    /// <summary>Adds the forecast of the next steps; their medians count as observed from now on.</summary>
    /// <param name="steps">For each step the quantiles, ascending.</param>
    public void Add(IReadOnlyList<double[]> steps)
    {
        if (Quantiles.Length == 0)
        {
            Quantiles = [.. steps[0].Select(_ => new List<double>())];
        }

        foreach (double[] step in steps)
        {
            int place = (ContextPatches * _length) + Quantiles[0].Count;
            _values[place] = step[step.Length / 2];
            _observed[place] = true;
            for (int level = 0; level < step.Length; level++)
            {
                Quantiles[level].Add(step[level]);
            }
        }
    }
}
