namespace Tollama.Soak.References;

/// <summary>The form of a request and its answer.</summary>
internal enum Form
{
    /// <summary>JSON, and one JSON object.</summary>
    Whole,

    /// <summary>JSON, and a stream of JSON lines.</summary>
    Stream,

    /// <summary>A table, and JSON.</summary>
    TableToJson,

    /// <summary>A table, and a table.</summary>
    TableToTable,

    /// <summary>JSON, and a table.</summary>
    JsonToTable,
}
