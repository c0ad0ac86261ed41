namespace Tollama.Data.Writing.Text;

/// <summary>What stands in a column that an answer shares with the table that was sent.</summary>
internal enum LeadRole
{
    /// <summary>A part of the series' name.</summary>
    Id,

    /// <summary>The time stamp.</summary>
    Stamp,

    /// <summary>The mean, under the name of what is forecast.</summary>
    Mean,
}
