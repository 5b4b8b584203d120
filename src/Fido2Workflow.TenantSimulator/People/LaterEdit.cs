namespace Fido2Workflow.TenantSimulator.People;

/// <summary>What somebody does at a given instant, in the portal mostly: part of the tenant's story, not of the write log.</summary>
internal abstract record LaterEdit(DateTimeOffset At)
{
    public sealed record AddMember(DateTimeOffset At, string GroupId, string UserId) : LaterEdit(At);

    public sealed record RemoveMember(DateTimeOffset At, string GroupId, string UserId) : LaterEdit(At);

    public sealed record SetEnabled(DateTimeOffset At, string UserId, bool Enabled) : LaterEdit(At);

    /// <summary>Signs in to the admin portal, as in a drill.</summary>
    public sealed record SignIn(DateTimeOffset At, string UserId) : LaterEdit(At);
}
