namespace Tollama.Core.Frequencies;

/// <summary>How a fiscal year is written; kept in the width of its form.</summary>
[Flags]
internal enum FiscalYearStyle : byte
{
    /// <summary>2015.</summary>
    None = 0,

    /// <summary>FY stands before it: FY2016.</summary>
    Prefix = 1,

    /// <summary>A blank stands after FY.</summary>
    Blank = 2,

    /// <summary>The first year has two digits: 15/16, FY16.</summary>
    ShortFirst = 4,

    /// <summary>The year of its end stands after the separator: 2015/16.</summary>
    Second = 8,

    /// <summary>The year of its end has four digits: 2015/2016.</summary>
    LongSecond = 16,
}
