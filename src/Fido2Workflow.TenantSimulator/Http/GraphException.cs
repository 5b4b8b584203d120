namespace Fido2Workflow.TenantSimulator.Http;

/// <summary>A request Graph would refuse, with the status and the words it would use.</summary>
internal sealed class GraphException(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public static GraphException NotFound(string id) =>
        new(404, "Request_ResourceNotFound", $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static GraphException NoSuchSegment(string path) =>
        new(404, "BadRequest", $"Resource not found for the segment '{path}'.");

    public static GraphException BadRequest(string message) => new(400, "Request_BadRequest", message);

    public static GraphException UnsupportedOption(string option, string value) =>
        new(400, "Request_UnsupportedQuery", $"Unsupported or invalid query option: {option}={value}.");

    public static GraphException Unauthenticated() =>
        new(401, "InvalidAuthenticationToken", "Access token is empty or not valid in this tenant.");

    public static GraphException Denied() => new(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
}
