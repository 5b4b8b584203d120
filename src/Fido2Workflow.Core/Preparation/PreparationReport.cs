using System.Text.Json.Serialization;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Preparation;

/// <summary>What came of a preparation.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "outcome")]
[JsonDerivedType(typeof(Unread), "unread")]
[JsonDerivedType(typeof(Refused), "refused")]
[JsonDerivedType(typeof(Stopped), "stopped")]
[JsonDerivedType(typeof(Finished), "finished")]
public abstract record PreparationReport
{
    private PreparationReport() { }

    /// <summary>What was written and read back, in order.</summary>
    public IReadOnlyList<Change> Done { get; init; } = [];

    /// <summary>What is still to do, by what was read last; null where nothing was concluded.</summary>
    public PreparationPlan? Plan { get; init; }

    /// <summary>The tenant could not be read, so nothing was concluded and nothing more was written.</summary>
    public sealed record Unread(IReadOnlyList<TenantFailure> Failures) : PreparationReport;

    /// <summary>Nothing more was written, since it must not be.</summary>
    /// <param name="Code">Stable.</param>
    public sealed record Refused(string Code, string Sentence, string NextStep) : PreparationReport;

    /// <summary>A write failed, or did not become visible; nothing more was written. Running it again goes on from what is there.</summary>
    /// <param name="At">The change that was under way.</param>
    public sealed record Stopped(Change At, string Sentence) : PreparationReport;

    /// <summary>All that software may do is done.</summary>
    public sealed record Finished : PreparationReport;
}
