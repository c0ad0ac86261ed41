using System.Runtime.InteropServices;

namespace Tollama.Neural;

/// <summary>
/// A series in patches of equal length: filled up on the left, and without the patches at the beginning that hold no observed value.
/// </summary>
/// <remarks>Patches before the first observed value would be masked everywhere, so leaving them out changes nothing but the work.</remarks>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Patching
{
    private readonly int _patchLength;

    /// <summary>The place of the first value of the first patch in the series; negative where the patch begins before it.</summary>
    private readonly int _first;

    /// <summary>Cuts a series.</summary>
    public Patching(ReadOnlySpan<double> values, int patchLength)
    {
        _patchLength = patchLength;
        int all = (values.Length + patchLength - 1) / patchLength;
        int observed = 0;
        while (observed < values.Length && double.IsNaN(values[observed]))
        {
            observed++;
        }

        // Patches end where the series ends; an empty series or one without any observed value has none.
        Count = observed == values.Length ? 0 : (values.Length - observed + patchLength - 1) / patchLength;
        _first = values.Length - (Count * patchLength);
        Dropped = all - Count;
    }

    /// <summary>How many patches there are.</summary>
    public int Count { get; }

    /// <summary>How many empty patches were left out at the beginning.</summary>
    public int Dropped { get; }

    /// <summary>Writes the values of a patch, scaled, and which of them are observed; the others are 0 in both.</summary>
    /// <returns>True if at least one is observed.</returns>
    public bool Write(int patch, ReadOnlySpan<double> values, InstanceScale scale, Span<float> scaled, Span<float> observed)
    {
        bool any = false;
        int start = _first + (patch * _patchLength);
        for (int i = 0; i < _patchLength; i++)
        {
            int place = start + i;
            bool isObserved = place >= 0 && !double.IsNaN(values[place]);
            scaled[i] = isObserved ? (float)scale.Apply(values[place]) : 0;
            observed[i] = isObserved ? 1 : 0;
            any |= isObserved;
        }

        return any;
    }
}
