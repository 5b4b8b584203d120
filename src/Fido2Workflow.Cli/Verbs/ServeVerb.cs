using System.CommandLine;
using System.Globalization;
using Fido2Workflow.Api.Yaml;
using Fido2Workflow.Cli.Serving;
using Fido2Workflow.Cli.Tenants;
using Fido2Workflow.Hosting.Tenants;

namespace Fido2Workflow.Cli.Verbs;

/// <summary><c>fido2 serve</c>: the embedded host.</summary>
public static class ServeVerb
{
    /// <summary>Its name.</summary>
    public const string Name = "serve";

    /// <summary>How long it may take to stop once it was told to.</summary>
    public static readonly TimeSpan StopsWithin = TimeSpan.FromSeconds(30);

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var tenants = new Option<string[]>("--tenant") { Description = $"{TenantConnection.Expected}. Once for each tenant.", HelpName = "tenant", Required = true };
        var state = new Option<string?>("--state") { Description = $"{StateChoice.Expected}. One process at a time may hold it.", HelpName = "folder" };
        var urls = new Option<string>("--urls") { Description = "Where to listen, several with a semicolon between them.", HelpName = "urls", DefaultValueFactory = _ => ServeOptions.LocalUrl };
        var allowWrites = new Option<bool>("--allow-writes") { Description = "Lets the host change the tenants. Without it nothing is written, and it does not start over an enforced wave that is not done." };
        var speed = new Option<double>("--speed") { Description = "How many times as fast as here time passes for simulated tenants.", HelpName = "times", DefaultValueFactory = _ => 1 };
        var verb = new Command(Name, "Serves the API of the rollouts in a state folder and goes on with them, until it is told to stop. Exits 0 when it was, 2 for bad input or a state folder that cannot be used, 3 when the workflows could go on no more, 4 when it would be read-only over an enforced wave.")
        {
            tenants, state, urls, allowWrites, speed,
        };
        verb.SetAction(async (parsed, stop) =>
        {
            var named = parsed.GetRequiredValue(tenants);
            var options = new ServeOptions
            {
                Tenants = named,
                State = StateChoice.Of(parsed.GetValue(state), named),
                Urls = UrlsOf(parsed.GetRequiredValue(urls)),
                AllowWrites = parsed.GetValue(allowWrites),
                Speed = SpeedOf(parsed.GetValue(speed), named),
            };
            await using var server = await StartAsync(options);
            var ended = await Task.WhenAny(server.Failed, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
            server.TellStopping();
            return ended == server.Failed ? ExitCodes.Unknown : ExitCodes.Yes;
        });
        return verb;
    }

    private static async Task<Server> StartAsync(ServeOptions options)
    {
        try
        {
            return await Server.StartAsync(options);
        }
        catch (IOException taken)
        {
            throw new BadInputException($"--urls: {taken.Message}");
        }
    }

    private static string[] UrlsOf(string text)
    {
        var urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return urls.Length > 0 && urls.All(url => Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
            ? urls
            : throw new BadInputException($"--urls: \"{text}\" was found; expected addresses such as {ServeOptions.LocalUrl} or https://0.0.0.0:5443.");
    }

    private static double SpeedOf(double speed, IReadOnlyList<string> tenants) => speed switch
    {
        1 => speed,
        <= 0 or double.NaN or double.PositiveInfinity => throw new BadInputException($"--speed: {speed.ToString(CultureInfo.InvariantCulture)} was found; expected a number above 0."),
        _ when tenants.Any(tenant => TenantConnection.FolderOf(tenant) is null) => throw new BadInputException("--speed: the time of a real tenant passes as it does; expected it with simulated ones alone."),
        _ => speed,
    };
}
