using Fido2Workflow.TenantSimulator.ConditionalAccess;
using Fido2Workflow.TenantSimulator.People;

namespace Fido2Workflow.TenantSimulator.SignIns;

/// <summary>One row of the sign-in log, small: its JSON is written when somebody reads it.</summary>
/// <param name="VisibleAt">When the row shows up in the log: ingestion takes minutes to hours.</param>
/// <param name="Decision">Null where the sign-in failed before any policy was looked at.</param>
internal sealed record SignInRow(
    Account Account,
    App App,
    DateTimeOffset CreatedAt,
    DateTimeOffset VisibleAt,
    bool IsInteractive,
    int ErrorCode,
    Decision? Decision,
    Guid Id,
    Guid CorrelationId);
