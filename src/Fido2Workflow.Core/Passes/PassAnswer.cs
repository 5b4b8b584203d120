using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Passes;

/// <summary>What became of an order for a pass.</summary>
public abstract record PassAnswer
{
    private PassAnswer() { }

    /// <summary>The rules were against it; the tenant was asked for nothing.</summary>
    public sealed record Refused(IReadOnlyList<PassRefusal> Refusals) : PassAnswer;

    /// <summary>It was issued and recorded.</summary>
    /// <param name="Pass">It alone holds the code.</param>
    /// <param name="Until">When it ends, UTC.</param>
    /// <param name="Replaced">The pass whose place it took; null where there was none.</param>
    public sealed record Issued(IssuedPass Pass, DateTimeOffset Until, TemporaryAccessPass? Replaced) : PassAnswer;

    /// <summary>The tenant did not issue it, or its answer was lost and with it the code.</summary>
    public sealed record Failed(TenantFailure Failure) : PassAnswer;
}
