namespace Fido2Workflow.Cli.Tests.Crashes;

/// <summary>A state folder for one test.</summary>
internal sealed class StateOfARehearsal : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("fido2-crashes-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
