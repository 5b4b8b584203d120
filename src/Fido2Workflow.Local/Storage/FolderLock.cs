namespace Fido2Workflow.Local.Storage;

/// <summary>Keeps a second process out of a state folder. The operating system frees it with the process, however that ends.</summary>
internal static class FolderLock
{
    // The low words of what the operating systems answer: EAGAIN of Linux and of macOS, ERROR_SHARING_VIOLATION of Windows.
    private static readonly int[] Held = [11, 35, 32];

    // ENOSPC, ERROR_DISK_FULL.
    private static readonly int[] Full = [28, 112];

    /// <summary>Takes the lock, and makes the folder where there is none.</summary>
    /// <exception cref="StateFolderException">Another process holds it, or the folder cannot be written.</exception>
    public static FileStream Take(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (Held.Contains(e.HResult & 0xFFFF))
        {
            throw StateFolderException.IsInUse(folder, e);
        }
        catch (IOException e) when (Full.Contains(e.HResult & 0xFFFF))
        {
            throw StateFolderException.IsFull(folder, e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StateFolderException.IsUnreachable(folder, e);
        }
    }
}
