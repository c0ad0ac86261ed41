using System.Net;

namespace Tollama.FakeHub.Tests;

public sealed class FileTests : HubTest
{
    protected override HubServerOptions Options => new() { LinkUses = 3 };

    [Fact]
    public async Task A_small_file_is_one_relative_redirect_away()
    {
        using HttpResponseMessage redirect = await GetAsync("/acme/wind/resolve/main/config.json");
        string location = redirect.Headers.Location.ShouldNotBeNull().OriginalString;
        using HttpResponseMessage file = await GetAsync(location);

        redirect.StatusCode.ShouldBe(HttpStatusCode.TemporaryRedirect);
        location.ShouldStartWith($"/api/resolve-cache/models/acme/wind/{Model.Head.Sha}/config.json?");
        Header(redirect, "X-Repo-Commit").ShouldBe(Model.Head.Sha);
        file.Headers.ETag!.Tag.ShouldBe("\"0967ef424bce6791893e9a57bb952f80fd536e93\"");
        (await file.Content.ReadAsStringAsync(Cancellation)).ShouldBe("{}\n");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_file_in_lfs_is_on_the_cdn_and_its_hash_on_the_redirect(string method)
    {
        using HttpResponseMessage redirect = await SendAsync(new HttpMethod(method), new Uri(Hub.Endpoint, "/acme/wind/resolve/main/model.safetensors"));
        using HttpResponseMessage file = await SendAsync(HttpMethod.Get, redirect.Headers.Location!);

        redirect.StatusCode.ShouldBe(HttpStatusCode.Found);
        redirect.Headers.Location!.Port.ShouldBe(Hub.CdnEndpoint.Port);
        Header(redirect, "X-Linked-Etag").ShouldBe($"\"{ServedContent.Bytes(Weights).Sha256}\"");
        Header(redirect, "X-Linked-Size").ShouldBe("300000");
        (await file.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(Weights);
        Hub.Requests[^1].File.ShouldBe("model.safetensors");
    }

    [Theory]
    [InlineData("bytes=0-0", 206, 0, 1, "bytes 0-0/300000")]
    [InlineData("bytes=299990-", 206, 299_990, 10, "bytes 299990-299999/300000")]
    [InlineData("bytes=-5", 206, 299_995, 5, "bytes 299995-299999/300000")]
    [InlineData("bytes=10-999999", 206, 10, 299_990, "bytes 10-299999/300000")]
    [InlineData("bytes=300000-", 416, 0, 0, "bytes */300000")]
    [InlineData("bytes=0-1,5-6", 200, 0, 300_000, null)]
    public async Task A_range_is_served(string range, int status, int first, int length, string? contentRange)
    {
        using HttpResponseMessage response = await DownloadAsync(range);

        ((int)response.StatusCode).ShouldBe(status);
        response.Content.Headers.ContentRange?.ToString().ShouldBe(contentRange);
        (await response.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(Weights[first..(first + length)]);
    }

    [Fact]
    public async Task A_range_of_another_version_is_answered_with_the_whole()
    {
        using HttpResponseMessage response = await SendAsync(HttpMethod.Get, await LinkAsync(), null, "bytes=5-9", "\"other\"");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentLength.ShouldBe(Weights.Length);
    }

    [Fact]
    public async Task A_link_is_good_for_so_many_requests()
    {
        Uri link = await LinkAsync();
        List<HttpStatusCode> statuses = [];
        for (int request = 0; request < 4; request++)
        {
            using HttpResponseMessage response = await SendAsync(HttpMethod.Head, link);
            statuses.Add(response.StatusCode);
        }

        statuses.ShouldBe([HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.Forbidden]);
    }

    [Fact]
    public async Task Links_expire_on_demand_and_new_ones_are_good()
    {
        Uri old = await LinkAsync();
        Hub.ExpireLinks();
        using HttpResponseMessage refused = await SendAsync(HttpMethod.Get, old);
        using HttpResponseMessage served = await DownloadAsync();

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync(Cancellation)).ShouldContain("AccessDenied");
        served.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_client_that_accepts_gzip_gets_another_length_and_a_weak_etag()
    {
        string text = new('x', 5000);
        string etag = ServedContent.Text(text).BlobId;
        Model.Add("vocabulary.json", text);
        using HttpClient client = new(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.GZip });
        using HttpResponseMessage response = await client.GetAsync(new Uri(Hub.Endpoint, "/acme/wind/resolve/main/vocabulary.json"), Cancellation);

        response.Headers.ETag!.ToString().ShouldBe($"W/\"{etag}\"");
        response.Content.Headers.ContentLength.ShouldBeNull();
        (await response.Content.ReadAsStringAsync(Cancellation)).ShouldBe(text);
    }

    [Fact]
    public async Task A_folder_on_disk_is_served_under_its_paths()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("tollama-hub-");
        try
        {
            Directory.CreateDirectory(Path.Join(folder.FullName, "sub"));
            await File.WriteAllTextAsync(Path.Join(folder.FullName, "sub", "notes.txt"), "hello", Cancellation);
            Hub.AddRepository("acme/folder").AddFolder(folder.FullName);
            using HttpResponseMessage redirect = await GetAsync("/acme/folder/resolve/main/sub/notes.txt");
            using HttpResponseMessage file = await GetAsync(redirect.Headers.Location!.OriginalString);

            (await file.Content.ReadAsStringAsync(Cancellation)).ShouldBe("hello");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_pattern_is_the_same_from_every_offset()
    {
        Hub.AddRepository("acme/wind").Add("model.safetensors", ServedContent.Pattern(3_000_000));
        byte[] whole = ServedContent.Pattern(3_000_000).ToArray();
        using HttpResponseMessage response = await DownloadAsync("bytes=1048000-2100000");

        (await response.Content.ReadAsByteArrayAsync(Cancellation)).ShouldBe(whole[1_048_000..2_100_001]);
    }
}
