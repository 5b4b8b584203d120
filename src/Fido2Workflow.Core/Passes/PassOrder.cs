namespace Fido2Workflow.Core.Passes;

/// <summary>Somebody asks for a pass.</summary>
public abstract record PassOrder
{
    private PassOrder() { }

    /// <summary>Unique for ever: the ids of what is recorded begin with it.</summary>
    public required string Id { get; init; }

    /// <summary>The object id of the operator.</summary>
    public required string By { get; init; }

    /// <summary>The wave it is for.</summary>
    public required int Wave { get; init; }

    /// <summary>A pass for somebody who has no other way to register a key.</summary>
    /// <param name="IdentityCheck">How the operator just made sure who they are; null where that was recorded before.</param>
    public sealed record ForPerson(string? IdentityCheck) : PassOrder;

    /// <summary>A pass for the test user, used by the operator.</summary>
    public sealed record ForTest : PassOrder;
}
