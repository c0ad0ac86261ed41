using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tollama.FakeHub.Tests;

public sealed class ListingTests : HubTest
{
    private static readonly string Sha256 = Convert.ToHexStringLower(SHA256.HashData(Weights));

    protected override HubServerOptions Options => new() { PageSize = 4 };

    [Fact]
    public async Task Info_has_the_facts_and_the_names_of_the_files()
    {
        JsonElement info = await JsonAsync("/api/models/acme/wind");

        info.GetProperty("id").GetString().ShouldBe("acme/wind");
        info.GetProperty("sha").GetString().ShouldBe(Model.Head.Sha);
        info.GetProperty("private").GetBoolean().ShouldBeFalse();
        info.GetProperty("gated").GetBoolean().ShouldBeFalse();
        info.GetProperty("cardData").GetProperty("license").GetString().ShouldBe("apache-2.0");
        info.GetProperty("siblings").EnumerateArray().Select(file => file.GetRawText())
            .ShouldBe(["""{"rfilename":"config.json"}""", """{"rfilename":"model.safetensors"}"""]);
    }

    [Fact]
    public async Task Info_with_blobs_has_the_hash_of_what_is_in_lfs()
    {
        JsonElement weights = (await JsonAsync("/api/models/acme/wind/revision/main?blobs=true")).GetProperty("siblings")[1];

        weights.GetProperty("size").GetInt64().ShouldBe(Weights.Length);
        weights.GetProperty("lfs").GetProperty("sha256").GetString().ShouldBe(Sha256);
        weights.GetProperty("lfs").GetProperty("pointerSize").GetInt64().ShouldBe(131);
    }

    /// <summary>The ids are those of <c>git hash-object</c>.</summary>
    [Fact]
    public async Task Tree_names_files_by_their_git_ids()
    {
        string pointer = string.Create(
            CultureInfo.InvariantCulture, $"version https://git-lfs.github.com/spec/v1\noid sha256:{Sha256}\nsize {Weights.Length}\n");

        JsonElement tree = await JsonAsync("/api/models/acme/wind/tree/main?recursive=true");

        tree[0].GetRawText().ShouldBe("""{"type":"file","oid":"0967ef424bce6791893e9a57bb952f80fd536e93","size":3,"path":"config.json"}""");
        tree[1].GetProperty("oid").GetString().ShouldBe(ServedContent.Text(pointer).BlobId);
        tree[1].GetProperty("lfs").GetProperty("oid").GetString().ShouldBe(Sha256);
    }

    [Fact]
    public async Task Tree_comes_in_pages_that_lead_to_each_other()
    {
        for (int number = 10; number < 16; number++)
        {
            Model.Add($"parts/p{number}/data.txt", "x");
        }

        List<string> paths = [];
        int pages = 0;
        for (Uri? next = new(Hub.Endpoint, "/api/models/acme/wind/tree/main?recursive=true"); next is not null; pages++)
        {
            using HttpResponseMessage response = await SendAsync(HttpMethod.Get, next);
            using JsonDocument page = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancellation));
            paths.AddRange(page.RootElement.EnumerateArray().Select(entry => entry.GetProperty("path").GetString()!));
            next = Header(response, "Link") is { } link ? new Uri(link.Split('<', '>')[1]) : null;
        }

        paths.Count.ShouldBe(2 + 6 + 7);
        paths.ShouldBeUnique();
        pages.ShouldBe(4);
    }

    [Fact]
    public async Task Tree_of_a_folder_has_what_is_directly_in_it()
    {
        Model.Add("a/b/c.txt", "x").Add("a/d.txt", "y");

        JsonElement tree = await JsonAsync("/api/models/acme/wind/tree/main/a");

        tree.EnumerateArray().Select(entry => entry.GetProperty("type").GetString() + " " + entry.GetProperty("path").GetString())
            .ShouldBe(["directory a/b", "file a/d.txt"]);
    }

    [Fact]
    public async Task A_tag_stays_where_main_was()
    {
        string first = Model.Tag("refs/pr/1").Head.Sha;
        Model.Add("config.json", "{\"changed\":true}");

        (await JsonAsync("/api/models/acme/wind/revision/refs%2Fpr%2F1")).GetProperty("sha").GetString().ShouldBe(first);
        (await JsonAsync("/api/models/acme/wind/revision/" + first)).GetProperty("sha").GetString().ShouldBe(first);
        (await JsonAsync("/api/models/acme/wind")).GetProperty("sha").GetString().ShouldNotBe(first);
    }

    [Fact]
    public async Task A_listing_lies_as_it_is_told()
    {
        Hub.Inject(new Fault { Listing = file => file.IsLfs ? file with { Sha256 = null, Size = 1, Path = "../" + file.Path } : null }, When.Tree);

        JsonElement tree = await JsonAsync("/api/models/acme/wind/tree/main?recursive=true");

        tree.GetArrayLength().ShouldBe(1);
        tree[0].GetProperty("path").GetString().ShouldBe("../model.safetensors");
        tree[0].GetProperty("size").GetInt64().ShouldBe(1);
        tree[0].GetProperty("lfs").TryGetProperty("oid", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_listing_may_be_no_json()
    {
        Hub.Inject(new Fault { Body = "{\"siblings\": [" }, When.Listing);

        using HttpResponseMessage response = await GetAsync("/api/models/acme/wind");

        ((int)response.StatusCode).ShouldBe(200);
        Encoding.UTF8.GetString((await DrainAsync(response)).Bytes).ShouldBe("{\"siblings\": [");
    }
}
