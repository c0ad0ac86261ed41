namespace Tollama.Data.Tables.Json;

/// <summary>What labels of rows become that are milliseconds since 1970.</summary>
internal enum LabelForm
{
    /// <summary>Days: <c>1995-03-02</c>.</summary>
    Days,

    /// <summary>Moments: <c>1995-03-02T06:00:00Z</c>.</summary>
    Times,
}
