using Fido2Workflow.Core.People;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.KeyLosses;

/// <summary>What became of a lost key.</summary>
public abstract record KeyLossAnswer
{
    private KeyLossAnswer() { }

    /// <summary>The key is gone, which was read back, and the person's sessions are revoked.</summary>
    public sealed record Revoked(string Key) : KeyLossAnswer;

    /// <summary>The rules are against it; nothing was done.</summary>
    public sealed record Refused(IReadOnlyList<PersonRefusal> Refusals) : KeyLossAnswer;

    /// <summary>It is begun, and the tenant did not do all of it: asked again, it goes on.</summary>
    /// <param name="Why">A sentence without its full stop.</param>
    public sealed record NotYet(string Key, string Why) : KeyLossAnswer
    {
        internal NotYet(string key, TenantFailure failure) : this(key, failure.Sentence) { }
    }
}
