namespace Tollama.Runner.Sdk.Tests.Requests;

public sealed class PlacesTests
{
    private readonly Places _places = new(1);
    private readonly List<string> _order = [];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_smallest_of_those_who_wait_comes_next()
    {
        await _places.EnterAsync(1, Token);
        Task[] all = [PassAsync("large", 900), PassAsync("small", 3), PassAsync("middle", 40)];

        _places.Leave();
        await Task.WhenAll(all);

        _order.ShouldBe(["small", "middle", "large"]);
    }

    [Fact]
    public async Task Nobody_is_passed_over_for_ever()
    {
        await _places.EnterAsync(1, Token);
        Task large = PassAsync("large", 1000);
        Task[] small = [.. Enumerable.Range(1, Places.MaxOvertakings + 10).Select(size => PassAsync("small", size))];

        _places.Leave();
        await Task.WhenAll([large, .. small]);

        _order.IndexOf("large").ShouldBe(Places.MaxOvertakings);
    }

    [Fact]
    public async Task Who_gives_up_takes_no_place()
    {
        using CancellationTokenSource cancellation = new();
        await _places.EnterAsync(1, Token);
        Task leaving = _places.EnterAsync(1, cancellation.Token), staying = _places.EnterAsync(2, Token);

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(leaving);
        staying.IsCompleted.ShouldBeFalse();
        _places.Leave();

        await staying.WaitAsync(Token);
    }

    [Fact]
    public async Task A_place_that_was_left_is_free_again()
    {
        await _places.EnterAsync(1, Token);
        _places.Leave();
        _places.EnterAsync(1, Token).IsCompletedSuccessfully.ShouldBeTrue();
        _places.EnterAsync(1, Token).IsCompleted.ShouldBeFalse();
    }

    // There is one place, so the list is written by one at a time.
    private async Task PassAsync(string name, long size)
    {
        await _places.EnterAsync(size, Token);
        _order.Add(name);
        _places.Leave();
    }
}
