namespace Tollama.Numerics.Kernels.Products.RowCounts;

/// <summary>The numbers of rows from 1 to 14, each as a type.</summary>
/// <remarks>
/// Types, because a generic parameter cannot be a number, and a number that is passed to a method is no constant for its compiler.
/// </remarks>
internal static class RowCount
{
    internal readonly struct One : IRowCount
    {
        public static int Rows => 1;
    }

    internal readonly struct Two : IRowCount
    {
        public static int Rows => 2;
    }

    internal readonly struct Three : IRowCount
    {
        public static int Rows => 3;
    }

    internal readonly struct Four : IRowCount
    {
        public static int Rows => 4;
    }

    internal readonly struct Five : IRowCount
    {
        public static int Rows => 5;
    }

    internal readonly struct Six : IRowCount
    {
        public static int Rows => 6;
    }

    internal readonly struct Seven : IRowCount
    {
        public static int Rows => 7;
    }

    internal readonly struct Eight : IRowCount
    {
        public static int Rows => 8;
    }

    internal readonly struct Nine : IRowCount
    {
        public static int Rows => 9;
    }

    internal readonly struct Ten : IRowCount
    {
        public static int Rows => 10;
    }

    internal readonly struct Eleven : IRowCount
    {
        public static int Rows => 11;
    }

    internal readonly struct Twelve : IRowCount
    {
        public static int Rows => 12;
    }

    internal readonly struct Thirteen : IRowCount
    {
        public static int Rows => 13;
    }

    internal readonly struct Fourteen : IRowCount
    {
        public static int Rows => 14;
    }
}
