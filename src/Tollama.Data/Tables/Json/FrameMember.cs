using System.Text.Json;

namespace Tollama.Data.Tables.Json;

/// <summary>A member of the object that a data frame is written as.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Whether it is an array or an object, by the token that begins it.</param>
/// <param name="Start">Behind that token.</param>
internal sealed record FrameMember(string Name, JsonTokenType Kind, JsonCursor Start);
