using System.Security.Cryptography;
using Tollama.Soak.Clients;
using Tollama.Soak.Wire;

namespace Tollama.Soak.Operations;

/// <summary>Uploads of files, and models made of them.</summary>
internal static class BlobOperations
{
    private static readonly byte[] Config = File.ReadAllBytes(Path.Join(Programs.Golden("chronos-bolt-tiny-random"), "config.json"));

    private static readonly byte[] Weights = File.ReadAllBytes(Path.Join(Programs.Golden("chronos-bolt-tiny-random"), "model.safetensors"));

    public static IReadOnlyList<Operation> All { get; } = [new(2, UploadAsync), new(1, UploadWrongAsync), new(2, CreateAsync)];

    private static Task UploadAsync(SoakClient client, Random random, CancellationToken token)
    {
        byte[] content = new byte[random.Next(1, 50_000)];
        random.NextBytes(content);
        return client.AskAsync(Upload(content, Digest(content)), token);
    }

    private static Task UploadWrongAsync(SoakClient client, Random random, CancellationToken token)
    {
        byte[] content = new byte[random.Next(1, 50_000)];
        random.NextBytes(content);
        return client.AskAsync(Upload(content, Digest([1, .. content])) with { Success = [], Codes = ["INVALID_REQUEST"] }, token);
    }

    private static async Task CreateAsync(SoakClient client, Random random, CancellationToken token)
    {
        string name = $"contested-{random.Next(3)}-of-files";
        bool sent = await client.AskAsync(Upload(Config, Digest(Config)), token) is { Status: 200 or 201 };
        sent &= await client.AskAsync(Upload(Weights, Digest(Weights)), token) is { Status: 200 or 201 };
        await client.AskAsync(new SoakRequest { Operation = "blob: head", Method = "HEAD", Path = "/api/blobs/" + Digest(Weights), Area = Area.Store, Codes = sent ? [] : ["MODEL_NOT_FOUND"] }, token);
        string files = $$"""{"config.json":"{{Digest(Config)}}","model.safetensors":"{{Digest(Weights)}}"}""";
        SoakRequest create = SoakRequest.Post("create of files", "/api/create", $$"""{"model":"{{name}}","files":{{files}}}""");
        await client.AskAsync(create with { Area = Area.Store, Codes = sent ? [] : ["INVALID_REQUEST"] }, token);
    }

    private static SoakRequest Upload(byte[] content, string digest) =>
        new() { Operation = "blob: upload", Method = "POST", Path = "/api/blobs/" + digest, Body = content, Success = [200, 201], Area = Area.Store };

    private static string Digest(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
