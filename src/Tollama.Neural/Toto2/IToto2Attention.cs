namespace Tollama.Neural;

/// <summary>The attention of a layer of Toto 2.0: along time or across variates.</summary>
internal interface IToto2Attention
{
    /// <summary>Writes for each token what its heads see.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="layout">Where the tokens of each row are.</param>
    /// <param name="groups">Which rows belong together.</param>
    /// <param name="mask">For each token 0, or negative infinity when nothing of it was observed.</param>
    /// <param name="normed">The tokens.</param>
    /// <param name="seen">Where the results go.</param>
    void Apply(ForwardPass pass, TokenLayout layout, RowGroups groups, ReadOnlySpan<float> mask, ReadOnlySpan<float> normed, Span<float> seen);
}
