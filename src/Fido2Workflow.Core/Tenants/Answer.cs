using System.Text.Json.Serialization;

namespace Fido2Workflow.Core.Tenants;

/// <summary>What the tenant answered: a value, or one of the ways it can fail to. A failure is never read as a no or a yes.</summary>
public abstract record Answer<T>
{
    private Answer() { }

    /// <summary>The tenant answered.</summary>
    /// <param name="Value">What was read or written.</param>
    /// <param name="At">When it was read, on the rollout's clock, UTC.</param>
    /// <param name="From">The request that was answered, without secrets: a method and a path.</param>
    public sealed record Given(T Value, DateTimeOffset At, string From) : Answer<T>;

    /// <summary>The tenant did not answer.</summary>
    public sealed record Failed(TenantFailure Failure) : Answer<T>;

    /// <summary>The same answer with its value changed; a failure stays what it is.</summary>
    public Answer<TOther> Select<TOther>(Func<T, TOther> change) => this switch
    {
        Given given => new Answer<TOther>.Given(change(given.Value), given.At, given.From),
        Failed failed => new Answer<TOther>.Failed(failed.Failure),
        _ => throw new InvalidOperationException("closed hierarchy"),
    };
}

/// <summary>Why the tenant did not answer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "failure")]
[JsonDerivedType(typeof(Throttled), "throttled")]
[JsonDerivedType(typeof(Denied), "denied")]
[JsonDerivedType(typeof(NotFound), "notFound")]
[JsonDerivedType(typeof(Conflict), "conflict")]
[JsonDerivedType(typeof(Ambiguous), "ambiguous")]
[JsonDerivedType(typeof(Unreadable), "unreadable")]
[JsonDerivedType(typeof(Unavailable), "unavailable")]
public abstract record TenantFailure
{
    private TenantFailure() { }

    /// <summary>The request that failed: a method and a path.</summary>
    public required string Request { get; init; }

    /// <summary>The tenant asks to wait, for longer than a request may be held.</summary>
    /// <param name="Until">Ask again from then on, UTC.</param>
    public sealed record Throttled(DateTimeOffset Until) : TenantFailure;

    /// <summary>The credential lacks a permission, or is none.</summary>
    public sealed record Denied(string Code, string Message) : TenantFailure
    {
        // Without a token no permission was asked for yet: naming one would send the operator the wrong way.
        private static readonly string[] NoTokenCodes = ["NoToken", "InvalidAuthenticationToken"];

        /// <summary>What mends it, as the end of a sentence; empty where nobody can tell.</summary>
        internal string Remedy => NoTokenCodes.Contains(Code, StringComparer.OrdinalIgnoreCase) ? "; sign in with an identity of this tenant"
            : ReadPermission.For(Request) is { } permission ? $"; grant the identity that asked the permission {permission}"
            : "";
    }

    /// <summary>There is no such object, or it is not visible yet.</summary>
    public sealed record NotFound : TenantFailure;

    /// <summary>The tenant refused a write because of what is there: a member already in, a policy that does not fit.</summary>
    public sealed record Conflict(string Code, string Message) : TenantFailure;

    /// <summary>A write was sent and its answer never came. It may have happened: only a read can tell.</summary>
    public sealed record Ambiguous(string Message) : TenantFailure;

    /// <summary>The answer came and could not be understood.</summary>
    public sealed record Unreadable(string Message) : TenantFailure;

    /// <summary>The tenant could not serve a read after every retry, or said before a write that it would not take it.</summary>
    public sealed record Unavailable(string Message) : TenantFailure;

    /// <summary>What happened, in one sentence for the operator.</summary>
    public string Sentence => this switch
    {
        Throttled throttled => $"{Request}: the tenant asks to wait until {throttled.Until:yyyy-MM-dd HH:mm:ss} UTC",
        Denied denied => $"{Request}: refused ({denied.Code}: {denied.Message}){denied.Remedy}",
        NotFound => $"{Request}: there is no such object, or it is not visible yet",
        Conflict conflict => $"{Request}: refused because of what is there ({conflict.Code}: {conflict.Message})",
        Ambiguous ambiguous => $"{Request}: sent, but no answer came ({ambiguous.Message}); it may have happened",
        Unreadable unreadable => $"{Request}: the answer could not be understood ({unreadable.Message})",
        Unavailable unavailable => $"{Request}: the tenant could not serve it ({unavailable.Message})",
        _ => throw new InvalidOperationException("closed hierarchy"),
    };
}

/// <summary>The answer of a write that has nothing to say but that it happened.</summary>
public sealed record Done;
