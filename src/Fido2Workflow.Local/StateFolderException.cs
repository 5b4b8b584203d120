namespace Fido2Workflow.Local;

/// <summary>A state folder cannot be used. Whatever it says, nothing is promoted by it, and every policy stays as it is.</summary>
/// <param name="code">Stable: one of the constants.</param>
/// <param name="sentence">What happened and what it means.</param>
/// <param name="nextStep">What to do.</param>
public sealed class StateFolderException(string code, string sentence, string nextStep, Exception? innerException = null)
    : Exception($"{code}: {sentence} {nextStep}", innerException)
{
    /// <summary>Another process holds it.</summary>
    public const string InUse = "state-folder-in-use";

    /// <summary>A newer build wrote it.</summary>
    public const string Newer = "state-folder-newer";

    /// <summary>What it holds is not what was written.</summary>
    public const string Damaged = "state-folder-damaged";

    /// <summary>The disk takes no more.</summary>
    public const string Full = "state-folder-full";

    /// <summary>The disk or its permissions do not let it be read or written.</summary>
    public const string Unreachable = "state-folder-unreachable";

    private const string MeanwhileDirect = "A wave can be rolled back meanwhile with fido2 rollback --direct.";

    /// <summary>Which of them it is.</summary>
    public string Code { get; } = code;

    internal static StateFolderException IsDamaged(string sentence, Exception? innerException = null) => new(
        Damaged, $"{sentence} Nothing is decided by it.", $"Restore the state folder, whole, from a copy. {MeanwhileDirect}", innerException);

    internal static StateFolderException IsFull(string path, Exception innerException) => new(
        Full, $"The disk takes no more of {path}. What was acknowledged is safe; nothing more is written, and whoever runs the rollout stops.",
        $"Free the disk and start again: it goes on from where it stood. {MeanwhileDirect}", innerException);

    internal static StateFolderException IsUnreachable(string path, Exception innerException) => new(
        Unreachable, $"{path} cannot be read or written ({innerException.Message}).",
        $"Look at the disk and at who may write to the folder, then start again. {MeanwhileDirect}", innerException);

    internal static StateFolderException IsNewer(string path, long found, long known) => new(
        Newer, $"{path} has format {found}, and this build knows formats up to {known}: a newer build wrote it. Nothing was changed.",
        "Use that build, or name another folder with --state.");

    internal static StateFolderException IsInUse(string path, Exception innerException) => new(
        InUse, $"The state folder {path} is in use by another process, and two at once would each run the same rollout.",
        "Stop the other one, ask it over its API (--host), or name another folder with --state.", innerException);
}
