using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Prediction;

/// <summary>Entra's kinds of guest, in Graph's words (<c>conditionalAccessGuestOrExternalUserTypes</c>).</summary>
public static class GuestKind
{
    /// <summary>Guest by user type, with an account of this very tenant.</summary>
    public const string Internal = "internalGuest";

    // Somebody who was invited carries this in their name, whatever their user type is by now.
    private const string Invited = "#EXT#";

    /// <summary>Every kind that has an account in the tenant.</summary>
    public static IReadOnlyList<string> All { get; } = [Internal, "b2bCollaborationGuest", "b2bCollaborationMember"];

    /// <summary>What kind of guest an account is; null for a member.</summary>
    public static string? Of(User user)
    {
        var isInvited = user.UserPrincipalName.Contains(Invited, StringComparison.OrdinalIgnoreCase);
        return user.UserType is "Guest" ? isInvited ? "b2bCollaborationGuest" : Internal
            : isInvited ? "b2bCollaborationMember"
            : null;
    }
}
