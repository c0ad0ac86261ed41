using System.Text.Json;
using Tollama.Core.Errors;

namespace Tollama.Core.Requests;

/// <summary>How a request of another operation differs from that of a forecast.</summary>
/// <param name="Names">The fields that its body has besides; they are kept as JSON, for the operation to read.</param>
/// <param name="NeedsModel">False if the operation says by itself which model is asked.</param>
public sealed record RequestShape(IReadOnlyList<string> Names, bool NeedsModel = true)
{
    /// <summary>Those declared fields that it has, <c>series</c> aside; <see langword="null"/> for those of a forecast.</summary>
    public IReadOnlyList<RequestField>? Fields { get; init; }

    /// <summary>False if the series stand elsewhere: in a table beside the body.</summary>
    public bool NeedsSeries { get; init; } = true;

    /// <summary>True if a table is taken too, with the fields in the query. False by default: the body is always JSON.</summary>
    public bool TakesTables { get; init; }

    /// <summary>True if the data say how many steps are forecast where the request does not, as a table does. False by default.</summary>
    public bool MayLackHorizon { get; init; }

    /// <summary>True if nothing is forecast behind the last value, so that covariates need not be known there, as for a backtest. False by default.</summary>
    public bool MayLackFuture { get; init; }

    /// <summary>The field that lists several models in place of one; <see langword="null"/> if there is none. The first of them that has a default of its own gives it to the request.</summary>
    public string? Models { get; init; }

    /// <summary>Finds what is wrong with the fields of <see cref="Names"/>, given them and the names of the series; its faults are told together with all others.</summary>
    public Action<IReadOnlyDictionary<string, JsonElement>, IReadOnlySet<string>, FaultList>? Check { get; init; }

    /// <summary>Whether steps are forecast. If not, only the history of the series is read, and what covariates know of the future is passed over.</summary>
    public bool NeedsHorizon => Fields?.Contains(RequestFields.Horizon) != false;

    /// <summary>Whether a field is one of an operation; of a forecast where no shape is given.</summary>
    internal static bool Has(RequestShape? shape, RequestField field) => shape?.Has(field) ?? RequestFields.OfForecast.Contains(field);

    /// <summary>Whether a field is one of the operation.</summary>
    internal bool Has(RequestField field) => (Fields ?? RequestFields.OfForecast).Contains(field);
}
