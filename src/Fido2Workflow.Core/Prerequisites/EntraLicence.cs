namespace Fido2Workflow.Core.Prerequisites;

/// <summary>
/// What a tenant's service plans say of Entra ID. (Microsoft Learn: "Product names and service plan identifiers for
/// licensing".)
/// </summary>
public static class EntraLicence
{
    private const string P1 = "AAD_PREMIUM";
    private const string P2 = "AAD_PREMIUM_P2";

    /// <summary>Conditional access is there.</summary>
    public static bool IsPremium(IReadOnlyList<string> servicePlans) => servicePlans.Contains(P1) || IsP2(servicePlans);

    /// <summary>Privileged Identity Management is there: without it, nobody's role is eligible or ends by itself.</summary>
    public static bool IsP2(IReadOnlyList<string> servicePlans) => servicePlans.Contains(P2);
}
