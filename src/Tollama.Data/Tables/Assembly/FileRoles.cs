using Tollama.Core.Errors;
using Tollama.Core.Requests;

namespace Tollama.Data.Tables.Assembly;

/// <summary>Whether two files are tables of one kind: their columns have the same roles.</summary>
internal static class FileRoles
{
    /// <exception cref="TollamaException"><see cref="ErrorCode.InvalidTable"/>: they are not.</exception>
    public static void RequireAlike(string firstName, TableRoles first, string name, TableRoles roles)
    {
        (string What, IReadOnlyList<string> There, IReadOnlyList<string> Here, string Option)[] pairs =
        [
            ("time stamps", first.TimeColumns, roles.TimeColumns, "time"),
            ("ids", first.IdColumns, roles.IdColumns, "id"),
            ("values to forecast", first.TargetColumns, roles.TargetColumns, "target"),
            ("covariates of the past", first.Covariates, roles.Covariates, RequestFields.Covariates.Name),
            ("covariates of the future", first.FutureCovariates, roles.FutureCovariates, RequestFields.FutureCovariates.Name),
        ];
        foreach ((string what, IReadOnlyList<string> there, IReadOnlyList<string> here, string option) in pairs)
        {
            if (!there.SequenceEqual(here, StringComparer.Ordinal) && (option is "time" or "id" || !there.ToHashSet().SetEquals(here)))
            {
                throw TableError.Invalid(
                    $"The files are not alike: in '{firstName}' the {what} stand in {Words(there)}, in '{name}' in {Words(here)}.",
                    $"Name the columns that all files have with {option}=, give the files the same header, or send them one by one.");
            }
        }

        if (first.IsWide != roles.IsWide)
        {
            (string wide, string narrow) = first.IsWide ? (firstName, name) : (name, firstName);
            throw TableError.Invalid(
                $"The files are not alike: in '{wide}' each column is a series, in '{narrow}' it is not.", "Name the columns with target=, or send the files one by one.");
        }
    }

    private static string Words(IReadOnlyList<string> columns) => columns.Count == 0 ? "no column" : $"'{Excerpt.List([.. columns])}'";
}
