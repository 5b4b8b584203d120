using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Cli.Tenants;

/// <summary>The tenant did not answer what has to be known; the message says what was asked and why it failed.</summary>
public sealed class CouldNotFindOutException(TenantFailure failure) : Exception($"{failure.Sentence}.");
