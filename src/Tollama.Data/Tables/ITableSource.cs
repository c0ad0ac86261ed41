using Tollama.Core.Errors;

namespace Tollama.Data.Tables;

/// <summary>A format in which tables come: the one thing that a new format has to bring.</summary>
/// <remarks>What its columns are is found out from their names and cells, for all formats alike.</remarks>
internal interface ITableSource
{
    /// <summary>The content types under which such tables are sent, in lower case.</summary>
    IReadOnlyList<string> ContentTypes { get; }

    /// <summary>How the names of such files end, with the dot, in lower case; the first one is also what the format is called. None by default.</summary>
    IReadOnlyList<string> Extensions => [];

    /// <summary>The content type of a file whose name ends so; the first one by default.</summary>
    /// <param name="extension">One of <see cref="Extensions"/>, in any case.</param>
    string TypeOf(string extension) => ContentTypes[0];

    /// <summary>Whether such a table is text, which no first bytes tell for sure; it is not by default.</summary>
    bool IsText => false;

    /// <summary>Whether bytes begin like such a table; this counts more than a content type.</summary>
    /// <param name="head">The first bytes.</param>
    /// <param name="contentType">What the sender says that it is; <see langword="null"/> if nothing.</param>
    bool Recognizes(ReadOnlySpan<byte> head, string? contentType);

    /// <summary>Opens a table.</summary>
    /// <param name="input">The whole table: it must outlive the result.</param>
    /// <param name="request">What is known of the table.</param>
    /// <param name="warnings">Is told what had to be assumed.</param>
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidTable"/>: it is no such table.</exception>
    ITable Open(TableInput input, TableRequest request, WarningList warnings);
}
