using Fido2Workflow.Core.Decisions;

namespace Fido2Workflow.Core.Admissions;

/// <summary>An admission as the decisions tell it.</summary>
/// <param name="Id">The id of the <see cref="Admitted"/>.</param>
/// <param name="Person">The object id of the person.</param>
/// <param name="Sequence">Its place among the decisions.</param>
/// <param name="IsOpen">Whether it is still to be carried out.</param>
/// <param name="Refusal">The code of what stood against it when it was to be carried out; null where nothing did, or it is open.</param>
public sealed record Admission(string Id, string Person, int Wave, long Sequence, bool IsOpen, string? Refusal)
{
    /// <summary>Whether the person belongs to the wave by it.</summary>
    public bool Counts => Refusal is null;

    /// <summary>Every admission, in the order they were decided.</summary>
    public static IReadOnlyList<Admission> Of(IReadOnlyList<StoredDecision> decisions)
    {
        var closed = decisions.Select(stored => stored.Decision).OfType<AdmissionClosed>().DistinctBy(end => end.Admission).ToDictionary(end => end.Admission);
        return
        [
            .. from stored in decisions
               let admitted = stored.Decision as Admitted
               where admitted is not null
               let end = closed.GetValueOrDefault(admitted.Id)
               select new Admission(admitted.Id, admitted.Person, admitted.Wave, stored.Sequence, end is null, end?.Refusal),
        ];
    }
}
