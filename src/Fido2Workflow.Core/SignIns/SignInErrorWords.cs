namespace Fido2Workflow.Core.SignIns;

/// <summary>
/// What the codes say by themselves of why a person did not get in, where more is known than their class. (Microsoft Learn:
/// Microsoft Entra authentication and authorization error codes (AADSTS), November 2026.)
/// </summary>
public static class SignInErrorWords
{
    private static readonly Dictionary<int, string> Words = new()
    {
        [135016] = "the FIDO2 policy does not let them use a key",
        [135010] = "the key is not one that is registered for them",
        [135011] = "the device that the key is on is disabled",
        [135000] = "the key's answer was not accepted",
        [135002] = "the key's answer was not accepted",
        [135003] = "the key's answer was not accepted",
        [135018] = "the key's answer was not accepted",
        [135019] = "the key's answer was not accepted",
        [135020] = "the key's answer was not accepted",
        [1350001] = "the key's answer was not accepted",
        [130500] = "the policy does not let them use a Temporary Access Pass",
        [130501] = "the policy does not let them use a Temporary Access Pass",
        [130502] = "the policy does not let them use a Temporary Access Pass",
        [130503] = "the Temporary Access Pass was wrong",
        [130504] = "the Temporary Access Pass has expired",
        [130505] = "the Temporary Access Pass was used before",
        [130507] = "there is no such Temporary Access Pass",
        [50126] = "the user name or password was wrong",
        [50053] = "the account is locked, or the sign-in came from an address known for attacks",
        [50055] = "the password has expired",
        [50057] = "the account is disabled",
        [500121] = "the prompt for a second factor was not finished",
        [53000] = "the device is not compliant",
        [53001] = "the device is not joined to the domain",
        [53002] = "the app is not an approved one",
        [53003] = "a conditional access policy blocked it",
        [53004] = "a method must be registered first, and this sign-in is too risky for that",
    };

    /// <summary>The words for a code, as the end of a sentence; those of its class where no more is known; null for a code that is in no table.</summary>
    public static string? Of(int code) =>
        Words.GetValueOrDefault(code) ?? SignInErrors.Table.FirstOrDefault(row => row.Codes.Contains(code))?.Meaning;
}
