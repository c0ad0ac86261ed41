using Tollama.Core.Forecasting;
using Tollama.Core.Series;

namespace Tollama.Runner.Sdk;

/// <summary>Requests that a model computes as one.</summary>
internal sealed class Batch(IReadOnlyList<BatchMember> members) : IProgress<int>
{
    private readonly int _total = members.Sum(member => member.Task.Series.Count);

    /// <summary>Computes, and ends every member. Never fails.</summary>
    public void Run(IForecastModel model)
    {
        using CancellationTokenSource allLeft = new();
        int present = members.Count;
        CancellationTokenRegistration[] registrations =
            [.. members.Select(member => member.CancellationToken.UnsafeRegister(_ => CancelAfterLast(ref present, allLeft), null))];
        try
        {
            Share(model.Forecast(Joined(), this, allLeft.Token));
        }
        catch (Exception error)
        {
            Fail(model, error);
        }
        finally
        {
            Array.ForEach(registrations, registration => registration.Dispose());
        }
    }

    /// <summary>Each member is told its share: which series are done first is the model's affair.</summary>
    public void Report(int value)
    {
        foreach (BatchMember member in members)
        {
            member.Report((int)((long)value * member.Task.Series.Count / _total));
        }
    }

    private static void CancelAfterLast(ref int present, CancellationTokenSource allLeft)
    {
        if (Interlocked.Decrement(ref present) == 0)
        {
            allLeft.Cancel();
        }
    }

    private ForecastTask Joined() =>
        members.Count == 1 ? members[0].Task : members[0].Task with { Panel = new Panel([.. members.SelectMany(member => member.Task.Series)], members[0].Task.Horizon) };

    private void Share(IReadOnlyList<SeriesOutcome> outcomes)
    {
        if (members.Count == 1)
        {
            members[0].Complete(outcomes);
            return;
        }

        if (outcomes.Count != _total)
        {
            throw new InvalidOperationException($"The model returned {outcomes.Count} outcomes for {_total} series.");
        }

        int next = 0;
        foreach (BatchMember member in members)
        {
            int count = member.Task.Series.Count;
            member.Complete([.. outcomes.Skip(next).Take(count)]);
            next += count;
        }
    }

    // Who is to blame is not known: each is tried alone, so that the others get what they would have got without it.
    private void Fail(IForecastModel model, Exception error)
    {
        if (members.Count == 1 || error is OperationCanceledException)
        {
            foreach (BatchMember member in members)
            {
                member.Fail(error);
            }

            return;
        }

        foreach (BatchMember member in members)
        {
            new Batch([member]).Run(model);
        }
    }
}
