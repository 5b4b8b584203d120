namespace Fido2Workflow.TenantSimulator.People;

/// <summary>What somebody else does in the portal at a given instant: part of the tenant's story, not of the write log.</summary>
internal abstract record LaterEdit(DateTimeOffset At)
{
    public sealed record AddMember(DateTimeOffset At, string GroupId, string UserId) : LaterEdit(At);

    public sealed record RemoveMember(DateTimeOffset At, string GroupId, string UserId) : LaterEdit(At);

    public sealed record SetEnabled(DateTimeOffset At, string UserId, bool Enabled) : LaterEdit(At);
}
