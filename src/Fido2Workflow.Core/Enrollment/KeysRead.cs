using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Enrollment;

/// <summary>One person's keys as they were read.</summary>
/// <param name="Person">Object id.</param>
/// <param name="At">When, UTC.</param>
public sealed record KeysRead(string Person, DateTimeOffset At, IReadOnlyList<Fido2Key> Keys);
