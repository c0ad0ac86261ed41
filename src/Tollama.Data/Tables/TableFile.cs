namespace Tollama.Data.Tables;

/// <summary>One of the files in which a table was sent.</summary>
/// <param name="Input">Its bytes.</param>
/// <param name="ContentType">What its sender says that it is; empty if nothing.</param>
/// <param name="Name">What its series are called where there are several files: its name without folder and extensions, as of <see cref="TableFileNames"/>; empty for a table that was sent alone.</param>
public sealed record TableFile(TableInput Input, string ContentType = "", string Name = "");
