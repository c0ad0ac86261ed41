namespace Tollama.Core.Requests;

/// <summary>The forms in which tables are written in JSON.</summary>
public enum JsonTableForm
{
    /// <summary>It is no table.</summary>
    None,

    /// <summary>An array of records: <c>[{"ds": "2024-01-01", "y": 1}, …]</c>.</summary>
    Records,

    /// <summary>A record a line.</summary>
    Lines,

    /// <summary>An object of columns, of rows, or of the parts of a data frame: <c>{"ds": {"0": "2024-01-01"}, "y": {"0": 1}}</c>, <c>{"columns": […], "data": […]}</c>.</summary>
    Frame,
}
