namespace Fido2Workflow.Core.Tenants;

/// <summary>
/// Issues Temporary Access Passes, under an identity of its own. No workflow and no activity holds one: a code goes from
/// the tenant to the operator who asked, and nowhere else.
/// </summary>
public interface IPassIssuer
{
    /// <summary>Issues a pass. It takes the place of one that the user had. Never retried.</summary>
    Task<Answer<IssuedPass>> IssueAsync(string userId, TimeSpan lifetime, bool isUsableOnce);

    /// <summary>Whose token the issuer uses.</summary>
    Task<Answer<TokenIdentity>> ReadIdentityAsync();
}

/// <summary>A pass that was just issued, with its code. Its text never shows the code.</summary>
public sealed class IssuedPass(TemporaryAccessPass pass, string code)
{
    /// <summary>The pass, as anybody may read it.</summary>
    public TemporaryAccessPass Pass { get; } = pass;

    /// <summary>Hands out the code: to be shown once, and neither stored nor logged.</summary>
    public string RevealCode() => code;

    /// <inheritdoc/>
    public override string ToString() => $"Temporary Access Pass {Pass.Id}";
}
