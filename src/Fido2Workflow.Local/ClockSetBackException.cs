using System.Globalization;

namespace Fido2Workflow.Local;

/// <summary>The machine's clock tells an earlier time than has been already. Nothing is judged by it: whoever runs the rollout stops, and every policy stays as it is.</summary>
/// <param name="now">What the machine's clock tells, UTC.</param>
/// <param name="latest">The latest instant that is known to have been, UTC.</param>
public sealed class ClockSetBackException(DateTimeOffset now, DateTimeOffset latest) : Exception(string.Create(CultureInfo.InvariantCulture,
    $"{Code}: This machine's clock says {now:yyyy-MM-dd HH:mm:ss} UTC, and {latest:yyyy-MM-dd HH:mm:ss} UTC has been already: by a wrong now, old evidence would pass for fresh. Nothing is promoted. "
    + $"Set the clock right and start again. Where it is right now and was ahead before, wait until {latest:yyyy-MM-dd HH:mm} UTC, or restore the state folder from a copy made before that. "
    + $"A wave can be rolled back meanwhile with fido2 rollback --direct."))
{
    /// <summary>Stable.</summary>
    public const string Code = "clock-set-back";
}
