namespace Tollama.Cli.Terminal.Charts;

/// <summary>A picture of dots, two wide and four high in each character cell (Unicode's braille patterns).</summary>
internal sealed class BrailleLayer(int columns, int rows)
{
    public const int DotsAcross = 2;
    public const int DotsDown = 4;

    private const int EmptyPattern = 0x2800;

    // Unicode numbers the dots 1 2 3 7 down the left side and 4 5 6 8 down the right.
    private static readonly byte[,] Bits = { { 0x01, 0x02, 0x04, 0x40 }, { 0x08, 0x10, 0x20, 0x80 } };

    private readonly byte[,] _cells = new byte[columns, rows];

    public bool IsEmpty(int column, int row) => _cells[column, row] == 0;

    public char Character(int column, int row) => (char)(EmptyPattern + _cells[column, row]);

    /// <summary>Draws a straight line between two dots, both included; dot (0, 0) is the upper left one.</summary>
    /// <remarks>J. E. Bresenham, "Algorithm for computer control of a digital plotter", IBM Systems Journal 4 (1965).</remarks>
    public void Line(int fromX, int fromY, int toX, int toY)
    {
        int deltaX = Math.Abs(toX - fromX);
        int deltaY = -Math.Abs(toY - fromY);
        int stepX = fromX < toX ? 1 : -1;
        int stepY = fromY < toY ? 1 : -1;
        int error = deltaX + deltaY;
        while (true)
        {
            Dot(fromX, fromY);
            if (fromX == toX && fromY == toY)
            {
                return;
            }

            int doubled = 2 * error;
            if (doubled >= deltaY)
            {
                error += deltaY;
                fromX += stepX;
            }

            if (doubled <= deltaX)
            {
                error += deltaX;
                fromY += stepY;
            }
        }
    }

    private void Dot(int x, int y)
    {
        if (x >= 0 && y >= 0 && x < columns * DotsAcross && y < rows * DotsDown)
        {
            _cells[x / DotsAcross, y / DotsDown] |= Bits[x % DotsAcross, y % DotsDown];
        }
    }
}
