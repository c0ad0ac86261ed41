using Tollama.Core.Api;
using Tollama.Core.Frequencies;

namespace Tollama.Data.Writing;

/// <summary>Rows of an answer, column by column, for formats that are written so.</summary>
internal sealed class AnswerBatch
{
    private const int BytesOfCell = 16;

    private const long MostBytes = 8 << 20;

    private readonly AnswerColumns _columns;

    public AnswerBatch(AnswerColumns columns)
    {
        _columns = columns;
        Ids = [.. columns.IdNames.Select(_ => new List<string?>())];
        Numbers = [.. columns.Numbers.Names.Select(_ => new List<double?>())];
    }

    /// <summary>How many rows there are.</summary>
    public int Count => Ids[0].Count;

    /// <summary>About how many bytes the rows take.</summary>
    public long Bytes => (long)Count * (Ids.Count + Numbers.Count + 2) * BytesOfCell;

    /// <summary>Whether it holds so much that it should be written.</summary>
    public bool IsFull => Bytes >= MostBytes;

    /// <summary>The cells of the id columns.</summary>
    public IReadOnlyList<List<string?>> Ids { get; }

    /// <summary>The time stamps as numbers, see <see cref="StampType.NumberOf"/>; empty in a column of texts.</summary>
    public List<long?> Stamps { get; } = [];

    /// <summary>The time stamps as texts; empty in a column of anything else.</summary>
    public List<string?> StampTexts { get; } = [];

    /// <summary>The numbers.</summary>
    public IReadOnlyList<List<double?>> Numbers { get; }

    /// <summary>Why a series failed; empty without that column.</summary>
    public List<string?> Errors { get; } = [];

    /// <summary>Adds the rows of a series.</summary>
    public void Add(SeriesForecastData forecast)
    {
        string[] ids = [.. SeriesKeys.CellsOf(_columns.IdColumns, forecast.Id, forecast.Keys)];
        foreach ((int step, double[] numbers) in _columns.Numbers.StepsOf(forecast))
        {
            AddIds(ids);
            AddStamp(AnswerColumns.StampAt(forecast, step), () => ForecastColumns.StampOf(forecast, step));
            for (int column = 0; column < numbers.Length; column++)
            {
                Numbers[column].Add(double.IsFinite(numbers[column]) ? numbers[column] : null);
            }

            AddError(null);
        }
    }

    /// <summary>Adds the row of a series that failed.</summary>
    public void Add(SeriesError error)
    {
        AddIds([.. SeriesKeys.CellsOf(_columns.IdColumns, error.Id, error.Keys)]);
        AddStamp(stamp: null, () => null);
        foreach (List<double?> column in Numbers)
        {
            column.Add(null);
        }

        AddError(error.Message);
    }

    /// <summary>Forgets all rows.</summary>
    public void Clear()
    {
        foreach (List<string?> column in (IEnumerable<List<string?>>)[.. Ids, StampTexts, Errors])
        {
            column.Clear();
        }

        foreach (List<double?> column in Numbers)
        {
            column.Clear();
        }

        Stamps.Clear();
    }

    private void AddIds(string[] ids)
    {
        for (int column = 0; column < ids.Length; column++)
        {
            Ids[column].Add(ids[column]);
        }
    }

    private void AddStamp(Timestamp? stamp, Func<string?> text)
    {
        if (_columns.Stamps.Kind == StampKind.Text)
        {
            StampTexts.Add(text());
        }
        else
        {
            Stamps.Add(stamp is { } known ? _columns.Stamps.NumberOf(known) : null);
        }
    }

    private void AddError(string? message)
    {
        if (_columns.HasErrors)
        {
            Errors.Add(message);
        }
    }
}
