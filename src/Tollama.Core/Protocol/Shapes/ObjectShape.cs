using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Core.Protocol;

/// <summary>An object with known fields. Fields that are not known are passed over: that is how the protocol grows.</summary>
/// <param name="fields">The known fields, at most 32.</param>
internal sealed class ObjectShape(params ShapeField[] fields) : Shape
{
    /// <summary>An object in which every name stands for a value of one shape.</summary>
    internal static ObjectShape MapOf(Shape value) => new() { Others = value };

    /// <summary>What a field has to be that is not known.</summary>
    private Shape Others { get; init; } = Anything;

    internal override ShapeFault? FaultOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return new ShapeFault("", $"is {ScalarShape.Describe(ref reader)}; it must be an object");
        }

        uint seen = 0;
        HashSet<string>? others = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = IndexOf(ref reader);
            ShapeFault? fault = index >= 0 ? FaultOfField(ref reader, fields[index], index, ref seen) : FaultOfOther(ref reader, others ??= new(StringComparer.Ordinal));
            if (fault is not null)
            {
                return fault;
            }
        }

        for (int i = 0; i < fields.Length; i++)
        {
            if (fields[i].IsRequired && (seen & (1u << i)) == 0)
            {
                return new ShapeFault("." + fields[i].Name, "is missing");
            }
        }

        return null;
    }

    private static ShapeFault? FaultOfField(ref Utf8JsonReader reader, ShapeField field, int index, ref uint seen)
    {
        if ((seen & (1u << index)) != 0)
        {
            return new ShapeFault("." + field.Name, "stands twice");
        }

        seen |= 1u << index;
        reader.Read();
        return reader.TokenType == JsonTokenType.Null && !field.IsRequired ? null : field.Shape.FaultOf(ref reader)?.Within("." + field.Name);
    }

    private ShapeFault? FaultOfOther(ref Utf8JsonReader reader, HashSet<string> names)
    {
        string name;
        try
        {
            name = reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return new ShapeFault(".?", "has a name that is not Unicode");
        }

        string place = "." + Excerpt.Of(name);
        if (!names.Add(name))
        {
            return new ShapeFault(place, "stands twice");
        }

        reader.Read();
        return Others.FaultOf(ref reader)?.Within(place);
    }

    private int IndexOf(ref Utf8JsonReader reader)
    {
        for (int i = 0; i < fields.Length; i++)
        {
            if (reader.ValueTextEquals(fields[i].Utf8Name))
            {
                return i;
            }
        }

        return -1;
    }
}
