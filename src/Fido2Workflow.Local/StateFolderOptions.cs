namespace Fido2Workflow.Local;

/// <summary>How a state folder is opened.</summary>
public sealed record StateFolderOptions
{
    /// <summary>
    /// Called after write number N of this process (1 is the first; journal, decisions and documents counted together) is
    /// durable and before anyone is told of it. If it throws, nothing more is written, as if the process had died there.
    /// </summary>
    public Action<int>? AfterWrite { get; init; }

    /// <summary>
    /// How many pages of 4,096 bytes journal and decisions may have each, though never fewer than they have; null for as many
    /// as the disk takes. One more is refused as by a full disk.
    /// </summary>
    public int? MostPages { get; init; }
}
