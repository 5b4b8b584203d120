using Microsoft.Extensions.Logging;

namespace Fido2Workflow.Cli.Serving;

/// <summary>What a host says in its log: lines for people on a terminal, JSON for machines elsewhere. No key, token, code or secret.</summary>
internal static partial class ServeLog
{
    /// <summary>Adds where the log goes.</summary>
    public static void Add(ILoggingBuilder logging)
    {
        logging.ClearProviders();
        if (Console.IsOutputRedirected) logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        else logging.AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "HH:mm:ss "));
        // Every request is a line of the framework's otherwise: what people decide is in the decision store.
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("System", LogLevel.Warning);
    }

    [LoggerMessage(1, LogLevel.Information, "Listening on {Url}.")]
    public static partial void Listening(ILogger log, Uri url);

    [LoggerMessage(2, LogLevel.Warning, "{Url} can be reached from other machines without TLS: keys, approvals and pass codes can be read on the way. Listen on https, or put a proxy that does in front of it.")]
    public static partial void ListeningInTheClear(ILogger log, Uri url);

    [LoggerMessage(3, LogLevel.Warning, "{Url} can be reached from other machines.")]
    public static partial void ListeningBeyondThisMachine(ILogger log, Uri url);

    [LoggerMessage(4, LogLevel.Information, "Serving tenant {Tenant}, Microsoft Graph at {Graph}.")]
    public static partial void ServingTenant(ILogger log, string tenant, Uri graph);

    [LoggerMessage(5, LogLevel.Information, "Serving tenant {Tenant}, simulated from {Folder}, its Graph at {Graph}: it is {Now} UTC there, and time passes {Speed} times as fast as here.")]
    public static partial void ServingSimulated(ILogger log, string tenant, string folder, Uri graph, string now, double speed);

    [LoggerMessage(6, LogLevel.Information, "Tenant {Tenant} is read and not written to: --allow-writes was not said.")]
    public static partial void ReadOnly(ILogger log, string tenant);

    [LoggerMessage(7, LogLevel.Information, "Tenant {Tenant} is read by {Reader} and written to by {Writer}: two identities.")]
    public static partial void TwoIdentities(ILogger log, string tenant, string reader, string writer);

    [LoggerMessage(8, LogLevel.Warning, "Tenant {Tenant} is read and written to with one credential: whatever only has to read could write. Give the writer one of its own, in FIDO2_WRITER_CLIENT_ID and what goes with it.")]
    public static partial void OneCredential(ILogger log, string tenant);

    [LoggerMessage(13, LogLevel.Warning, "Tenant {Tenant} is read and written to by one identity, {Identity}, with two credentials: whatever only has to read could write. Give the writer an identity of its own.")]
    public static partial void OneIdentity(ILogger log, string tenant, string identity);

    [LoggerMessage(9, LogLevel.Warning, "Whether tenant {Tenant} is read and written to by one identity is not known: {Failure}.")]
    public static partial void IdentitiesUnknown(ILogger log, string tenant, string failure);

    [LoggerMessage(10, LogLevel.Information, "Going on with rollout {Rollout} at wave {Wave}.")]
    public static partial void GoingOn(ILogger log, string rollout, int? wave);

    [LoggerMessage(11, LogLevel.Information, "Rollout {Rollout} has ended.")]
    public static partial void HasEnded(ILogger log, string rollout);

    [LoggerMessage(12, LogLevel.Error, "Rollout {Rollout} is stopped by an error, and its policies stay as they are: {Failure}")]
    public static partial void HasFailed(ILogger log, string rollout, string failure);

    [LoggerMessage(20, LogLevel.Critical, "The workflows run no more, and every policy stays as it is: {Failure} Mend that and start again.")]
    public static partial void HostFailed(ILogger log, string failure);

    [LoggerMessage(21, LogLevel.Critical, "The clock of the simulated tenants stands still.")]
    public static partial void ClockFailed(ILogger log, Exception failure);

    [LoggerMessage(22, LogLevel.Information, "Stopping: requests under way are answered, and the step under way is finished.")]
    public static partial void Stopping(ILogger log);
}
