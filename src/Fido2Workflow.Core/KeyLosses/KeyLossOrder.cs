namespace Fido2Workflow.Core.KeyLosses;

/// <summary>Somebody says that a person's key is lost.</summary>
/// <param name="Id">Unique for ever: the ids of what is recorded begin with it.</param>
/// <param name="By">The object id of the operator.</param>
/// <param name="Key">The id of the FIDO2 method; null where it is the only one they have.</param>
/// <param name="IdentityCheck">How the operator just made sure who they are; null where that was recorded before.</param>
public sealed record KeyLossOrder(string Id, string By, int Wave, string? Key, string? IdentityCheck);
