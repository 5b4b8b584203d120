namespace Fido2Workflow.Local.Storage;

/// <summary>Counts what was made durable, and lets nothing be written after a write whose follow-up failed.</summary>
internal sealed class WriteLog(Action<int>? afterWrite)
{
    private readonly Lock _gate = new();
    private Exception? _death;
    private int _count;

    /// <summary>Raised once, with the exception that ended all writing.</summary>
    public event Action<Exception>? Died;

    /// <summary>Makes one write: <paramref name="commit"/> says whether there was anything to write.</summary>
    public bool Write(Func<bool> commit)
    {
        lock (_gate)
        {
            if (_death is not null) throw new InvalidOperationException("Nothing more is written to this state folder.", _death);
            if (!commit()) return false;
            try
            {
                afterWrite?.Invoke(++_count);
            }
            catch (Exception e)
            {
                _death = e;
                Died?.Invoke(e);
                throw;
            }

            return true;
        }
    }
}
