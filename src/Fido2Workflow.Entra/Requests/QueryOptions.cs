using Microsoft.Kiota.Abstractions;

namespace Fido2Workflow.Entra.Requests;

/// <summary>
/// A request's query options, put where the SDK would put them: its own way to them is reflection, for every request anew,
/// which costs more than the rest of a small read.
/// </summary>
internal static class QueryOptions
{
    public static RequestInformation Select(this RequestInformation request, string[] properties) => request.With("%24select", properties);

    public static RequestInformation Filter(this RequestInformation request, string filter) => request.With("%24filter", filter);

    public static RequestInformation Top(this RequestInformation request, int rows) => request.With("%24top", rows);

    private static RequestInformation With(this RequestInformation request, string option, object value)
    {
        request.QueryParameters[option] = value;
        return request;
    }
}
