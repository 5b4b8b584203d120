using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prerequisites;

/// <summary>The methods of the break-glass accounts: those that were read, and the first that were not.</summary>
internal sealed record BreakGlassMethods(
    IReadOnlyDictionary<string, Answer<IReadOnlyList<AuthenticationMethod>>.Given> Held, Answer<IReadOnlyList<AuthenticationMethod>>? Failed)
{
    // Graph's types of November 2026, without their namespace.
    private static readonly string[] OnAPhone =
        ["microsoftAuthenticatorAuthenticationMethod", "passwordlessMicrosoftAuthenticatorAuthenticationMethod", "phoneAuthenticationMethod"];

    public static BreakGlassMethods Of(TenantFacts facts)
    {
        var answers = facts.BreakGlassAccounts.Distinct().ToDictionary(account => account, account =>
            facts.Methods.GetValueOrDefault(account)
            ?? new Answer<IReadOnlyList<AuthenticationMethod>>.Failed(new TenantFailure.NotFound { Request = $"methods of {account}" }));
        return new(
            answers.Where(answer => answer.Value is Answer<IReadOnlyList<AuthenticationMethod>>.Given)
                .ToDictionary(answer => answer.Key, answer => (Answer<IReadOnlyList<AuthenticationMethod>>.Given)answer.Value),
            answers.Values.FirstOrDefault(answer => answer is Answer<IReadOnlyList<AuthenticationMethod>>.Failed));
    }

    public static bool HangsOnAPhone(string type) => OnAPhone.Contains(type, StringComparer.OrdinalIgnoreCase);

    public static bool IsCertificate(string type) => type.Equals("x509CertificateAuthenticationMethod", StringComparison.OrdinalIgnoreCase);
}
