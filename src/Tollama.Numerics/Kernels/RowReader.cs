namespace Tollama.Numerics.Kernels;

/// <summary>Writes one row of a matrix to <paramref name="destination"/>, all of it.</summary>
/// <param name="row">The row, from 0; asked for once each, in ascending order where one thread packs.</param>
/// <param name="destination">Where the row goes: as many values as the matrix has columns.</param>
public delegate void RowReader(int row, Span<float> destination);
