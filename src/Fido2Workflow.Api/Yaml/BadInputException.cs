namespace Fido2Workflow.Api.Yaml;

/// <summary>A file or an argument that cannot be used: each sentence says where, what was found and what was expected.</summary>
public sealed class BadInputException(IReadOnlyList<string> sentences) : Exception(string.Join(Environment.NewLine, sentences))
{
    /// <summary>One sentence.</summary>
    public BadInputException(string sentence) : this([sentence]) { }

    /// <summary>All that is wrong, in the order of the file.</summary>
    public IReadOnlyList<string> Sentences { get; } = sentences;
}
