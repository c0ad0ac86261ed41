namespace Tollama.Store;

/// <summary>What is read again of a model's files before they are loaded. Their lengths and headers always are.</summary>
public enum LoadVerification
{
    /// <summary>Nothing more.</summary>
    None,

    /// <summary>Every byte, the first time that this program loads the file, and again when its time or length has changed.</summary>
    Once,

    /// <summary>Every byte, at every load.</summary>
    Full,
}
