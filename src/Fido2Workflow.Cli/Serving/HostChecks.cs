using Fido2Workflow.Hosting;
using Fido2Workflow.Local;

namespace Fido2Workflow.Cli.Serving;

/// <summary>What has to be so for rollouts to go on in an embedded host.</summary>
internal sealed class HostChecks(StateFolder state, EmbeddedHost host)
{
    private const string ProbeName = "probe";

    public Task<Check> CheckWorkflowsAsync() => Task.FromResult<Check>(host.Failed.IsFaulted
        ? new("workflows", false, "They run no more; the log says why.")
        : new("workflows", true, "They run."));

    public Task<Check> CheckStateAsync() => Task.FromResult(CheckState());

    // A file of its own: a database that does not take a write is not written to any more.
    private Check CheckState()
    {
        try
        {
            using var probe = new FileStream(Path.Combine(state.Path, ProbeName), FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
            probe.Write("probe"u8);
            probe.Flush(flushToDisk: true);
            return new("state folder", true, "It can be written.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new("state folder", false, "It cannot be written: the disk is full, or the folder is not this process's.");
        }
    }
}
