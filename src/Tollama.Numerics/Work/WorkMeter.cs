using System.Runtime.CompilerServices;

namespace Tollama.Numerics.Work;

/// <summary>Counts the work of a long computation and looks at its token each so many operations, so that a cancel ends it soon.</summary>
/// <remarks>
/// <para>
/// An operation is a multiplication with its addition, or what takes about as long: 0.3 to 3 nanoseconds. Whoever is about to run a loop says how many with
/// <see cref="Spend"/>; a loop that may be longer than <see cref="LongestStretch"/> says it in parts. A look costs nothing beside the work between two,
/// and no clock is asked: the same input looks at the same places.
/// </para>
/// <para>One meter belongs to one thread.</para>
/// </remarks>
public sealed class WorkMeter
{
    /// <summary>After how many operations the token is looked at: some milliseconds.</summary>
    public const int OperationsBetweenLooks = 4_000_000;

    /// <summary>The most operations that may be told at once: about 20 milliseconds.</summary>
    public const int LongestStretch = 20_000_000;

    /// <summary>How many values a tight loop takes between two words to its meter, so that these cost nothing beside it.</summary>
    public const int Portion = 1 << 16;

    private static readonly AsyncLocal<IWorkObserver?> Observer = new();

    private readonly CancellationToken _cancellationToken;
    private readonly IWorkObserver? _observer = Observer.Value;
    private long _left;
    private long _unlooked;

    /// <summary>Begins to count, with a look at the token.</summary>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public WorkMeter(CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        Look();
    }

    /// <summary>A meter of work that nobody ends.</summary>
    public static WorkMeter Endless() => new(CancellationToken.None);

    /// <summary>Says that so many operations are about to be done.</summary>
    /// <param name="operations">How many, at least 0; no more than <see cref="LongestStretch"/>, else the look comes late.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Spend(long operations)
    {
        _left -= operations;
        if (_left < 0)
        {
            SpendMore(operations);
        }
    }

    /// <summary>What the meters that are made from here on in this flow of control count.</summary>
    internal static void Observe(IWorkObserver? observer) => Observer.Value = observer;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void SpendMore(long operations)
    {
        if (_observer is null)
        {
            Look();
            return;
        }

        // Observed, every call comes here; looks fall where they would unobserved.
        _left = 0;
        _unlooked += operations;
        if (_unlooked > OperationsBetweenLooks)
        {
            Look();
        }

        _observer.Spend(operations);
    }

    private void Look()
    {
        _left = _observer is null ? OperationsBetweenLooks : 0;
        _unlooked = 0;
        _observer?.Look();
        _cancellationToken.ThrowIfCancellationRequested();
    }
}
