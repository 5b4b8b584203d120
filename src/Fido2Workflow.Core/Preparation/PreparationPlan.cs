namespace Fido2Workflow.Core.Preparation;

/// <summary>What stands between the tenant and the plan, by what was read: what is there already, what would be written, and what only a person may do.</summary>
public sealed record PreparationPlan
{
    /// <summary>What was found and is adopted as it is.</summary>
    public IReadOnlyList<Adopted> Adopted { get; init; } = [];

    /// <summary>What would be written, in this order.</summary>
    public IReadOnlyList<Change> Changes { get; init; } = [];

    /// <summary>What only a person may do. Until then the tenant is not prepared.</summary>
    public IReadOnlyList<ForAPerson> ForPeople { get; init; } = [];

    /// <summary>What is worth knowing and keeps nothing from being prepared.</summary>
    public IReadOnlyList<Remark> Remarks { get; init; } = [];

    /// <summary>Keys that would stop to work with these changes.</summary>
    public IReadOnlyList<LostKey> LostKeys { get; init; } = [];

    /// <summary>People whose keys could not be read, so that nobody can tell whether they would lose one: user principal names.</summary>
    public IReadOnlyList<string> UnreadKeys { get; init; } = [];

    /// <summary>Both, one after the other.</summary>
    internal PreparationPlan Then(PreparationPlan next) => new()
    {
        Adopted = [.. Adopted, .. next.Adopted],
        Changes = [.. Changes, .. next.Changes],
        ForPeople = [.. ForPeople, .. next.ForPeople],
        Remarks = [.. Remarks, .. next.Remarks],
        LostKeys = [.. LostKeys, .. next.LostKeys],
        UnreadKeys = [.. UnreadKeys, .. next.UnreadKeys],
    };
}

/// <summary>Something that was there and does.</summary>
/// <param name="What">In words.</param>
/// <param name="Id">Its id in the tenant.</param>
public sealed record Adopted(string What, string Id);

/// <summary>Something that only a person may do.</summary>
/// <param name="Code">Stable.</param>
/// <param name="Sentence">What is there, and what it means.</param>
/// <param name="NextStep">What to do.</param>
/// <param name="MendedAt">Where: a verb of the command line, a portal page, or the plan.</param>
public sealed record ForAPerson(string Code, string Sentence, string NextStep, string MendedAt)
{
    /// <summary>Object ids it is about.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];

    /// <summary>Whether nothing further is written until it is done.</summary>
    public bool Blocks { get; init; }
}

/// <summary>Something worth knowing.</summary>
/// <param name="Code">Stable.</param>
public sealed record Remark(string Code, string Sentence)
{
    /// <summary>Object ids it is about.</summary>
    public IReadOnlyList<string> Named { get; init; } = [];
}

/// <summary>A key that works now and would not any more.</summary>
/// <param name="UserId">Its owner's object id.</param>
/// <param name="UserPrincipalName">Its owner's name.</param>
/// <param name="Model">The key's model, as its maker calls it; else its AAGUID.</param>
/// <param name="AaGuid">Lower case; null where the tenant did not say.</param>
/// <param name="Why">Why it would not work.</param>
/// <param name="IsLast">Whether no other key of this person would be left that works.</param>
public sealed record LostKey(string UserId, string UserPrincipalName, string Model, string? AaGuid, string Why, bool IsLast);
