using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Fido2Workflow.Cli.Tests.Serving;

/// <summary><c>fido2 serve</c> as a process of its own, on a free port.</summary>
internal sealed class ServeProcess : IDisposable
{
    private const int Listening = 1;
    private const int ServingSimulated = 5;

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = [];
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _read;
    private readonly Task<string> _errors;

    private ServeProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
        _read = ReadAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Where the Graph of its simulated tenant listens.</summary>
    public Uri Graph { get; private set; } = null!;

    /// <summary>All that it has logged.</summary>
    public string Log => string.Join('\n', _lines);

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<ServeProcess> StartAsync(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        string[] where = arguments.Contains("--urls") ? [] : ["--urls", "http://127.0.0.1:0"];
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "fido2.dll"), "serve", .. where, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var serve = new ServeProcess(Process.Start(start)!);
        serve.Address = await serve._listens.Task;
        return serve;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed, nobody is told.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as a service manager sends it; answers how it ended.</summary>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        await _read;
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            _lines.Enqueue(line);
            var entry = JsonNode.Parse(line)!;
            switch ((int)entry["EventId"]!)
            {
                case ServingSimulated:
                    Graph = new((string)entry["State"]![nameof(Graph)]!);
                    break;
                case Listening:
                    _listens.TrySetResult(new((string)entry["State"]!["Url"]!));
                    break;
            }
        }
        _listens.TrySetException(new InvalidOperationException($"It ended before it listened: {await _errors}"));
    }
}
