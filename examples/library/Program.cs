using System.Globalization;
using ForecastLibrary;
using Tollama.Core.Forecasting;
using Tollama.Stats;

// Monthly airline passengers in thousands, 1957 to 1960 (Box and Jenkins).
double[] passengers =
[
    315, 301, 356, 348, 355, 422, 465, 467, 404, 347, 305, 336,
    340, 318, 362, 348, 363, 435, 491, 505, 404, 359, 310, 337,
    360, 342, 406, 396, 420, 472, 548, 559, 463, 407, 362, 405,
    417, 391, 419, 461, 472, 535, 622, 606, 508, 461, 390, 432,
];

FittedModel fitted = new AutoEts().Fit(passengers, seasonLength: 12);
SeriesForecast forecast = fitted.Forecast(3, [0.1, 0.5, 0.9]);
Console.WriteLine(fitted.Method);
for (int month = 0; month < 3; month++)
{
    Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"month {month + 1}: {forecast.Mean[month]:F0}, 80 % between {forecast.Quantiles[0][month]:F0} and {forecast.Quantiles[2][month]:F0}"));
}

// auto combines several methods and says which.
Console.WriteLine(new Auto().Fit(passengers, seasonLength: 12).Forecast(12).Method);

// A method of our own, for what remains of the series without its season, and together with another.
MedianModel median = new(window: 6);
Console.WriteLine(new Mstl(median).Fit(passengers, seasonLength: 12).Method);
Console.WriteLine(new Ensemble(median, new Theta()).Fit(passengers, seasonLength: 12).Method);

// A pretrained network of our own takes part in auto: here a stand-in that repeats the last year.
NetworkMember network = new("last-year", new LastYearNetwork());
Console.WriteLine(new Auto(network: network).Fit(passengers, seasonLength: 12).Method);
