using Fido2Workflow.Core.Enrollment;
using Fido2Workflow.Core.Gates;

namespace Fido2Workflow.Core.Prediction;

/// <summary>Judges one person under one policy, and says why they would be kept out, and what helps.</summary>
internal sealed class Explanation(PolicySet after)
{
    /// <summary>The finding; null where they surely meet what the policy asks.</summary>
    /// <param name="isSure">Whether the policy surely is for them and about that sign-in.</param>
    /// <param name="policies">All policies that are for them afterwards.</param>
    public Finding? Judge(CompiledPolicy policy, bool isSure, Person person, Matches policies, Circumstances at)
    {
        var met = policy.Grant.Judge(person.Means, at);
        if (met is Verdict.Yes) return null;
        var reasons = policy.Grant.Controls.Concat(policy.Grant.OfTheSession)
            .Where(control => control.Judge(person.Means, at) is not Verdict.Yes)
            .SelectMany(control => Reasons(control, policy, person, policies, at));
        if (!isSure) reasons = reasons.Prepend(DependsOn(policy, at));
        return new(at, isSure && met is Verdict.No ? Outcome.LockedOut : Outcome.Depends, policy.Policy.DisplayName, [.. reasons.DistinctBy(reason => reason.Code)]);
    }

    private static Reason DependsOn(CompiledPolicy policy, Circumstances at)
    {
        var unknown = policy.UnknownConditions(at);
        return new(ReasonCodes.NotKnown, unknown.Count > 0
                ? $"whether the policy holds depends on what nobody knows beforehand: {string.Join(", ", unknown)}"
                : "nobody can tell whether the policy is for them",
            "Look at the policy's conditions, or name the person as accepted.");
    }

    private IEnumerable<Reason> Reasons(Control control, CompiledPolicy policy, Person person, Matches policies, Circumstances at)
    {
        switch (control)
        {
            case Control.Block:
                yield return new(ReasonCodes.Blocked, "the policy blocks it", "Take them out of the policy, or narrow what it blocks.");
                break;
            case Control.CompliantDevice or Control.HybridJoinedDevice or Control.ManagedApp:
                yield return new(ReasonCodes.Device, $"the policy asks for {control.What}, and nobody has seen them with one", "Enroll the device, or take them out of the policy.");
                break;
            case Control.NotKnown:
                yield return new(ReasonCodes.NotKnown, $"nobody knows what the policy asks: {control.What}", "Look at the policy in the portal.");
                break;
            case Control.ByHand when ClientAbility.Of(at).Why is { } why:
                yield return OfClient(why);
                break;
            case Control.Mfa or Control.AuthenticationStrength:
                var isPersonal = Personal(control, person.Means) is not Verdict.Yes;
                if (isPersonal) yield return OfPerson(control, person, policies);
                if (ClientAbility.Of(at).Why is { } because) yield return OfClient(because);
                else if (!isPersonal) yield return Elsewhere();
                break;
        }
    }

    // Whether somebody would meet it with a client that can ask for everything.
    private static Verdict Personal(Control control, Means means) => control switch
    {
        Control.AuthenticationStrength(var strength) => means.Satisfy(strength, means.Sure, means.Perhaps),
        _ => means.Sure.IsMultifactor() ? Verdict.Yes : Verdict.No,
    };

    private Reason OfPerson(Control control, Person person, Matches policies) => person switch
    {
        { GuestKind: GuestKind.Internal } => new(ReasonCodes.Guest, "a guest can register no key here", "Take the guest out of the policy's scope, or make the account a member."),
        { GuestKind: not null } => new(ReasonCodes.Guest, "a guest can register no key here, and what their home tenant asked for counts only where this one trusts it", "Take the guest off the roster, or trust the multifactor authentication of the home tenant."),
        { Kind: AccountKind.ServiceAccount } => new(ReasonCodes.ServiceAccount, "no person is behind the account, and nobody can touch a key for it", "Add it to the group of excluded service accounts, with an owner and a reason."),
        { Kind: AccountKind.SharedMailbox } => new(ReasonCodes.SharedMailbox, "it is the account of a shared mailbox, a room or a device", "Exclude it, block its sign-in, and let people open the mailbox with accounts of their own."),
        { Means.WithoutKey: { Code: ReasonCodes.NoKey or ReasonCodes.OnlyAPass } } when ClosedBy(person, policies) is { } closing => new(
            ReasonCodes.RegistrationDeadlock, $"they have no key, and \"{closing}\" lets nobody without one register one", "Let that policy take a Temporary Access Pass, then help them register a key."),
        { Means: { WithoutKey: { } because } means } when Personal(control, means) is Verdict.No => because,
        { Means.Keys.Count: > 0 } when control is Control.AuthenticationStrength({ TakesKeys: true } strength) => OfModels(strength, person.Means),
        _ => new(ReasonCodes.OtherMethod, $"{control.What} may or may not be met by what they registered", "Help them register a key, which is met everywhere."),
    };

    private static Reason OfModels(Strength strength, Means means) => new(
        ReasonCodes.KeyModelNotAllowed,
        $"the authentication strength \"{strength.Name}\" takes no {string.Join(" and no ", means.Keys.Select(key => key is null ? "key that does not say its model" : KeyModelNames.Of(key)).Distinct())}",
        "Help them register a key of a model that it takes.");

    private static Reason OfClient(string why) =>
        new(ReasonCodes.ClientCannotUseKey, why, "Move them to a client that shows a sign-in page, or leave the account out of the policy.");

    private static Reason Elsewhere() =>
        new(ReasonCodes.OtherMethod, "what they registered works on the device that holds it alone", "Help them register a key, which works everywhere.");

    // Registering is tried with all that somebody can be given: a pass, too. Only a policy that surely refuses even that closes it.
    private string? ClosedBy(Person person, Matches policies)
    {
        var withAPass = person.Means with { Sure = person.Means.Sure | Methods.PassOneTime };
        return policies.Sure.Intersect(after.About(Circumstances.Registration).Sure).Each().Select(place => after.Policies[place])
            .FirstOrDefault(policy => policy.Grant.Judge(withAPass, Circumstances.Registration) is Verdict.No)?.Policy.DisplayName;
    }
}
