using System.Text.Json.Nodes;
using Fido2Workflow.TenantSimulator.TenantState;

namespace Fido2Workflow.TenantSimulator.ConditionalAccess;

/// <summary>A policy ready to be asked. Compiled once per version of what it depends on.</summary>
internal sealed class CompiledPolicy
{
    private readonly Predicate<Attempt>? _conditions;
    private readonly Grant? _grant;

    public CompiledPolicy(JsonObject policy, DirectoryState state)
    {
        Id = policy.Text("id")!;
        DisplayName = policy.Text("displayName") ?? "";
        State = policy.Text("state") switch
        {
            "enabled" => PolicyState.Enabled,
            "enabledForReportingButNotEnforced" => PolicyState.ReportOnly,
            _ => PolicyState.Disabled,
        };
        _conditions = ConditionCompiler.Compile(policy["conditions"] as JsonObject, state);
        _grant = GrantCompiler.Compile(policy["grantControls"] as JsonObject, state);
    }

    public string Id { get; }

    public string DisplayName { get; }

    public PolicyState State { get; }

    public IEnumerable<string> ControlNames => _grant?.Controls.Select(control => control.Name) ?? [];

    public bool IsEnforcedOn(Attempt attempt) => State == PolicyState.Enabled && _grant is not null && _conditions?.Invoke(attempt) is true;

    public Standing Judge(Proof proof) => _grant!.Judge(proof);

    /// <summary>The result as the sign-in log words it. <paramref name="enforcedAway"/>: an enforced demand was not met.</summary>
    public PolicyResult Result(Attempt attempt, Proof proof, bool enforcedAway)
    {
        if (State == PolicyState.Disabled) return PolicyResult.NotEnabled;
        if (_conditions is null || _grant is null) return PolicyResult.UnknownFutureValue;
        var applies = _conditions(attempt);
        return State switch
        {
            PolicyState.Enabled when !applies => PolicyResult.NotApplied,
            PolicyState.Enabled => enforcedAway ? PolicyResult.Failure : PolicyResult.Success,
            _ when !applies => PolicyResult.ReportOnlyNotApplied,
            _ => _grant.Judge(proof) switch
            {
                Standing.Met => PolicyResult.ReportOnlySuccess,
                Standing.Refused => PolicyResult.ReportOnlyFailure,
                _ => PolicyResult.ReportOnlyInterrupted,
            },
        };
    }
}

internal enum PolicyState
{
    Enabled,
    ReportOnly,
    Disabled,
}

internal enum PolicyResult : byte
{
    Success,
    Failure,
    NotApplied,
    NotEnabled,
    ReportOnlySuccess,
    ReportOnlyFailure,
    ReportOnlyInterrupted,
    ReportOnlyNotApplied,
    UnknownFutureValue,
}
