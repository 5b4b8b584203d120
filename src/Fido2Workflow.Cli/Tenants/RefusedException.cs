namespace Fido2Workflow.Cli.Tenants;

/// <summary>The rules are against what was asked; the message says why, to whom, and what to do.</summary>
public sealed class RefusedException(string message) : Exception(message);
