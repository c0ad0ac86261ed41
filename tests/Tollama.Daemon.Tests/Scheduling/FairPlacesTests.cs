using CsCheck;
using Tollama.Daemon.Scheduling;

namespace Tollama.Daemon.Tests.Scheduling;

public sealed class FairPlacesTests
{
    private static readonly PlaceLimits Eight = new(Places: 8, Large: 2);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Any_number_of_large_requests_leaves_places_for_a_tiny_one_of_another_client()
    {
        FairPlaces places = new(Eight);
        List<Task<Place>> slow = [.. Enumerable.Range(0, 100).Select(i => Take(places, $"slow {i}", Large))];

        slow.Count(turn => turn.IsCompleted).ShouldBe(2);
        (await places.TakeAsync(new Work("quick", Tiny), Token)).Dispose();
    }

    [Fact]
    public async Task Any_number_of_small_requests_leaves_places_for_a_tiny_one()
    {
        FairPlaces places = new(Eight);
        List<Task<Place>> small = [.. Enumerable.Range(0, 100).Select(i => Take(places, $"client {i}", Small))];

        small.Count(turn => turn.IsCompleted).ShouldBe(6);
        (await places.TakeAsync(new Work("quick", Tiny), Token)).Dispose();
    }

    [Fact]
    public async Task One_client_never_holds_more_than_half_of_the_places()
    {
        FairPlaces places = new(Eight);
        List<Task<Place>> greedy = [.. Enumerable.Range(0, 100).Select(_ => Take(places, "greedy", Tiny))];

        greedy.Count(turn => turn.IsCompleted).ShouldBe(4);
        (await places.TakeAsync(new Work("other", Tiny), Token)).Dispose();
    }

    [Fact]
    public async Task The_smallest_size_is_next_and_the_lesser_cost_among_equals()
    {
        FairPlaces places = new(new PlaceLimits(1, 1));
        Place held = await places.TakeAsync(new Work("first", Tiny), Token);
        Task<Place> large = Take(places, "a", Large);
        Task<Place> dear = Take(places, "b", Small + Small);
        Task<Place> cheap = Take(places, "c", Small);
        Task<Place> tiny = Take(places, "d", Tiny);

        List<Task<Place>> order = [];
        foreach (Task<Place> _ in new[] { large, dear, cheap, tiny })
        {
            held.Dispose();
            Task<Place> next = await Task.WhenAny(new[] { large, dear, cheap, tiny }.Except(order));
            order.Add(next);
            held = await next;
        }

        order.ShouldBe([tiny, cheap, dear, large]);
    }

    [Fact]
    public async Task A_client_that_holds_nothing_comes_before_one_that_does()
    {
        FairPlaces places = new(new PlaceLimits(4, 2));
        Place one = await places.TakeAsync(new Work("busy", Large), Token);
        Place two = await places.TakeAsync(new Work("busy", Large), Token);
        Task<Place> third = Take(places, "busy", Large);
        Task<Place> other = Take(places, "other", Large + Large);

        one.Dispose();

        (await other).Dispose();
        await third;
        two.Dispose();
    }

    [Fact]
    public async Task Nobody_is_overtaken_for_ever()
    {
        FairPlaces places = new(new PlaceLimits(1, 1));
        Place held = await places.TakeAsync(new Work("first", Tiny), Token);
        Task<Place> large = Take(places, "patient", Large);
        int overtaken = 0;
        while (!large.IsCompleted)
        {
            Task<Place> tiny = Take(places, $"client {overtaken}", Tiny);
            held.Dispose();
            Task<Place> next = await Task.WhenAny(large, tiny);
            held = await next;
            overtaken += next == tiny ? 1 : 0;
            overtaken.ShouldBeLessThanOrEqualTo(64);
        }

        overtaken.ShouldBe(64);
    }

    [Fact]
    public async Task Who_leaves_the_line_takes_no_place_with_it()
    {
        FairPlaces places = new(new PlaceLimits(1, 1));
        Place held = await places.TakeAsync(new Work("a", Tiny), Token);
        using CancellationTokenSource leaving = new();
        Task<Place> left = places.TakeAsync(new Work("b", Tiny), leaving.Token).AsTask();
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(left);
        held.Dispose();
        held.Dispose();
        places.IsIdle.ShouldBeTrue();
        (await places.TakeAsync(new Work("c", Tiny), Token)).Dispose();
    }

    [Fact]
    public void No_place_is_lost_or_given_twice_whatever_comes_and_leaves() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 2], Gen.Bool).Array[1, 60].ForAll(steps =>
        {
            FairPlaces places = new(new PlaceLimits(4, 1));
            List<(Task<Place> Turn, CancellationTokenSource Leaving)> all = [];
            foreach ((int client, int size, bool ends) in steps)
            {
                CancellationTokenSource leaving = new();
                all.Add((places.TakeAsync(new Work($"{client}", new[] { Tiny, Small, Large }[size]), leaving.Token).AsTask(), leaving));
                if (ends)
                {
                    End(all[0]);
                    all.RemoveAt(0);
                }

                places.Active.ShouldBeLessThanOrEqualTo(4);
            }

            all.ForEach(End);
            places.IsIdle.ShouldBeTrue();
        });

    private static TimeSpan Tiny => TimeSpan.FromMilliseconds(1);

    private static TimeSpan Small => TimeSpan.FromMilliseconds(50);

    private static TimeSpan Large => TimeSpan.FromSeconds(5);

    private static Task<Place> Take(FairPlaces places, string client, TimeSpan cost) => places.TakeAsync(new Work(client, cost), Token).AsTask();

    private static void End((Task<Place> Turn, CancellationTokenSource Leaving) one)
    {
        one.Leaving.Cancel();
        try
        {
            one.Turn.GetAwaiter().GetResult().Dispose();
        }
        catch (OperationCanceledException)
        {
            // It had no place.
        }

        one.Leaving.Dispose();
    }
}
