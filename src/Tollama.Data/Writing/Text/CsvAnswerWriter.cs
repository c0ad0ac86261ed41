using System.Buffers;
using Tollama.Core.Api;

namespace Tollama.Data.Writing.Text;

/// <summary>An answer as a table of text: a header, then a row for each series and future step, or sum of steps.</summary>
/// <remarks>
/// UTF-8, decimal point, line feeds; cells are quoted as in RFC 4180 where they must be. A missing number is an empty cell. Like a table that was sent, the names and
/// the order of its columns, its delimiter, decimal mark and form of time stamps stay, and numbers have one more digit behind the mark than it has.
/// </remarks>
/// <param name="output">Where to.</param>
/// <param name="delimiter">What stands between two cells.</param>
/// <param name="form">How the table was written to which this is the answer; <see langword="null"/> for our own form.</param>
internal sealed class CsvAnswerWriter(IBufferWriter<byte> output, char delimiter, InputForm? form = null) : IAnswerWriter
{
    private AnswerColumns? _columns;
    private LeadColumn[] _lead = [];

    public long HeldBytes => 0;

    public ValueTask BeginAsync(AnswerColumns columns, AnswerMetadata metadata)
    {
        _columns = columns;
        _lead = LeadColumns.Of(columns, form);
        if (form?.HasHeader == false)
        {
            return ValueTask.CompletedTask;
        }

        CsvCells cells = Cells();
        foreach (LeadColumn column in _lead)
        {
            cells.Add(column.Name);
        }

        foreach (string name in columns.Numbers.Names.Skip(LeadColumns.NumbersIn(_lead)))
        {
            cells.Add(name);
        }

        if (columns.HasErrors)
        {
            cells.Add(AnswerColumns.Error);
        }

        cells.EndRow();
        return ValueTask.CompletedTask;
    }

    public ValueTask AddAsync(SeriesForecastData forecast)
    {
        string[] ids = [.. SeriesKeys.CellsOf(_columns!.IdColumns, forecast.Id, forecast.Keys)];
        CsvCells cells = Cells();
        foreach ((int step, double[] numbers) in _columns.Numbers.StepsOf(forecast))
        {
            foreach (LeadColumn column in _lead)
            {
                AddLead(ref cells, column, ids, StampOf(forecast, step), numbers[0]);
            }

            foreach (double number in numbers.AsSpan(LeadColumns.NumbersIn(_lead)))
            {
                AddNumber(ref cells, number);
            }

            EndRow(ref cells, "");
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask AddAsync(SeriesError error)
    {
        string[] ids = [.. SeriesKeys.CellsOf(_columns!.IdColumns, error.Id, error.Keys)];
        CsvCells cells = Cells();
        foreach (LeadColumn column in _lead)
        {
            AddLead(ref cells, column, ids, "", double.NaN);
        }

        for (int number = LeadColumns.NumbersIn(_lead); number < _columns.Numbers.Names.Count; number++)
        {
            cells.Add("");
        }

        EndRow(ref cells, error.Message);
        return ValueTask.CompletedTask;
    }

    public ValueTask EndAsync(AnswerMetadata metadata) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private CsvCells Cells() => new(output, form?.Delimiter ?? delimiter, form?.DecimalMark ?? '.');

    private string StampOf(SeriesForecastData forecast, int step) =>
        form?.Stamps is { } words && AnswerColumns.StampAt(forecast, step) is { IsIndex: false } stamp ? words.Write(stamp) : ForecastColumns.StampOf(forecast, step);

    private void AddLead(ref CsvCells cells, LeadColumn column, string[] ids, string stamp, double mean)
    {
        switch (column.Role)
        {
            case LeadRole.Id:
                cells.Add(ids[column.Place]);
                break;
            case LeadRole.Stamp:
                cells.Add(stamp);
                break;
            default:
                AddNumber(ref cells, mean);
                break;
        }
    }

    private void AddNumber(ref CsvCells cells, double number)
    {
        if (form is null)
        {
            cells.Add(number);
        }
        else
        {
            cells.Add(number, RoundedNumber.FormatOf(number, form.Decimals));
        }
    }

    private void EndRow(ref CsvCells cells, string error)
    {
        if (_columns!.HasErrors)
        {
            cells.Add(error);
        }

        cells.EndRow();
    }
}
