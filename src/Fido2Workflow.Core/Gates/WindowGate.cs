using Fido2Workflow.Core.Calendars;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Gates;

/// <summary>Now is inside the promotion window of every time zone that holds enough of the wave.</summary>
public sealed class WindowGate : Gate<WaveFacts>
{
    /// <inheritdoc/>
    public override string Name => "window";

    /// <inheritdoc/>
    public override string Asks => "Is now inside an allowed window of every time zone that counts?";

    /// <inheritdoc/>
    public override string Keeps => "promotion inside an allowed window";

    /// <inheritdoc/>
    public override string MendedAt => Portal.ConditionalAccess;

    /// <inheritdoc/>
    public override GateResult Judge(WaveFacts facts, DateTimeOffset now)
    {
        if (facts.Users is not Answer<IReadOnlyList<User>>.Given { Value: var users }) return Unknown(facts.Users, now);
        var roster = facts.Roster.ToHashSet();
        var zones = new WorkingCalendar(facts.Plan.Calendar)
            .ZonesOf([.. users.Where(user => roster.Contains(user.Id)).Select(user => user.UsageLocation)], facts.Plan.Window.ZoneShare);
        var window = new Window(facts.Plan.Window, facts.Plan.Calendar, zones);
        if (window.Objection(now) is not { } objection) return Yes("It is inside the window.");
        return window.NextOpening(now) is { } opening
            ? No("outside-window", $"Not now: {objection}.", "Nothing to do: the window opens by itself.", [], [], opening)
            : No("no-window", $"No window opens within a year for {string.Join(" and ", zones.Select(zone => zone.Id))} together.",
                "Widen the plan's window, or split the wave by time zone.", [], []);
    }
}
