using System.Runtime.ExceptionServices;

namespace Fido2Workflow.Local.Storage;

/// <summary>
/// Counts what was made durable. After a write that the files did not take, or whose follow-up failed, nothing more is
/// written: what runs on such a folder stops rather than go on by half.
/// </summary>
internal sealed class WriteLog(Action<int>? afterWrite)
{
    private readonly Lock _gate = new();
    private volatile Exception? _end;
    private int _count;

    /// <summary>Raised once, with the exception that ended all writing.</summary>
    public event Action<Exception>? Ended;

    /// <summary>Makes one write: <paramref name="commit"/> says whether there was anything to write.</summary>
    public bool Write(Func<bool> commit)
    {
        lock (_gate)
        {
            ThrowIfEnded();
            try
            {
                if (!commit()) return false;
            }
            catch (StateFolderException fault)
            {
                End(fault);
                throw;
            }

            try
            {
                afterWrite?.Invoke(++_count);
            }
            catch (Exception e)
            {
                End(e);
                throw;
            }

            return true;
        }
    }

    /// <summary>Throws where nothing more is written.</summary>
    public void ThrowIfEnded()
    {
        if (_end is StateFolderException fault) ExceptionDispatchInfo.Throw(fault);
        if (_end is { } cause) throw new InvalidOperationException("Nothing more is written to this state folder.", cause);
    }

    private void End(Exception cause)
    {
        _end = cause;
        Ended?.Invoke(cause);
    }
}
