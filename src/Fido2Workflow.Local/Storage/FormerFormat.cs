namespace Fido2Workflow.Local.Storage;

/// <summary>Keeps a state folder as an older build left it, before this build changes its layout.</summary>
internal static class FormerFormat
{
    /// <summary>
    /// Copies the databases into a folder beside them, once: the copy opens with the older build, should this one have to be
    /// taken back.
    /// </summary>
    /// <param name="format">The format that the folder is brought to. A copy from before it that is there is the right one: a crash between two files left it.</param>
    /// <exception cref="StateFolderException">The disk is full.</exception>
    public static void Keep(string folder, int format)
    {
        var copy = Path.Combine(folder, $"before-format-{format}");
        if (Directory.Exists(copy)) return;
        // Under its name only once it is whole: a crash in between begins it anew.
        var unfinished = copy + ".unfinished";
        if (Directory.Exists(unfinished)) Directory.Delete(unfinished, recursive: true);
        Directory.CreateDirectory(unfinished);
        foreach (var file in new[] { StateFolder.JournalFile, StateFolder.DecisionsFile }.Where(file => File.Exists(Path.Combine(folder, file))))
            Database.Copy(Path.Combine(folder, file), Path.Combine(unfinished, file));
        Directory.Move(unfinished, copy);
    }
}
