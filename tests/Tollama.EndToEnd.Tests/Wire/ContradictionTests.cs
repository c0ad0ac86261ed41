using Tollama.EndToEnd.Tests.Daemons;

namespace Tollama.EndToEnd.Tests.Wire;

/// <summary>Nothing that a client says is passed over in silence: what a route does not read, and what says two things at once, is refused.</summary>
[Collection<SharedDaemonTests>]
public sealed class ContradictionTests(SharedDaemon daemon)
{
    private const string Missing = "sha256:0000000000000000000000000000000000000000000000000000000000000000";

    [Theory]
    [InlineData("GET", "api/tags?model=mock", "", "GET /api/tags does not read the query parameter 'model'")]
    [InlineData("GET", "v1/models/mock?force=true", "", "does not read the query parameter 'force'")]
    [InlineData("POST", "api/pull?insecure=true", """{"model":"mock"}""", "does not read the query parameter 'insecure'")]
    [InlineData("POST", "api/prune?dry_run=true", "{}", "does not read the query parameter 'dry_run'")]
    [InlineData("POST", "api/verify?model=mock", "{}", "does not read the query parameter 'model'")]
    [InlineData("POST", "api/copy?force=true", """{"source":"mock","destination":"other"}""", "does not read the query parameter 'force'")]
    [InlineData("POST", "api/blobs/" + Missing + "?force=true", "x", "does not read the query parameter 'force'")]
    [InlineData("POST", "api/import?force=true&force=false", "x", "the query has 'force' twice")]
    [InlineData("POST", "api/import?name=mock", "x", "does not read the query parameter 'name'")]
    [InlineData("POST", "api/what-if?horizon=3", "{}", "does not read the query parameter 'horizon'")]
    [InlineData("DELETE", "api/delete?model=mock", """{"model":"no-such"}""", "DELETE /api/delete does not read the query parameter 'model'")]
    [InlineData("DELETE", "v1/models/no-such?force=true", "", "does not read the query parameter 'force'")]
    [InlineData("GET", "api/export?model=mock&name=naive", "", "model and name are two names of one thing, and differ: 'mock' and 'naive'")]
    [InlineData("POST", "api/show", """{"model":"mock","name":"naive"}""", "model and name are two names of one thing")]
    [InlineData("POST", "api/pull", """{"model":"mock","name":"naive"}""", "model and name are two names of one thing")]
    [InlineData("POST", "api/load", """{"model":"mock","name":"naive"}""", "model and name are two names of one thing")]
    [InlineData("POST", "api/verify", """{"model":"mock","name":"naive"}""", "model and name are two names of one thing")]
    [InlineData("POST", "api/create", """{"model":"one","name":"two","from":"mock"}""", "model and name are two names of one thing")]
    [InlineData("DELETE", "api/delete", """{"model":"no-such","name":"naive"}""", "model and name are two names of one thing")]
    public async Task What_is_not_read_or_says_two_things_is_refused(string method, string path, string body, string says)
    {
        await daemon.PullAsync("mock");

        Reply reply = await daemon.Raw.SendAsync(new HttpMethod(method), path, body.Length == 0 ? null : System.Text.Encoding.UTF8.GetBytes(body), "application/json");

        reply.ShouldBeError(400, "INVALID_REQUEST").Text("error").ShouldContain(says);
    }

    [Theory]
    [InlineData("?from=a-bookmark")]
    [InlineData("health/live?probe=1")]
    [InlineData("v1/health?x=1&x=2")]
    [InlineData("health/ready?_=1")]
    [InlineData("metrics?x=1")]
    public async Task Probes_and_browsers_may_put_behind_an_address_what_they_like(string path) => (await daemon.Raw.GetAsync(path)).Status.ShouldBe(200);

    [Fact]
    public async Task Two_names_that_say_the_same_are_one()
    {
        await daemon.PullAsync("mock");

        (await daemon.Raw.PostAsync("api/show", """{"model":"mock","name":"MOCK:latest"}""")).ShouldBeSuccess();
    }
}
