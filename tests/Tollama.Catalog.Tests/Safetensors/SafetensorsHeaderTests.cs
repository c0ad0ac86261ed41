using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Tollama.Catalog.Safetensors;
using Tollama.Catalog.Tests.Architectures;
using Tollama.Core.Errors;

namespace Tollama.Catalog.Tests.Safetensors;

public sealed class SafetensorsHeaderTests
{
    private const string Two = """{"__metadata__":{"format":"pt"},"b":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"a":{"dtype":"BF16","shape":[],"data_offsets":[24,26]}}""";

    [Fact]
    public void A_header_lists_its_tensors_in_the_order_of_their_bytes()
    {
        SafetensorsHeader header = Parse(Two, 26);
        header.Metadata["format"].ShouldBe("pt");
        header.DataStart.ShouldBe(8 + Two.Length);
        header.Tensors.Select(tensor => tensor.Name).ShouldBe(["b", "a"]);
        TensorEntry matrix = header.Find("b")!;
        matrix.Type.ShouldBe(TensorType.F32);
        matrix.ShapeText.ShouldBe("[2, 3]");
        matrix.ElementCount.ShouldBe(6);
        header.Find("a")!.ElementCount.ShouldBe(1);
        header.Find("c").ShouldBeNull();
    }

    [Fact]
    public void Spaces_that_pad_a_header_are_part_of_it() => Parse("{}" + new string(' ', 6), 0).Tensors.ShouldBeEmpty();

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[12,20]}}""", 20, "leave a hole")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "leave a hole")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 7, "cut off")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 9, "belong to no tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "takes 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "takes 12 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "larger than any file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}}""", 0, "larger than any file")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "none negative")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}""", 8, "integers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,8]}}""", 8, "integers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8,8]}}""", 8, "at most 2 integers")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""", 8, "two data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "two data_offsets")]
    [InlineData("""{"a":{"dtype":"F8_E4M3","shape":[2],"data_offsets":[0,2]}}""", 2, "'F8_E4M3'")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "'dtype' twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}}""", 8, "'more'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0, "listed twice")]
    [InlineData("""{"":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0, "empty")]
    [InlineData("""{"a\nb":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}""", 0, "control characters")]
    [InlineData("""{"a":[]}""", 0, "must be an object")]
    [InlineData("""{"__metadata__":{"format":1}}""", 0, "object of texts")]
    [InlineData("""{"__metadata__":{"format":{"format":"pt"}}}""", 0, "object of texts")]
    [InlineData("""{"a":{"dtype":"\ud800","shape":[0],"data_offsets":[0,0]}}""", 0, "not valid JSON")]
    [InlineData("""{} {}""", 0, "not valid JSON")]
    [InlineData("""{"a":""", 0, "not valid JSON")]
    [InlineData("[]", 0, "not a JSON object")]
    [InlineData(" {}", 0, "not a JSON object")]
    public void A_header_that_contradicts_itself_is_refused(string json, int dataLength, string complaint)
    {
        TollamaException error = Should.Throw<TollamaException>(() => Parse(json, dataLength));
        error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        error.Message.ShouldContain(complaint);
    }

    [Fact]
    public void A_tensor_without_numbers_may_stand_between_others() =>
        Parse("""{"a":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"b":{"dtype":"I64","shape":[7,0],"data_offsets":[3,3]},"c":{"dtype":"BOOL","shape":[1],"data_offsets":[3,4]}}""", 4)
            .Tensors.Count.ShouldBe(3);

    [Fact]
    public void A_text_that_is_not_utf8_is_refused() =>
        Should.Throw<TollamaException>(() => SafetensorsHeader.Parse([(byte)'{', (byte)'"', 0xff, (byte)'"', (byte)':', (byte)'1', (byte)'}'], 100)).Message.ShouldContain("UTF-8");

    [Theory]
    [InlineData(0UL, 100, "0 bytes")]
    [InlineData(1UL, 100, "1 bytes")]
    [InlineData(100_000_001UL, 1L << 40, "100000001 bytes")]
    [InlineData(ulong.MaxValue, long.MaxValue, "18446744073709551615 bytes")]
    [InlineData(93UL, 100, "cut off")]
    public void An_impossible_length_is_refused(ulong length, long fileLength, string complaint)
    {
        byte[] prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, length);
        Should.Throw<TollamaException>(() => SafetensorsHeader.LengthOf(prefix, fileLength)).Message.ShouldContain(complaint);
    }

    [Fact]
    public void A_file_of_fewer_than_8_bytes_is_refused() =>
        Should.Throw<TollamaException>(() => SafetensorsHeader.LengthOf([1, 2, 3], 3)).Message.ShouldContain("3 bytes");

    [Fact]
    public void Damaged_bytes_never_do_worse_than_an_error()
    {
        byte[] json = new GoldenModel("toto2-tiny-random").HeaderJson;
        Gen.Select(Gen.Int[0, json.Length - 1], Gen.Byte).Array[1, 4].ForAll(changes =>
        {
            byte[] damaged = [.. json];
            foreach ((int position, byte value) in changes)
            {
                damaged[position] = value;
            }

            OnlyOurErrors(() => SafetensorsHeader.Parse(damaged, 299_392));
        });
    }

    [Fact]
    public void Any_bytes_never_do_worse_than_an_error()
    {
        Gen.Byte.Array[0, 64].ForAll(bytes => OnlyOurErrors(() => SafetensorsHeader.Parse(bytes, 1000)));
        Gen.Select(Gen.Byte.Array[0, 16], Gen.Long).ForAll((bytes, length) => OnlyOurErrors(() => SafetensorsHeader.LengthOf(bytes, length)));
    }

    [Fact]
    public void Any_offsets_and_shapes_are_either_a_file_without_gaps_or_an_error()
    {
        Gen<(long[] Shape, long Begin, long End)> tensor = Gen.Select(Gen.Long[0, 9].Array[0, 3], Gen.Long[-1, 40], Gen.Long[-1, 80]);
        tensor.Array[1, 3].ForAll(tensors =>
        {
            string json = "{" + string.Join(",", tensors.Select((one, i) => $"\"t{i}\":{{\"dtype\":\"U8\",\"shape\":[{string.Join(",", one.Shape)}],\"data_offsets\":[{one.Begin},{one.End}]}}")) + "}";
            long data = tensors.Max(one => one.End);
            try
            {
                Parse(json, data).Tensors.Sum(entry => entry.ByteLength).ShouldBe(data);
            }
            catch (TollamaException)
            {
                bool whole = tensors.OrderBy(one => one.Begin).ThenBy(one => one.End).Aggregate(0L, (end, one) => one.Begin == end && one.End >= end ? one.End : long.MinValue) == data;
                bool fits = tensors.All(one => one.End - one.Begin == one.Shape.Aggregate(1L, (product, size) => product * size));
                (whole && fits).ShouldBeFalse();
            }
        });
    }

    private static SafetensorsHeader Parse(string json, long dataLength) =>
        SafetensorsHeader.Parse(Encoding.UTF8.GetBytes(json), 8 + Encoding.UTF8.GetByteCount(json) + dataLength);

    private static void OnlyOurErrors(Action act)
    {
        try
        {
            act();
        }
        catch (TollamaException error)
        {
            error.Code.ShouldBe(ErrorCode.InvalidModelFile);
        }
    }
}
