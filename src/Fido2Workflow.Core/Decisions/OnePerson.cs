namespace Fido2Workflow.Core.Decisions;

/// <summary>One newcomer with a proven key enters an enforced wave.</summary>
public sealed record Admitted : Decision
{
    /// <summary>The object id of the person.</summary>
    public required string Person { get; init; }
}

/// <summary>What became of an admission, as the product records it once it is read back or can no longer be.</summary>
public sealed record AdmissionClosed : Decision
{
    /// <summary>The id of the <see cref="Admitted"/>.</summary>
    public required string Admission { get; init; }

    /// <summary>The object id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>The code of what stood against it by then; null where the person is in the enforcement group.</summary>
    public string? Refusal { get; init; }
}

/// <summary>One person leaves the reach of every policy of the rollout for a while, after an identity check.</summary>
public sealed record Released : Decision
{
    /// <summary>The object id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>When it ends by itself, UTC.</summary>
    public required DateTimeOffset Until { get; init; }
}

/// <summary>A person's release ends early.</summary>
public sealed record ReleaseEnded : Decision
{
    /// <summary>The object id of the person.</summary>
    public required string Person { get; init; }
}

/// <summary>A person was taken out of the release group again and that was read back, as the product records it.</summary>
public sealed record ReleaseClosed : Decision
{
    /// <summary>The id of the <see cref="Released"/>.</summary>
    public required string Release { get; init; }

    /// <summary>The object id of the person.</summary>
    public required string Person { get; init; }
}

/// <summary>A person's key is lost: it is to be deleted, and their sessions with it. Stored before either is done.</summary>
public sealed record KeyLost : Decision
{
    /// <summary>The object id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>The id of the FIDO2 method, which is no secret.</summary>
    public required string Key { get; init; }
}

/// <summary>A lost key is deleted, which was read back, and the person's sessions are revoked.</summary>
public sealed record KeyRevoked : Decision
{
    /// <summary>The object id of the person.</summary>
    public required string Person { get; init; }

    /// <summary>The id of the FIDO2 method that is gone.</summary>
    public required string Key { get; init; }
}
