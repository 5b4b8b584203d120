namespace Fido2Workflow.Local;

/// <summary>A state folder cannot be used: another process holds it, a newer build wrote it, or it is damaged.</summary>
public sealed class StateFolderException(string message, Exception? innerException = null) : Exception(message, innerException);
