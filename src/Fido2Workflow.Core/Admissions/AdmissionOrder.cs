namespace Fido2Workflow.Core.Admissions;

/// <summary>Somebody asks that a person be let into an enforced wave.</summary>
/// <param name="Id">Unique for ever: the decision's id.</param>
/// <param name="By">The object id of the operator.</param>
/// <param name="Reason">Why, in their words.</param>
public sealed record AdmissionOrder(string Id, string By, int Wave, string? Reason);
