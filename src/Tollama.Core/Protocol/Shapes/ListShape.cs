using System.Globalization;
using System.Text.Json;

namespace Tollama.Core.Protocol;

/// <summary>An array of values of one shape.</summary>
internal sealed class ListShape(Shape item) : Shape
{
    internal override ShapeFault? FaultOf(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return new ShapeFault("", $"is {ScalarShape.Describe(ref reader)}; it must be an array");
        }

        for (int index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
        {
            if (item.FaultOf(ref reader) is { } fault)
            {
                return fault.Within(string.Create(CultureInfo.InvariantCulture, $"[{index}]"));
            }
        }

        return null;
    }
}
