namespace Tollama.Core.Errors;

/// <summary>One thing that is wrong with a request. A request is answered with all of its faults at once.</summary>
public sealed record Fault
{
    /// <summary>The kind of fault, for programs: <c>missing</c>, <c>type</c>, <c>range</c>, <c>length</c>, <c>order</c>, <c>unknown_field</c>, <c>limit</c>, ….</summary>
    public required string Type { get; init; }

    /// <summary>Where: <c>body</c>, then field names and array positions, e.g. <c>["body","series","0","target","17"]</c>.</summary>
    public required IReadOnlyList<string> Loc { get; init; }

    /// <summary>What is wrong and what would be right, in one sentence.</summary>
    public required string Msg { get; init; }

    /// <summary>The offending value as it was sent, shortened; <see langword="null"/> when it is missing.</summary>
    public string? Input { get; init; }

    /// <summary>The place as one readable string: <c>series[0].target[17]</c>.</summary>
    public string Path
    {
        get
        {
            System.Text.StringBuilder path = new();
            foreach (string part in Loc.Skip(1))
            {
                if (int.TryParse(part, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _))
                {
                    path.Append('[').Append(part).Append(']');
                }
                else
                {
                    path.Append(path.Length > 0 ? "." : "").Append(part);
                }
            }

            return path.Length == 0 ? "body" : path.ToString();
        }
    }
}
