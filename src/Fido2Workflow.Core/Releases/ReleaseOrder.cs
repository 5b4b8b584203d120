namespace Fido2Workflow.Core.Releases;

/// <summary>Somebody asks that a person be released.</summary>
/// <param name="Id">Unique for ever: the decision's id, and the beginning of the id of the identity check recorded with it.</param>
/// <param name="By">The object id of the operator.</param>
/// <param name="Wave">The enforced wave that hits the person.</param>
/// <param name="Reason">Why; refused where there is none.</param>
/// <param name="IdentityCheck">How the operator just made sure who they are; null where that was recorded before.</param>
/// <param name="For">How long; null for as long as the plan lets it last.</param>
public sealed record ReleaseOrder(string Id, string By, int Wave, string? Reason, string? IdentityCheck = null, TimeSpan? For = null);
