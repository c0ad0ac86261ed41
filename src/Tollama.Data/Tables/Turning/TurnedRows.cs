using Tollama.Core.Errors;
using Tollama.Data.Tables.Cells;

namespace Tollama.Data.Tables.Turning;

/// <summary>The cells of each row as rows.</summary>
internal sealed class TurnedRows(ITableRows source, int[] kept, int[] turned, IReadOnlyList<string> labels, bool skipsEmpty, IReadOnlySet<int> skipped) : ITableRows
{
    private int _place = turned.Length;

    public int Line => source.Line;

    public int Count { get; private set; }

    public int Remarks => source.Remarks;

    public IReadOnlyList<Fault> Faults => source.Faults;

    public int FaultCount => source.FaultCount;

    public int FilledCount => source.FilledCount;

    public int FirstFilled => source.FirstFilled;

    public ReadOnlySpan<char> this[int column] =>
        column < kept.Length ? source[kept[column]]
        : column == kept.Length ? labels[_place]
        : source[turned[_place]];

    public bool IsPadded(int column) => column < kept.Length ? source.IsPadded(kept[column]) : column > kept.Length && source.IsPadded(turned[_place]);

    public bool Read(CancellationToken cancellationToken)
    {
        do
        {
            if (++_place >= turned.Length)
            {
                do
                {
                    if (!source.Read(cancellationToken))
                    {
                        return false;
                    }
                }
                while (skipped.Contains(source.Count));

                _place = 0;
            }
        }
        while (skipsEmpty && MissingToken.Is(source[turned[_place]]));

        Count = checked(Count + 1);
        return true;
    }

    public void Dispose() => source.Dispose();
}
