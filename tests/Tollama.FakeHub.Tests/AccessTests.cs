namespace Tollama.FakeHub.Tests;

public sealed class AccessTests : HubTest
{
    [Theory]
    [InlineData("/api/models/acme/none", null, 401, "RepoNotFound")]
    [InlineData("/api/models/acme/none", "known", 404, "RepoNotFound")]
    [InlineData("/api/models/acme/wind", "unknown", 401, null)]
    [InlineData("/api/models/acme/wind/revision/v9", null, 404, "RevisionNotFound")]
    [InlineData("/acme/wind/resolve/main/none.txt", null, 404, "EntryNotFound")]
    [InlineData("/api/models/acme/hidden", null, 401, "RepoNotFound")]
    [InlineData("/api/models/acme/hidden", "known", 404, "RepoNotFound")]
    [InlineData("/api/models/acme/hidden", "friend", 200, null)]
    [InlineData("/api/models/acme/gated", null, 200, null)]
    [InlineData("/acme/gated/resolve/main/config.json", null, 401, "GatedRepo")]
    [InlineData("/acme/gated/resolve/main/config.json", "unknown", 401, "GatedRepo")]
    [InlineData("/acme/gated/resolve/main/config.json", "known", 403, "GatedRepo")]
    [InlineData("/acme/gated/resolve/main/config.json", "friend", 307, null)]
    [InlineData("/nowhere", null, 404, null)]
    public async Task Everyone_sees_what_they_may(string target, string? token, int status, string? code)
    {
        Hub.AddToken("known");
        Hub.AddToken("friend");
        Hub.AddRepository("acme/hidden").Add("config.json", "{}").Allow("friend").IsPrivate = true;
        Hub.AddRepository("acme/gated").Add("config.json", "{}").Allow("friend").Gated = "manual";

        using HttpResponseMessage response = await GetAsync(target, token);

        ((int)response.StatusCode).ShouldBe(status);
        Header(response, "X-Error-Code").ShouldBe(code);
        (Header(response, "X-Error-Message") is not null).ShouldBe(status >= 400);
    }

    [Fact]
    public async Task A_moved_repository_is_found_under_its_new_name()
    {
        Hub.Move("old/breeze", "acme/wind");
        using HttpResponseMessage response = await GetAsync("/api/models/old/breeze/tree/main?recursive=true");

        ((int)response.StatusCode).ShouldBe(307);
        response.Headers.Location!.OriginalString.ShouldBe("/api/models/acme/wind/tree/main?recursive=true");
    }

    [Fact]
    public async Task A_token_that_reaches_the_cdn_is_noticed()
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, await LinkAsync(), "secret");

        Hub.Requests.Where(request => request.Kind == RequestKind.Cdn).ShouldHaveSingleItem().Token.ShouldBe("secret");
        Hub.Requests[0].HadAuthorization.ShouldBeFalse();
    }
}
