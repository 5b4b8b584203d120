using Fido2Workflow.Core.Durable;
using Microsoft.DurableTask;

namespace Fido2Workflow.Functions.Durable;

/// <summary>What Durable Task says of a failure, in the port's words.</summary>
internal static class Failures
{
    /// <summary>The same failure, its type without its namespace and its text cut.</summary>
    public static FailureDetails Of(TaskFailureDetails details) => new(details.ErrorType[(details.ErrorType.LastIndexOf('.') + 1)..], Cut(details.ErrorMessage));

    /// <summary>Text of a size that every host can keep.</summary>
    public static string Cut(string text) => text.Length <= FailureDetails.MaxMessageLength ? text : text[..FailureDetails.MaxMessageLength];
}
