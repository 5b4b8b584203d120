using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Readiness;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prediction;

/// <summary>What people can present, by the tenant's authentication methods policy and federation.</summary>
/// <param name="fido2">The FIDO2 policy.</param>
/// <param name="domains">The tenant's domains.</param>
internal sealed class MeansReading(Fido2Policy fido2, IReadOnlyList<Domain> domains)
{
    private const string LeavesItToTheProvider = "enforceMfaByFederatedIdp";
    private const Methods Anything = (Methods)((1 << 15) - 1);

    // What the policy lets in is asked here; what a strength takes of it, where the strength is.
    private readonly KeyCompliance _compliance = new(fido2, new("", null, ["fido2"], null));
    private readonly HashSet<string> _leftToProvider = domains.Where(domain => domain.FederatedMultifactorBehavior is LeavesItToTheProvider)
        .Select(domain => domain.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The means of somebody by their keys alone.</summary>
    /// <param name="targets">Those of the FIDO2 policy's groups that they are in.</param>
    public Means ByKeys(User user, Answer<IReadOnlyList<Fido2Key>> answer, IReadOnlySet<string> targets)
    {
        if (user.UserPrincipalName.Split('@') is [.., var domain] && _leftToProvider.Contains(domain))
            return new(Methods.FederatedMultiFactor | Methods.FederatedSingleFactor, Methods.None, [], new(
                ReasonCodes.FederatedMfa, $"the domain {domain} sends multifactor authentication to its identity provider, and Entra never asks for a key",
                "Set federatedIdpMfaBehavior of the domain to rejectMfaByFederatedIdp, or convert it to managed."));
        // A guest's methods are in another tenant.
        if (GuestKind.Of(user) is not (null or GuestKind.Internal)) return new(Methods.Password, Anything, [null], null);
        if (answer is not Answer<IReadOnlyList<Fido2Key>>.Given { Value: var keys })
            return new(Methods.Password, Anything, [null], new(
                ReasonCodes.NotKnown, $"their keys could not be read: {((Answer<IReadOnlyList<Fido2Key>>.Failed)answer).Failure.Sentence}", "Mend what is said there, and predict again."));

        var verdicts = keys.Select(key => (Key: key, Verdict: _compliance.Judge(key, targets))).ToList();
        var allowed = verdicts.Where(each => each.Verdict is KeyVerdict.Compliant).Select(each => each.Key.AaGuid).ToList();
        var unjudged = verdicts.Where(each => each.Verdict is KeyVerdict.Unknown).Select(each => each.Key.AaGuid).ToList();
        return allowed.Count > 0
            ? new(Methods.Password | Methods.Fido2, Methods.None, allowed, null)
            : new(Methods.Password, unjudged.Count > 0 ? Methods.Fido2 : Methods.None, unjudged, WithoutKey(verdicts.Select(each => each.Verdict), targets));
    }

    /// <summary>The same with all else that they registered.</summary>
    /// <param name="switches">Which methods the tenant lets them use.</param>
    public static Means With(Means byKeys, User user, Answer<IReadOnlyList<AuthenticationMethod>> answer, MethodSwitches switches)
    {
        if (byKeys.Sure.HasFlag(Methods.FederatedMultiFactor) || byKeys.Perhaps == Anything) return byKeys;
        if (answer is not Answer<IReadOnlyList<AuthenticationMethod>>.Given { Value: var methods })
            return byKeys with { Perhaps = Anything & ~byKeys.Sure };
        var (sure, perhaps) = (byKeys.Sure, byKeys.Perhaps);
        var types = methods.Select(method => method.Type).ToHashSet();
        foreach (var (type, method, name, isSure) in Known.Where(each => types.Contains(each.Type)))
        {
            var isOpen = name is null || switches.IsOpen(name, user.Id);
            if (isOpen && isSure) sure |= method;
            // Until the older policies are migrated, they may let through what this one has switched off.
            else if (isOpen || !switches.IsTheOnlyPolicy) perhaps |= method;
        }
        var holdsAPassAlone = byKeys.WithoutKey is { Code: ReasonCodes.NoKey } && sure == Methods.Password && perhaps == Methods.None && types.Contains(Pass);
        return byKeys with { Sure = sure, Perhaps = perhaps & ~sure, WithoutKey = holdsAPassAlone ? OnlyAPass : byKeys.WithoutKey };
    }

    private const string Pass = "temporaryAccessPassAuthenticationMethod";

    // What a device keeps is at hand on that device; certificates count by a binding that is not read; a call needs its own switch.
    private static readonly (string Type, Methods Method, MethodName? Name, bool IsSure)[] Known =
    [
        ("windowsHelloForBusinessAuthenticationMethod", Methods.WindowsHello, null, false),
        ("platformCredentialAuthenticationMethod", Methods.MacPlatformCredential, null, false),
        ("x509CertificateAuthenticationMethod", Methods.Certificate, null, false),
        ("microsoftAuthenticatorAuthenticationMethod", Methods.AuthenticatorPush, MethodNames.Of("microsoftAuthenticatorPush"), true),
        ("softwareOathAuthenticationMethod", Methods.SoftwareOath, new("softwareOath", MethodPath.OneTimeCode, ["SoftwareOath"]), true),
        ("hardwareOathAuthenticationMethod", Methods.HardwareOath, MethodNames.Of("hardwareOneTimePasscode"), true),
        ("phoneAuthenticationMethod", Methods.Sms, MethodNames.Of("sms"), true),
        ("phoneAuthenticationMethod", Methods.Voice, MethodNames.Of("mobileCall"), false),
    ];

    private static readonly Reason OnlyAPass = new(
        ReasonCodes.OnlyAPass, "they have a Temporary Access Pass and nothing else, and it ends", "Let them register a key while the pass lasts.");

    private Reason WithoutKey(IEnumerable<KeyVerdict> verdicts, IReadOnlySet<string> targets) => fido2 switch
    {
        { IsEnabled: false } => new(ReasonCodes.NotTargetedByFido2Policy, "the FIDO2 policy is off", "Switch it on: fido2 prepare."),
        _ when fido2.ExcludeTargets.Any(targets.Contains) => new(
            ReasonCodes.ExcludedFromFido2Policy, "the FIDO2 policy excludes them, and no key of theirs works", "Take them out of the group that the policy excludes."),
        _ when !fido2.IncludeTargets.Any(target => target.Id == Fido2Policy.AllUsers || targets.Contains(target.Id)) => new(
            ReasonCodes.NotTargetedByFido2Policy, "the FIDO2 policy does not target them, and no key of theirs works", "Widen its targets: fido2 prepare."),
        _ when verdicts.OfType<KeyVerdict.NotCompliant>().Select(verdict => verdict.Reason).Distinct().ToList() is { Count: > 0 } useless => new(
            ReasonCodes.KeyModelNotAllowed, string.Join("; ", useless), "Help them register a key of a model that is allowed."),
        _ => new(ReasonCodes.NoKey, "they have no key", "Help them register one; somebody without any method needs a Temporary Access Pass."),
    };
}
