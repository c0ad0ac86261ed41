namespace Tollama.Core.Frequencies;

/// <summary>The notations of an offset from UTC.</summary>
internal enum TimestampZoneForm : byte
{
    /// <summary>No offset.</summary>
    None,

    /// <summary>Z.</summary>
    Zulu,

    /// <summary>z.</summary>
    SmallZulu,

    /// <summary>+01:00.</summary>
    Colon,

    /// <summary>+0100.</summary>
    Basic,

    /// <summary>+01.</summary>
    HoursOnly,

    /// <summary>+01:00, of a zone that is known but not written.</summary>
    OfZone,
}
