namespace Fido2Workflow.TenantSimulator;

/// <summary>A file of the tenant folder cannot be used as it stands.</summary>
public sealed class TenantFolderException : Exception
{
    internal TenantFolderException(string file, string propertyPath, string found, string expected, Exception? cause = null)
        : base($"{file}: {propertyPath}: found {found}, expected {expected}.", cause)
    {
        File = file;
        PropertyPath = propertyPath;
        Found = found;
        Expected = expected;
    }

    /// <summary>The file, as a path.</summary>
    public string File { get; }

    /// <summary>The JSON path of the property (<c>$.people.defaults</c>), or the line for text that is no JSON.</summary>
    public string PropertyPath { get; }

    /// <summary>What stands there.</summary>
    public string Found { get; }

    /// <summary>What should.</summary>
    public string Expected { get; }
}
