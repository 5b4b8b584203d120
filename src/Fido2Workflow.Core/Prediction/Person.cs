namespace Fido2Workflow.Core.Prediction;

/// <summary>What is behind an account.</summary>
public enum AccountKind
{
    /// <summary>A person.</summary>
    Person,

    /// <summary>No person: a script, a device, an interface.</summary>
    ServiceAccount,

    /// <summary>A mailbox of several people, of a room or of a device.</summary>
    SharedMailbox,
}

/// <summary>One account, as policies and prediction see it.</summary>
/// <param name="Id">Object id.</param>
/// <param name="Groups">Every group it is in, through nested groups; those that no policy names may be left out.</param>
/// <param name="Roles">Directory roles it holds now, in the whole tenant.</param>
/// <param name="Means">What it can present.</param>
/// <param name="Uses">The apps and clients it signed in with.</param>
public sealed record Person(string Id, IReadOnlyCollection<string> Groups, IReadOnlyCollection<string> Roles, Means Means, IReadOnlyList<Circumstances> Uses)
{
    /// <summary>Directory roles it may activate.</summary>
    public IReadOnlyCollection<string> EligibleRoles { get; init; } = [];

    /// <summary>One of <see cref="Prediction.GuestKind.All"/>; null for a member.</summary>
    public string? GuestKind { get; init; }

    /// <summary>What is behind it.</summary>
    public AccountKind Kind { get; init; }

    /// <summary>Whether <see cref="Uses"/> are only assumed: the log shows no sign-in of it.</summary>
    public bool IsUnseen { get; init; }

    /// <summary>What to be warned of though they get in.</summary>
    public IReadOnlyList<Reason> Warnings { get; init; } = [];
}
