using System.Runtime.InteropServices;
using Tollama.Catalog;
using Tollama.Catalog.Safetensors;
using Tollama.Core.Api;
using Tollama.Core.Errors;
using Tollama.Store.Tests.Hub;
using Tollama.Store.Tests.Provenance;
using static Tollama.Store.Tests.TemporaryStore;

namespace Tollama.Store.Tests.Weights;

/// <summary>Weights with a number that is not finite are refused, whichever way they come.</summary>
public sealed class FiniteWeightsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<TensorType, ulong, bool> Numbers { get; } = new()
    {
        { TensorType.F32, BitConverter.SingleToUInt32Bits(float.NaN), false },
        { TensorType.F32, BitConverter.SingleToUInt32Bits(float.NegativeInfinity), false },
        { TensorType.F32, 0x7F80_0001, false },
        { TensorType.F32, BitConverter.SingleToUInt32Bits(float.MaxValue), true },
        { TensorType.F32, BitConverter.SingleToUInt32Bits(float.Epsilon), true },
        { TensorType.F64, BitConverter.DoubleToUInt64Bits(double.NaN), false },
        { TensorType.F64, BitConverter.DoubleToUInt64Bits(double.PositiveInfinity), false },
        { TensorType.F64, BitConverter.DoubleToUInt64Bits(double.MinValue), true },
        { TensorType.F16, BitConverter.HalfToUInt16Bits(Half.NaN), false },
        { TensorType.F16, BitConverter.HalfToUInt16Bits(Half.PositiveInfinity), false },
        { TensorType.F16, BitConverter.HalfToUInt16Bits(Half.MaxValue), true },
        { TensorType.BF16, 0x7FC0, false },
        { TensorType.BF16, 0xFF80, false },
        { TensorType.BF16, 0x7F7F, true },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Every_place_of_every_format_is_looked_at(TensorType type, ulong bits, bool isFinite)
    {
        int size = type.Size();
        for (int count = 1; count < 70; count++)
        {
            byte[] bytes = new byte[count * size];
            new Random(count).NextBytes(bytes);
            for (int i = 0; i < count; i++)
            {
                bytes[(i * size) + size - 1] = 0; // A small number, whatever its other bytes.
            }

            int place = count / 2;
            MemoryMarshal.AsBytes<ulong>([bits])[..size].CopyTo(bytes.AsSpan(place * size));
            FiniteWeights.IndexOfNonFinite(bytes, type).ShouldBe(isFinite ? -1 : place);
        }
    }

    [Fact]
    public async Task A_pull_refuses_them_and_names_the_tensor()
    {
        await using HubStore hub = await HubStore.StartAsync();
        FakeHub.ServedRepository repository = hub.AddModel("amazon/chronos-bolt-tiny", HubStore.Bolt);
        repository.Add("model.safetensors", FakeHub.ServedContent.Bytes(WithNaN(out string tensor)));
        TollamaException error = await Should.ThrowAsync<TollamaException>(() => hub.PullAsync());
        error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        error.Message.ShouldContain($"'{tensor}'");
        error.Message.ShouldContain("NaN");
        hub.Store.List().Models.ShouldBeEmpty();
        hub.BlobFiles().ShouldBeEmpty();
    }

    [Fact]
    public async Task Create_refuses_them()
    {
        using TemporaryStore temporary = new(ModelRegistry.LoadEmbedded());
        await using ModelPuller puller = new(temporary.Store, temporary.Registry!, temporary.Time);
        Dictionary<string, string> files = new()
        {
            ["config.json"] = (await temporary.Store.Blobs.WriteAsync(Config(), Cancellation)).Digest.ToString(),
            ["model.safetensors"] = (await temporary.Store.Blobs.WriteAsync(WithNaN(out string tensor), Cancellation)).Digest.ToString(),
        };
        TollamaException error = await Should.ThrowAsync<TollamaException>(async () =>
        {
            await foreach (PullProgress _ in new ModelCreator(temporary.Store, puller, temporary.Time).CreateAsync(new CreateRequest { Model = "mine", Files = files }, Cancellation))
            {
            }
        });
        error.Message.ShouldContain($"'{tensor}'");
        temporary.Store.List().Models.ShouldBeEmpty();
    }

    [Fact]
    public async Task Import_refuses_them()
    {
        using TemporaryStore temporary = new();
        byte[] config = System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(Manifest("mine", Families.ChronosBolt.Name), StoreJsonContext.Default.ModelManifest);
        using MemoryStream archive = new(ArchiveBytes.Of(
            "mine", config, (MediaTypes.Architecture, "config.json", Config()), (MediaTypes.Weights, "model.safetensors", WithNaN(out string tensor))));
        TollamaException error = await Should.ThrowAsync<TollamaException>(async () =>
        {
            await foreach (PullProgress _ in new ArchiveImport(temporary.Store).ReadAsync(archive, null, force: false, Cancellation))
            {
            }
        });
        error.Message.ShouldContain($"'{tensor}'");
        temporary.BlobFiles().ShouldBeEmpty();
    }

    private static byte[] Config() => System.IO.File.ReadAllBytes(Path.Combine(HubStore.Golden(HubStore.Bolt), "config.json"));

    private static byte[] WithNaN(out string tensor)
    {
        byte[] weights = System.IO.File.ReadAllBytes(Path.Combine(HubStore.Golden(HubStore.Bolt), "model.safetensors"));
        int length = SafetensorsHeader.LengthOf(weights, weights.Length);
        SafetensorsHeader header = SafetensorsHeader.Parse(weights.AsSpan(SafetensorsHeader.PrefixLength, length), weights.Length);
        TensorEntry last = header.Tensors[^1];
        tensor = last.Name;
        BitConverter.TryWriteBytes(weights.AsSpan((int)(header.DataStart + last.End - sizeof(float))), float.NaN);
        return weights;
    }
}
