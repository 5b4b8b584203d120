using Fido2Workflow.Core.Gates;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>No break-glass account has a method that hangs on one person's phone: no Authenticator, no call, no text message.</summary>
public sealed class BreakGlassMethodsGate : Gate<TenantFacts>
{
    /// <inheritdoc/>
    public override string Name => "break-glass-methods";

    /// <inheritdoc/>
    public override string Asks => "Is every break-glass account free of methods that hang on one person's phone?";

    /// <inheritdoc/>
    public override string Keeps => "break-glass accounts: no Authenticator, phone or text message";

    /// <inheritdoc/>
    public override string MendedAt => Portal.Users;

    /// <inheritdoc/>
    public override GateResult Judge(TenantFacts facts, DateTimeOffset now)
    {
        var read = BreakGlassMethods.Of(facts);
        var phones = read.Held.Where(account => account.Value.Value.Any(method => BreakGlassMethods.HangsOnAPhone(method.Type))).Select(account => account.Key).ToList();
        var evidence = read.Held.Select(account => Read($"methods of {facts.Names([account.Key])}", account.Value)).ToList();
        if (phones.Count > 0)
            return No("break-glass-phone-method", $"{facts.Names(phones)} {(phones.Count == 1 ? "has" : "have")} an Authenticator or phone method: whoever holds that phone decides who gets in.",
                "Delete the method from the account.", phones, evidence);
        return read.Failed is { } failed
            ? Unknown(failed, now)
            : Yes("No break-glass account has an Authenticator or phone method.", evidence);
    }
}
