using Tollama.Numerics.Kernels;

namespace Tollama.Numerics.Tests.Kernels;

public sealed class PackedMatrixTests
{
    [Theory]
    [InlineData(1, 1, 64)]
    [InlineData(16, 10, 640)]
    [InlineData(17, 10, 1280)]
    [InlineData(100_000, 100_000, 40_000_000_000)]
    public void The_size_is_known_before_packing_and_may_exceed_two_gigabytes(int outputs, int inputs, long bytes) =>
        PackedMatrix.BytesFor(outputs, inputs).ShouldBe(bytes);

    [Fact]
    public void Rows_are_asked_for_once_each_in_their_order()
    {
        List<int> rows = [];
        using PackedMatrix matrix = PackedMatrix.Pack(35, 3, (row, destination) =>
        {
            rows.Add(row);
            destination.Fill(row);
        });
        rows.ShouldBe(Enumerable.Range(0, 35));
        float[] y = new float[35];
        KernelSet.Current.Multiply([1f, 1f, 1f], 1, 3, matrix, [], Activation.None, [], y, 35);
        y.ShouldBe(Enumerable.Range(0, 35).Select(row => 3f * row));
    }

    [Fact]
    public void Several_threads_pack_the_same_matrix()
    {
        const int Outputs = 1001, Inputs = 97;
        int[] asked = new int[Outputs];
        using PackedMatrix shared = PackedMatrix.Pack(
            Outputs,
            Inputs,
            (row, destination) =>
            {
                Interlocked.Increment(ref asked[row]);
                destination.Fill(row);
            },
            new Workers(4));
        float[] ones = [.. Enumerable.Repeat(1f, Inputs)], y = new float[Outputs];
        KernelSet.Current.Multiply(ones, 1, Inputs, shared, [], Activation.None, [], y, Outputs);
        y.ShouldBe(Enumerable.Range(0, Outputs).Select(row => (float)Inputs * row));
        asked.ShouldAllBe(times => times == 1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void What_a_reader_throws_comes_to_who_packs(int threads) =>
        Should.Throw<InvalidDataException>(() => PackedMatrix.Pack(
            1000, 100, (row, _) => throw new InvalidDataException($"row {row}"), new Workers(threads)));

    [Fact]
    public void A_matrix_of_another_size_than_was_said_is_refused() =>
        Should.Throw<ArgumentOutOfRangeException>(() => PackedMatrix.Pack(2, 3, new float[5]));

    [Fact]
    public void A_disposed_matrix_is_refused()
    {
        PackedMatrix matrix = PackedMatrix.Pack(1, 1, [1f]);
        matrix.Dispose();
        matrix.Dispose();
        Should.Throw<ObjectDisposedException>(() => KernelSet.Current.Multiply([1f], 1, 1, matrix, [], Activation.None, [], new float[1], 1));
    }

    [Fact]
    public void Rows_that_do_not_fit_are_refused_with_the_numbers()
    {
        using PackedMatrix matrix = PackedMatrix.Pack(2, 3, new float[6]);
        Should.Throw<ArgumentException>(() => KernelSet.Current.Multiply(new float[8], 3, 3, matrix, [], Activation.None, [], new float[6], 2))
            .Message.ShouldContain("3 rows of 3 values, 3 apart, do not fit into 8 values");
    }
}
