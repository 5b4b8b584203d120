namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>
/// How a sign-in ends, with the result of every policy. The same circumstances give the same instance, so that a
/// hundred thousand log rows share a few thousand of these.
/// </summary>
internal sealed class Decision
{
    public required IReadOnlyList<CompiledPolicy> Policies { get; init; }

    public required IReadOnlyList<PolicyResult> Results { get; init; }

    public required Credentials Used { get; init; }

    /// <summary>Entra's error code; 0 where the sign-in succeeds.</summary>
    public required int ErrorCode { get; init; }

    /// <summary>The enabled policies that kept the account out.</summary>
    public required IReadOnlyList<CompiledPolicy> BlockedBy { get; init; }

    /// <summary>Whether an enforced policy asked for more than a password.</summary>
    public required bool AskedForMfa { get; init; }

    public required string? KeyName { get; init; }

    public string ConditionalAccessStatus =>
        BlockedBy.Count > 0 || Results.Contains(PolicyResult.Failure) ? "failure"
        : Results.Contains(PolicyResult.Success) ? "success"
        : "notApplied";
}
