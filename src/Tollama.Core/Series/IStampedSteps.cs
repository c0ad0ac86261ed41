using Tollama.Core.Frequencies;

namespace Tollama.Core.Series;

/// <summary>Texts of time stamps whose time stamps are known: a text such as <c>202401</c> alone does not say whether it is a month or a position.</summary>
public interface IStampedSteps : IReadOnlyList<string>
{
    /// <summary>The time stamp behind a text.</summary>
    /// <param name="step">The step, from 0.</param>
    Timestamp StampAt(int step);
}
