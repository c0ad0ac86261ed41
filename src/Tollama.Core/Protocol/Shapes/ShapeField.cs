using System.Text;

namespace Tollama.Core.Protocol;

/// <summary>A field of a message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">What its value has to be.</param>
/// <param name="IsRequired">Whether it has to be there; one that does not may be null as well.</param>
internal sealed record ShapeField(string Name, Shape Shape, bool IsRequired = false)
{
    /// <summary>The name as it stands on a line.</summary>
    internal byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(Name);
}
