using Tollama.Core.Api;

namespace Tollama.Data.Writing.Text;

/// <summary>The columns before the other numbers: ids and time stamps; like a table that was sent, also what is forecast, all with its names and in its order.</summary>
internal static class LeadColumns
{
    public static LeadColumn[] Of(AnswerColumns columns, InputForm? form)
    {
        List<LeadColumn> lead = [.. columns.IdNames.Select((name, place) => new LeadColumn(LeadRole.Id, name, place))];
        IReadOnlyList<string> numbers = columns.Numbers.Names;
        string[] others = [.. columns.IdNames, .. numbers, AnswerColumns.Error];
        string stamp = form?.TimeColumn is { } time && !others.Contains(time) ? time : ForecastColumns.Stamp;
        lead.Add(new LeadColumn(LeadRole.Stamp, stamp));

        // A row that is a sum has its steps before the mean: no row of the table is like it.
        if (form is null || numbers is not [ForecastColumns.Mean, ..])
        {
            return [.. lead];
        }

        bool keepsName = form.TargetColumn is { } target && !columns.IdNames.Contains(target) && target != stamp && target != AnswerColumns.Error && !numbers.Skip(1).Contains(target);
        lead.Add(new LeadColumn(LeadRole.Mean, keepsName ? form.TargetColumn! : ForecastColumns.Mean));

        // A table of one series, whose id says nothing, has no column for it.
        if (columns.IsOneSeries)
        {
            lead.RemoveAll(column => column.Role == LeadRole.Id);
        }

        // What the table does not have stands first.
        return [.. lead.OrderBy(column => Place(form, column.Name))];
    }

    /// <summary>How many of the columns of numbers are among them.</summary>
    public static int NumbersIn(LeadColumn[] lead) => lead.Any(column => column.Role == LeadRole.Mean) ? 1 : 0;

    private static int Place(InputForm form, string name)
    {
        for (int place = 0; place < form.Columns.Count; place++)
        {
            if (form.Columns[place] == name)
            {
                return place;
            }
        }

        return name is SeriesKeys.NameColumn or ForecastColumns.Stamp ? -1 : form.Columns.Count;
    }
}
