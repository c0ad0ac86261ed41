using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Tollama.Core.Json;

namespace Tollama.Core.Series;

/// <summary>Numbers, with <see cref="double.NaN"/> for a missing one.</summary>
/// <remarks>
/// A column may hold the JSON text that it came in: the daemon hands numbers to a runner as the bytes that a client sent, since turning text to numbers and
/// back costs most between a client and a small model. <see cref="Values"/> reads the text when somebody asks for it.
/// </remarks>
[CollectionBuilder(typeof(NumberColumn), nameof(Create))]
public sealed class NumberColumn : Column, IEnumerable<double>
{
    private readonly ReadOnlyMemory<byte> _json;
    private readonly bool _isPiece;
    private double[]? _values;

    private NumberColumn(double[]? values, ReadOnlyMemory<byte> json, int length, int missing, bool isPiece = false)
    {
        _values = values;
        _json = json;
        _isPiece = isPiece;
        Length = length;
        Missing = missing;
    }

    /// <summary>No numbers.</summary>
    public static NumberColumn Empty { get; } = Of([]);

    /// <inheritdoc />
    public override int Length { get; }

    /// <inheritdoc />
    public override int Missing { get; }

    /// <summary>The numbers, <see cref="Length"/> of them. The array is the column's own: do not write to it.</summary>
    public double[] Values => _values ??= NumberArrayReader.ReadAll(_json.Span, Length);

    /// <summary>A column of numbers.</summary>
    /// <param name="values">The numbers; <see cref="double.NaN"/> is a missing one. The array is kept, not copied.</param>
    public static NumberColumn Of(double[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return new NumberColumn(values, default, values.Length, values.Count(double.IsNaN));
    }

    /// <summary>A column of the numbers of a JSON array.</summary>
    /// <param name="json">The array's text, known to hold nothing but numbers and nulls. The memory is kept, not copied: it must outlive the column.</param>
    /// <param name="length">How many elements the array has.</param>
    /// <param name="missing">How many of them are null.</param>
    /// <param name="values">The numbers, if they were read already.</param>
    public static NumberColumn OfJson(ReadOnlyMemory<byte> json, int length, int missing, double[]? values = null) => new(values, json, length, missing);

    /// <summary>A column of some neighbors in a longer JSON array.</summary>
    /// <param name="json">Their text, from the bracket or comma before the first one to the end of the last one; as in <see cref="OfJson"/>.</param>
    /// <param name="length">How many they are; at least 1.</param>
    /// <param name="missing">How many of them are null.</param>
    public static NumberColumn OfPiece(ReadOnlyMemory<byte> json, int length, int missing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        return new NumberColumn(null, json, length, missing, isPiece: true);
    }

    /// <summary>A column of numbers, for collection expressions.</summary>
    public static NumberColumn Create(ReadOnlySpan<double> values) => Of(values.ToArray());

    /// <summary>A column that keeps the array.</summary>
    public static implicit operator NumberColumn(double[] values) => Of(values);

    /// <inheritdoc />
    public override bool IsMissing(int place) => double.IsNaN(Values[place]);

    /// <inheritdoc />
    public override NumberColumn Slice(int start, int length) => start == 0 && length == Length ? this : Of(Values[start..(start + length)]);

    /// <inheritdoc />
    public override NumberColumn Pick(ReadOnlySpan<int> places)
    {
        double[] values = Values;
        double[] picked = new double[places.Length];
        for (int i = 0; i < picked.Length; i++)
        {
            picked[i] = places[i] == Gap ? double.NaN : values[places[i]];
        }

        return Of(picked);
    }

    /// <inheritdoc />
    public override void WriteTo(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (!_json.IsEmpty && !_isPiece)
        {
            writer.WriteRawValue(_json.Span, skipInputValidation: true);
            return;
        }

        writer.WriteStartArray();
        if (_isPiece)
        {
            writer.WriteRawValue(_json.Span[1..], skipInputValidation: true);
            writer.WriteEndArray();
            return;
        }

        foreach (double value in Values)
        {
            if (double.IsFinite(value))
            {
                writer.WriteNumberValue(value);
            }
            else
            {
                writer.WriteNullValue();
            }
        }

        writer.WriteEndArray();
    }

    /// <summary>The numbers, one after the other.</summary>
    public IEnumerator<double> GetEnumerator() => ((IEnumerable<double>)Values).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
