namespace Fido2Workflow.Core.Releases;

/// <summary>Somebody asks that a person's release end early.</summary>
/// <param name="Id">Unique for ever: the decision's id.</param>
/// <param name="By">The object id of the operator.</param>
public sealed record ReleaseEndOrder(string Id, string By, int Wave, string? Reason);
