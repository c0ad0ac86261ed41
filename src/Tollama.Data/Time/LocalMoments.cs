using System.Runtime.InteropServices;

namespace Tollama.Data.Time;

/// <summary>When the clocks of a zone show a local time, in ticks of UTC.</summary>
/// <param name="Count">How often: once; twice when they are set back; never when they are set forward.</param>
/// <param name="First">The first moment; of a time that is skipped, that as much later as the clocks skip.</param>
/// <param name="Second">The second moment; the first when there is one.</param>
/// <param name="Change">When the clocks are changed, of a local time that comes twice or never.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LocalMoments(int Count, long First, long Second, long Change)
{
    /// <summary>Whether the local time comes twice.</summary>
    public bool IsDoubled => Count > 1;

    /// <summary>Whether the local time never comes.</summary>
    public bool IsSkipped => Count == 0;
}
