using Fido2Workflow.Core.Calendars;
using Fido2Workflow.Core.Durable;
using Fido2Workflow.Core.Waves;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Rehearsals;

/// <summary>
/// The people of a rehearsal: they read what the rollout says of itself and answer by the script. What they do is planned
/// from durable statuses and what their diary holds, so after a restart they go on where they were.
/// </summary>
public sealed class People(
    Script script, WorkingCalendar calendar, HumanHands hands, Diary diary, IWorkflowClient workflows, VirtualClock clock, Action<TimelineEntry> tell, Action<Exception> fail)
{
    private readonly HashSet<Deed> _planned = [];

    /// <summary>Plans the answers to what stands now.</summary>
    public void Read(string instanceId, int wave, IReadOnlyCollection<StandingHold> standing, Func<IReadOnlyCollection<StandingHold>> now)
    {
        for (var i = 0; i < script.Reactions.Count; i++)
        {
            var reaction = script.Reactions[i];
            if (reaction.Wave is { } only && only != wave) continue;
            if (standing.FirstOrDefault(hold => hold.Hold.Code == reaction.On) is not { } asked) continue;
            var deed = new Deed(instanceId, i, asked.Since);
            if (diary.IsDone(deed) || !_planned.Add(deed)) continue;
            clock.Schedule(AtWork(asked.Since + reaction.After, i), () => Answer(deed, reaction, wave, now));
        }
    }

    // Nobody answers at night, and no two in the same minute of the morning.
    private DateTimeOffset AtWork(DateTimeOffset due, int reaction) =>
        calendar.AtTheDesk(due) is var atDesk && atDesk == due ? due : atDesk.AddMinutes(reaction + 1);

    private void Answer(Deed deed, Reaction reaction, int wave, Func<IReadOnlyCollection<StandingHold>> now)
    {
        if (now().FirstOrDefault(hold => hold.Hold.Code == reaction.On && hold.Since == deed.Since) is not { } asked) return;
        var work = clock.BeginWork();
        _ = ActAsync();

        async Task ActAsync()
        {
            try
            {
                var did = await hands.DoAsync(reaction, wave, asked);
                diary.Write(deed);
                tell(new(clock.GetUtcNow(), wave, "did", reaction.On, did, null, null, null));
                await workflows.RaiseEventAsync(deed.InstanceId, WaveWorkflow.DecisionStored);
            }
            catch (Exception failure)
            {
                fail(failure);
            }
            finally
            {
                work.Dispose();
            }
        }
    }
}
