using System.Diagnostics;
using Fido2Workflow.Cli.Rehearsals;
using Fido2Workflow.CrashingRehearsal;

if (args is [Deciding.Name, var tenant, var state, var count])
{
    await Deciding.RunAsync(tenant, state, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
    return;
}

// Plays the rehearsal of a tenant's folder (first argument) in a state folder (second) and dies of SIGKILL right after its
// first durable write: no handler runs, nothing is flushed, nobody is told. Once nothing is left to write it prints the
// closing summary.
var options = new RehearsalOptions { Folder = args[0], State = args[1], AfterWrite = Process.GetCurrentProcess().Kill };
var report = await new Rehearsal(options).RunAsync();
foreach (var line in RehearsalText.Summary(report)) Console.WriteLine(line);
