namespace Tollama.Core.Api;

/// <summary>How an installed model came to this machine: what the store saw itself, apart from what others say of the model.</summary>
public sealed record ModelOrigin
{
    /// <summary><c>pulled</c>, <c>built_in</c>, <c>imported</c>, <c>created</c>, <c>copied</c>, or <c>unknown</c> for what an older version installed.</summary>
    public required string How { get; init; }

    /// <summary>The hub that it was pulled from.</summary>
    public string? Endpoint { get; init; }

    /// <summary>True if the hub's certificate was not checked.</summary>
    public bool? Unchecked { get; init; }

    /// <summary>The model that it was made or copied of; absent for one that was made of uploaded files.</summary>
    public string? Model { get; init; }

    /// <summary>How the files of that model came to this machine.</summary>
    public ModelOrigin? Of { get; init; }

    /// <summary>What the archive said of an imported model. Nobody checked it.</summary>
    public OriginClaims? Claims { get; init; }
}
