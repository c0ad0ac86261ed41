namespace Tollama.Daemon.Backtests.Scoring;

/// <summary>The measures of one forecast by name. There may be millions of them: the names are shared.</summary>
/// <param name="names">The names.</param>
/// <param name="values">A value a name; <see cref="double.NaN"/> where it is not defined.</param>
internal sealed class MeasureValues(string[] names, double[] values)
{
    /// <summary>No measure.</summary>
    internal static MeasureValues None { get; } = new([], []);

    /// <summary>The names of the measures, those included that are not defined.</summary>
    internal string[] Names => names;

    /// <summary>A measure; <see cref="double.NaN"/> where it is not defined.</summary>
    internal double this[string name] => Array.IndexOf(names, name) is >= 0 and var place ? values[place] : double.NaN;

    /// <summary>Whether a measure is defined.</summary>
    internal bool Has(string name) => !double.IsNaN(this[name]);

    /// <summary>The same with the names of another, if these are the same.</summary>
    internal MeasureValues Sharing(string[] other) => names.AsSpan().SequenceEqual(other) ? new MeasureValues(other, values) : this;
}
