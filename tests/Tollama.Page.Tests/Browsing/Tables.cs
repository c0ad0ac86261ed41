using System.Globalization;
using System.Text;

namespace Tollama.Page.Tests.Browsing;

/// <summary>Tables that tests drop on the page.</summary>
public static class Tables
{
    /// <summary>Three stores over four weeks, with a price beside the sales.</summary>
    public static string Stores { get; } = Daily(["north", "south", "west"], 28);

    /// <summary>Days of some series: columns <c>store,date,sales,price</c>.</summary>
    public static string Daily(IEnumerable<string> ids, int days)
    {
        StringBuilder text = new("store,date,sales,price\n");
        foreach ((int place, string id) in ids.Index())
        {
            for (int day = 0; day < days; day++)
            {
                string date = new DateOnly(2024, 1, 1).AddDays(day).ToString("o", CultureInfo.InvariantCulture);
                text.Append(CultureInfo.InvariantCulture, $"{id},{date},{100 + (10 * place) + (day % 7 * 3)},{5 + (day % 3)}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>A file of the examples.</summary>
    public static byte[] Example(string name) => File.ReadAllBytes(Path.Join(Programs.Repository, "examples", name));
}
